import type { ThresholdRule } from '../trigger-kind.ts';
import { type Decision, decideValue } from './decide.ts';
import type { ThresholdState } from './machine.ts';

/** A value of the kept history. */
export interface HistoryPoint {
  readonly refreshId: string;
  /** ISO 8601. */
  readonly at: string;
  /** Null when the measure had no value. */
  readonly value: number | null;
}

/** One evaluation of a backtest. */
export interface BacktestEvaluation extends Omit<Decision, 'machine'> {
  readonly point: HistoryPoint;
}

/** Every evaluation that the history would have given, by the same code that decides live. A firing counts as delivered at once. */
export function backtestThreshold(
  points: readonly HistoryPoint[],
  rule: ThresholdRule,
  subject: string,
): BacktestEvaluation[] {
  let state: ThresholdState | undefined;
  let lastDelivered: string | undefined;
  return points.map((point) => {
    const { value, at } = point;
    const { machine, ...decision } = decideValue(state, { value, at, rule, subject, lastDelivered });
    state = machine;
    if (decision.decision === 'fired') lastDelivered = at;
    return { ...decision, point };
  });
}
