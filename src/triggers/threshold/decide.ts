import type { Crossing, ThresholdRule } from '../trigger-kind.ts';
import { type Step, stepThreshold, type ThresholdState } from './machine.ts';
import { explainStep } from './sentence.ts';

/** A crossing kept back while its watcher is snoozed. */
export interface HeldCrossing extends Crossing {
  readonly refreshId: string;
  readonly at: string;
}

/** What a watcher remembers of a series: the machine, and what a snooze keeps back. */
export interface SeriesState {
  readonly machine: ThresholdState;
  readonly held: readonly HeldCrossing[];
}

export interface WatchedValue {
  readonly value: number;
  readonly rule: ThresholdRule;
  readonly subject: string;
  readonly refreshId: string;
  /** ISO 8601. */
  readonly at: string;
  /** When the last delivery of the series arrived (ISO 8601), or that one is on its way. */
  readonly lastDelivered: string | 'underWay' | undefined;
}

/** How one successful value was decided. */
export interface Decision {
  readonly state: SeriesState;
  readonly decision: Exclude<Step['decision'], 'crossed'> | 'fired' | 'coolDown' | 'snoozed';
  readonly reason: string;
  readonly previous: number | undefined;
  /** The crossing to tell; set when the decision is `fired`. */
  readonly crossing?: Crossing;
}

/** Decides one successful value: the machine says whether it crosses, cool-down and snooze whether that is told now. */
export function decideValue(state: SeriesState | undefined, watched: WatchedValue): Decision {
  const step = stepThreshold(state?.machine, watched.value, watched.rule);
  const previous = state?.machine.value;
  const reason = explainStep(step, { subject: watched.subject, previous, rule: watched.rule });
  const held = state?.held ?? [];
  const base = { state: { machine: step.state, held }, reason, previous };
  if (step.decision !== 'crossed' || !step.crossing)
    return { ...base, decision: step.decision === 'crossed' ? 'notCrossed' : step.decision };
  if (isSnoozed(watched)) {
    const crossing = { ...step.crossing, refreshId: watched.refreshId, at: watched.at };
    return {
      ...base,
      decision: 'snoozed',
      state: { machine: step.state, held: [...held, crossing] },
      reason: `${reason} It is snoozed until ${watched.rule.options.snoozeUntil} and will be told in a digest.`,
    };
  }
  if (isCooling(watched)) {
    return {
      ...base,
      decision: 'coolDown',
      reason: `${reason} It is not told, because the last delivery is less than ${watched.rule.options.coolDownMinutes} minutes ago.`,
    };
  }
  return { ...base, decision: 'fired', crossing: step.crossing };
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
