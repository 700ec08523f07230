import { Button, makeStyles } from '@fluentui/react-components';
import { DocumentRegular } from '@fluentui/react-icons';
import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { lazy, Suspense, useDeferredValue, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { HomeView } from '../../../../src/app/view/home.ts';
import type { BacktestRequest } from '../../../../src/app/view/watcher.ts';
import { backtestQuery } from '../../api/queries.ts';
import { useFormat } from '../../format/use-format.ts';
import { useNow } from '../../format/use-now.ts';
import { PageHead } from '../../parts/page-head.tsx';
import { Panel } from '../../parts/panel.tsx';
import { Problem } from '../../parts/problem.tsx';
import { Tiles } from '../../parts/tiles.tsx';
import { ThresholdPreview } from './threshold-preview.tsx';

const ValuePlot = lazy(async () => ({ default: (await import('./value-plot.tsx')).ValuePlot }));

const useStyles = makeStyles({
  columns: {
    display: 'grid',
    gridTemplateColumns: 'minmax(0, 1fr) 340px',
    alignItems: 'start',
    gap: '16px',
    '@media (max-width: 1099px)': { gridTemplateColumns: 'minmax(0, 1fr)' },
  },
  plot: { minHeight: '320px' },
});

/** A segment's size or a measure's value with its history, and a threshold tried on it. */
export function ThresholdStudy(props: {
  kind: 'segment' | 'measure';
  figure: HomeView['segments'][number] & { readonly unit?: string | undefined };
  valueTitle: string;
  share?: number | undefined;
  home: HomeView;
}) {
  const { kind, figure } = props;
  const { t } = useTranslation();
  const styles = useStyles();
  const navigate = useNavigate();
  const [threshold, setThreshold] = useState(figure.threshold ?? roundDown(figure.value ?? 0));
  const tried = useDeferredValue(threshold);
  const { data, error, refetch } = useQuery(backtestQuery(requestOf(kind, figure.name, tried)));
  const evaluations = data?.evaluations ?? [];
  return (
    <>
      <PageHead
        title={figure.displayName}
        lead={t(`kind.${kind}`)}
        actions={
          <Button
            icon={<DocumentRegular />}
            onClick={() => void navigate({ to: '/definitions/$kind/$name', params: { kind, name: figure.name } })}
          >
            {t('definition.title')}
          </Button>
        }
      />
      <Tiles items={useTiles(props)} />
      {error && <Problem error={error} onRetry={() => void refetch()} />}
      <div className={styles.columns}>
        <Panel title={t('threshold.history', { count: evaluations.length })}>
          <div className={styles.plot}>
            <Suspense>
              <ValuePlot evaluations={evaluations} threshold={tried} label={props.valueTitle} />
            </Suspense>
          </div>
        </Panel>
        <ThresholdPreview threshold={threshold} onChange={setThreshold} backtest={data} />
      </div>
    </>
  );
}

function useTiles({ figure, valueTitle, share, home }: Parameters<typeof ThresholdStudy>[0]) {
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
    { title: t('refresh.last'), value: home.asOf ? format.moment(home.asOf.publishedAt, now) : '–' },
  ];
}

function requestOf(kind: 'segment' | 'measure', name: string, threshold: number): BacktestRequest {
  return kind === 'segment'
    ? { trigger: 'SegmentThresholdCrossed', parameters: { segment: name, threshold } }
    : { trigger: 'MeasureThresholdCrossed', parameters: { measure: name, threshold } };
}

/** The number with all but its first digit zero: a threshold to begin with. */
function roundDown(value: number): number {
  if (value <= 0) return 0;
  const unit = 10 ** Math.floor(Math.log10(value));
  return Math.floor(value / unit) * unit;
}
