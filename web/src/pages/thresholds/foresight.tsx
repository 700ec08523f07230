import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { BacktestRequest } from '../../../../src/app/view/watcher.ts';
import type { ThresholdOptions } from '../../../../src/model/trigger.ts';
import { definitionsQuery } from '../../api/queries/definitions.ts';
import { homeQuery } from '../../api/queries/home.ts';
import { backtestQuery } from '../../api/queries/triggers.ts';
import { Problem } from '../../parts/problem.tsx';
import { useText } from '../../parts/text.ts';
import { useSettled } from '../../parts/use-settled.ts';
import { Firings } from './firings.tsx';
import { HistoryPlot } from './history-plot.tsx';
import type { Threshold } from './threshold-options.ts';

/** What has a history that a threshold can be tried on. */
export interface Watched {
  readonly kind: 'segment' | 'measure';
  readonly name: string;
  readonly calculation?: string | undefined;
  /** One row of a measure with dimensions. */
  readonly row?: Readonly<Record<string, string>> | undefined;
}

/** Milliseconds after which a dragged line is tried. */
const DRAG_PAUSE = 120;

/** A threshold tried on the kept history of what it watches: a line to drag, and where it would have fired. */
export function Foresight(
  props: Watched & {
    threshold: number | undefined;
    options?: ThresholdOptions | undefined;
    onThreshold?: ((threshold: number) => void) | undefined;
  },
) {
  const { t } = useTranslation();
  const text = useText();
  const { kind, name, options, onThreshold } = props;
  const proposed = useProposedThreshold(props);
  const threshold = props.threshold ?? proposed;
  const wanted = JSON.stringify(backtestOf(props, { threshold, options }));
  const settled = useSettled(wanted, DRAG_PAUSE);
  const isThere = useIsThere(props);
  const { data, error, refetch } = useQuery({
    ...backtestQuery(JSON.parse(settled) as BacktestRequest),
    enabled: isThere && settled === wanted,
  });
  if (error) return <Problem error={error} onRetry={() => void refetch()} />;
  if (!data) return null;
  if (data.evaluations.length === 0) return <NoHistory options={options} />;
  return (
    <>
      <HistoryPlot
        key={name}
        name={name}
        evaluations={data.evaluations}
        threshold={threshold}
        label={t(kind === 'segment' ? 'threshold.members' : 'threshold.value')}
        {...(onThreshold && { onDrag: onThreshold })}
      />
      {onThreshold && <p className={text.quiet}>{t('threshold.dragLead')}</p>}
      <Firings backtest={data} />
    </>
  );
}

/** Whether there is a segment or measure of that name; while a name is typed there is none. */
function useIsThere({ kind, name }: Watched): boolean {
  return useQuery(definitionsQuery(kind)).data?.items.some((each) => each.name === name) ?? false;
}

/** What will happen with what has no history yet: the first value is where watching begins. */
export function NoHistory({ options }: { options?: ThresholdOptions | undefined }) {
  const { t } = useTranslation();
  const text = useText();
  const mayFire = options?.firstEvaluation === 'fireIfBeyond';
  return (
    <p className={text.quiet}>
      {t('threshold.noHistory')} {t(mayFire ? 'threshold.firstMayFire' : 'threshold.firstNeverFires')}
    </p>
  );
}

/** The trial of a threshold, as the server takes it. */
export function backtestOf(
  { kind, name, calculation, row }: Watched,
  { threshold, options }: Threshold,
): BacktestRequest {
  const shared = { threshold, ...(options && { options }) };
  return kind === 'segment'
    ? { trigger: 'SegmentThresholdCrossed', parameters: { segment: name, ...shared } }
    : {
        trigger: 'MeasureThresholdCrossed',
        parameters: { measure: name, ...(calculation && { calculation }), ...(row && { row }), ...shared },
      };
}

/** A threshold to begin with: that of who watches it already, or the last value rounded down. */
export function useProposedThreshold({ kind, name }: Pick<Watched, 'kind' | 'name'>): number {
  const home = useQuery(homeQuery).data;
  const segment = home?.segments.find((each) => each.name === name);
  const measure = home?.measures.find((each) => each.name === name);
  return kind === 'segment' ? (segment?.threshold ?? roundDown(segment?.value ?? 0)) : roundDown(measure?.value ?? 0);
}

/** The number with all but its first digit zero. */
export function roundDown(value: number): number {
  if (value <= 0) return 0;
  const unit = 10 ** Math.floor(Math.log10(value));
  return Math.floor(value / unit) * unit;
}
