import type { ThresholdRule } from '../trigger-kind.ts';
import { type Decision, decideValue, type SeriesState } from './decide.ts';

/** A value of the kept history. */
export interface HistoryPoint {
  readonly refreshId: string;
  /** ISO 8601. */
  readonly at: string;
  readonly value: number;
}

/** One evaluation of a backtest. */
export interface BacktestEvaluation extends Omit<Decision, 'state'> {
  readonly point: HistoryPoint;
}

/** Every evaluation that the history would have given, by the same code that decides live. A firing counts as delivered at once. */
export function backtestThreshold(
  points: readonly HistoryPoint[],
  rule: ThresholdRule,
  subject: string,
): BacktestEvaluation[] {
  let state: SeriesState | undefined;
  let lastDelivered: string | undefined;
  return points.map((point) => {
    const { state: next, ...decision } = decideValue(state, { ...point, rule, subject, lastDelivered });
    state = next;
    if (decision.decision === 'fired') lastDelivered = point.at;
    return { ...decision, point };
  });
}
