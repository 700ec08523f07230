import { makeStyles } from '@fluentui/react-components';
import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { HomeView } from '../../../../src/app/view/home.ts';
import type { EvaluationView } from '../../../../src/app/view/watcher.ts';
import { backtestQuery, triggersQuery } from '../../api/queries/triggers.ts';
import { useFormat } from '../../format/use-format.ts';
import { useNow } from '../../format/use-now.ts';
import { Panel } from '../../parts/panel.tsx';
import { Problem } from '../../parts/problem.tsx';
import { Tiles } from '../../parts/tiles.tsx';
import { useSettled } from '../../parts/use-settled.ts';
import { Can } from '../../session/can.tsx';
import { newFlowAddress } from '../flows/new-flow.ts';
import { WatcherLines } from '../triggers/watcher-lines.tsx';
import { backtestOf, roundDown } from './foresight.tsx';
import { HistoryPlot } from './history-plot.tsx';
import type { Threshold } from './threshold-options.ts';
import { PreviewCommand, ThresholdPreview } from './threshold-preview.tsx';

const useStyles = makeStyles({
  columns: {
    display: 'grid',
    gridTemplateColumns: 'minmax(0, 1fr) 360px',
    alignItems: 'start',
    gap: '16px',
    '@media (max-width: 1099px)': { gridTemplateColumns: 'minmax(0, 1fr)' },
  },
  column: { display: 'flex', flexDirection: 'column', gap: '16px', minWidth: 0 },
  commands: { display: 'flex', flexWrap: 'wrap', gap: '8px' },
});

/** What is studied: a segment's size, or a measure's value. */
export interface StudyProps {
  readonly kind: 'segment' | 'measure';
  readonly figure: HomeView['segments'][number] & { readonly unit?: string | undefined };
  readonly valueTitle: string;
  readonly share?: number | undefined;
  readonly home: HomeView;
  /** One row of a measure with dimensions. */
  readonly row?: Readonly<Record<string, string>> | undefined;
}

/** A number with its history, and a threshold tried on it: drag the line and see what would have fired. */
export function ThresholdStudy(props: StudyProps) {
  const { kind, figure } = props;
  const { t } = useTranslation();
  const styles = useStyles();
  const [tried, setTried] = useState<Threshold>({ threshold: figure.threshold ?? roundDown(figure.value ?? 0) });
  const settled = useSettled(tried, 120);
  const { data, error, refetch } = useQuery(
    backtestQuery(backtestOf({ kind, name: figure.name, row: props.row }, settled)),
  );
  const evaluations = data?.evaluations ?? NONE;
  return (
    <>
      <Tiles items={useTiles(props, evaluations.at(-1)?.evaluatedAt)} />
      {error && <Problem error={error} onRetry={() => void refetch()} />}
      <div className={styles.columns}>
        <div className={styles.column}>
          <Panel title={t('threshold.history', { count: evaluations.length })}>
            <HistoryPlot
              name={figure.name}
              evaluations={evaluations}
              threshold={tried.threshold}
              label={props.valueTitle}
              onDrag={(threshold) => setTried({ ...tried, threshold })}
            />
          </Panel>
          <Watchers kind={kind} name={figure.name} />
        </div>
        <ThresholdPreview value={tried} subject={figure.displayName} onChange={setTried} backtest={data}>
          <Commands {...props} tried={tried} />
        </ThresholdPreview>
      </div>
    </>
  );
}

const NONE: readonly EvaluationView[] = [];

function Commands({ kind, figure, row, tried }: StudyProps & { tried: Threshold }) {
  const { t } = useTranslation();
  const styles = useStyles();
  const navigate = useNavigate();
  const trigger = kind === 'segment' ? 'SegmentThresholdCrossed' : 'MeasureThresholdCrossed';
  const proposed = {
    trigger,
    subject: figure.name,
    threshold: String(tried.threshold),
    ...(row && { row: JSON.stringify(row) }),
    ...(tried.options && { options: JSON.stringify(tried.options) }),
  };
  return (
    <Can who="contributor">
      <div className={styles.commands}>
        <PreviewCommand
          isPrimary
          label={t('threshold.createFlow')}
          onClick={() => void navigate({ href: newFlowAddress(proposed) })}
        />
        <PreviewCommand
          label={t('threshold.createTrigger')}
          onClick={() => void navigate({ to: '/triggers/new', search: proposed as never })}
        />
      </div>
    </Can>
  );
}

function Watchers({ kind, name }: { kind: 'segment' | 'measure'; name: string }) {
  const { t } = useTranslation();
  const watchers = (useQuery(triggersQuery).data?.items ?? []).filter(({ parameters }) => parameters[kind] === name);
  return (
    <Panel title={t('threshold.watchers')}>
      <WatcherLines watchers={watchers} />
    </Panel>
  );
}

/** The figures of what is studied, with the refresh that last computed it: others publish without it. */
function useTiles({ figure, valueTitle, share }: StudyProps, computedAt: string | undefined) {
  const { t } = useTranslation();
  const format = useFormat();
  const now = useNow();
  const { value, previous, unit } = figure;
  return [
    { title: valueTitle, value: value === undefined ? '–' : format.quantity(value, unit) },
    {
      title: t('threshold.change'),
      value: value === undefined || previous === undefined ? '–' : format.change(value - previous, unit),
    },
    ...(share === undefined ? [] : [{ title: t('threshold.share'), value: format.percent(share) }]),
    { title: t('refresh.last'), value: computedAt === undefined ? '–' : format.moment(computedAt, now) },
  ];
}
