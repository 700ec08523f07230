import type { Crossing, ThresholdRule } from '../trigger-kind.ts';
import { type Step, stepThreshold, type ThresholdState } from './machine.ts';
import { explainStep } from './sentence.ts';

export interface WatchedValue {
  /** Null when a measure has no value. */
  readonly value: number | null;
  readonly rule: ThresholdRule;
  /** What the value is, for sentences: `The segment 'High value'`. */
  readonly subject: string;
  /** ISO 8601. */
  readonly at: string;
  /** When the last delivery of the series arrived (ISO 8601), or `underWay` when one may still arrive. */
  readonly lastDelivered: string | undefined;
}

/** How one value was decided. */
export interface Decision {
  /** Undefined as long as there was no value. */
  readonly machine: ThresholdState | undefined;
  /** `held`: there is no value, so the last one stays the one to compare with. */
  readonly decision: Exclude<Step['decision'], 'crossed'> | 'fired' | 'coolDown' | 'snoozed' | 'held';
  readonly reason: string;
  /** The successful value before. */
  readonly previous: number | undefined;
  /** The crossing, whether it is told now (`fired`), in a digest (`snoozed`) or not at all (`coolDown`). */
  readonly crossing: Crossing | undefined;
}

/** Decides one value: the machine says whether it crosses, snooze and cool-down whether that is told now. */
export function decideValue(machine: ThresholdState | undefined, watched: WatchedValue): Decision {
  const previous = machine?.value;
  if (watched.value === null) return hold(machine, watched);
  const step = stepThreshold(machine, watched.value, watched.rule);
  const reason = explainStep(step, { subject: watched.subject, previous, rule: watched.rule });
  const base = { machine: step.state, previous, crossing: step.crossing };
  if (step.decision !== 'crossed') return { ...base, decision: step.decision, reason };
  const { snoozeUntil, coolDownMinutes } = watched.rule.options;
  if (isSnoozed(watched))
    return {
      ...base,
      decision: 'snoozed',
      reason: `${reason} It is snoozed until ${snoozeUntil} and will be told in a digest.`,
    };
  if (isCooling(watched))
    return {
      ...base,
      decision: 'coolDown',
      reason: `${reason} It is not told, because the last delivery is less than ${coolDownMinutes} minutes ago.`,
    };
  return { ...base, decision: 'fired', reason };
}

function hold(machine: ThresholdState | undefined, { subject }: WatchedValue): Decision {
  const reason = `${subject} has no value, so nothing is decided and the last value stays the one to compare with.`;
  return { machine, decision: 'held', reason, previous: machine?.value, crossing: undefined };
}

function isSnoozed({ rule, at }: WatchedValue): boolean {
  const { snoozeUntil } = rule.options;
  return snoozeUntil !== undefined && Date.parse(at) < Date.parse(snoozeUntil);
}

function isCooling({ rule, at, lastDelivered }: WatchedValue): boolean {
  const { coolDownMinutes = 0 } = rule.options;
  if (coolDownMinutes === 0 || lastDelivered === undefined) return false;
  return lastDelivered === 'underWay' || Date.parse(at) - Date.parse(lastDelivered) < coolDownMinutes * 60_000;
}
