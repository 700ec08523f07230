import { canonicalJson } from '../../base/json.ts';
import type { ThresholdOptions } from '../../model/trigger.ts';
import type { Crossing, ThresholdRule } from '../trigger-kind.ts';

type Direction = 'up' | 'down';

/** What is remembered of one direction. */
export interface DirectionState {
  /** A crossing fires only when armed; coming back arms again. */
  readonly isArmed: boolean;
  /** Successful values beyond the line in a row, while armed. */
  readonly beyondCount: number;
  /** Last value that was not beyond. */
  readonly lastWithin: number | undefined;
}

/** What is remembered of one watched series between successful evaluations. */
export interface ThresholdState {
  /** Threshold and options the state belongs to: a changed line starts from the last value. */
  readonly ruleKey: string;
  readonly value: number;
  readonly up: DirectionState;
  readonly down: DirectionState;
}

/** What one value means: crossings, and the words for it. */
export interface Step {
  readonly state: ThresholdState;
  readonly decision: 'baseline' | 'notCrossed' | 'pending' | 'notRearmed' | 'crossed';
  /** Set when the decision is `crossed`. */
  readonly crossing?: Crossing;
}

/**
 * Takes the next successful value. Pure: the same state, value and rule give the same step.
 * Without options a crossing is exactly `previous ≤ threshold < value`; the first value is the baseline.
 */
export function stepThreshold(state: ThresholdState | undefined, value: number, rule: ThresholdRule): Step {
  const known = state && adopt(state, rule);
  const before = known ?? firstState(value, rule);
  const outcomes = directionsOf(rule.options).map((direction) =>
    stepDirection(before[direction], value, { direction, rule }),
  );
  const next = {
    ...before,
    value,
    ...Object.fromEntries(outcomes.map(({ direction, state: own }) => [direction, own])),
  };
  const strongest = outcomes.reduce((best, outcome) => (RANK[outcome.decision] > RANK[best.decision] ? outcome : best));
  if (!known && strongest.decision !== 'crossed' && strongest.decision !== 'pending')
    return { state: next, decision: 'baseline' };
  return { state: next, decision: strongest.decision, ...(strongest.crossing && { crossing: strongest.crossing }) };
}

const RANK = { notCrossed: 0, notRearmed: 1, pending: 2, crossed: 3 } as const;

interface DirectionOutcome {
  readonly direction: Direction;
  readonly state: DirectionState;
  readonly decision: keyof typeof RANK;
  readonly crossing?: Crossing;
}

function stepDirection(
  state: DirectionState,
  value: number,
  { direction, rule }: { direction: Direction; rule: ThresholdRule },
): DirectionOutcome {
  if (!isBeyond(value, rule, direction)) {
    const isArmed = state.isArmed || isBack(value, rule, direction);
    return { direction, decision: 'notCrossed', state: { isArmed, beyondCount: 0, lastWithin: value } };
  }
  if (!state.isArmed) return { direction, decision: 'notRearmed', state };
  const beyondCount = state.beyondCount + 1;
  if (beyondCount < (rule.options.consecutive ?? 1))
    return { direction, decision: 'pending', state: { ...state, beyondCount } };
  const crossing = { direction, previous: state.lastWithin, value, threshold: rule.threshold };
  return { direction, decision: 'crossed', crossing, state: { ...state, isArmed: false, beyondCount: 0 } };
}

/** True on the far side of the line. */
export function isBeyond(value: number, { threshold, options }: ThresholdRule, direction: Direction): boolean {
  if (options.inclusive === true && value === threshold) return true;
  return direction === 'up' ? value > threshold : value < threshold;
}

/** True when the value has come back far enough to arm again. The re-arm level belongs to the one direction watched. */
function isBack(value: number, { options }: ThresholdRule, direction: Direction): boolean {
  const level = options.direction === 'both' ? undefined : options.rearmLevel;
  if (level === undefined) return true;
  return direction === 'up' ? value <= level : value >= level;
}

function directionsOf({ direction = 'up' }: ThresholdOptions): readonly Direction[] {
  return direction === 'both' ? ['up', 'down'] : [direction];
}

/** The state before a first value: armed unless the value is already beyond, or when the first value may fire. */
function firstState(value: number, rule: ThresholdRule): ThresholdState {
  const mayFire = rule.options.firstEvaluation === 'fireIfBeyond';
  return stateAt(value, rule, (direction) => mayFire || !isBeyond(value, rule, direction));
}

/** The state as it is for a rule: kept when it is the same rule, else begun anew at the last value. */
function adopt(state: ThresholdState, rule: ThresholdRule): ThresholdState {
  if (state.ruleKey === keyOf(rule)) return state;
  const begun = stateAt(state.value, rule, (direction) => !isBeyond(state.value, rule, direction));
  const within = (direction: Direction) => ({
    ...begun[direction],
    lastWithin: begun[direction].isArmed ? state.value : undefined,
  });
  return { ...begun, up: within('up'), down: within('down') };
}

function stateAt(value: number, rule: ThresholdRule, isArmed: (direction: Direction) => boolean): ThresholdState {
  const of = (direction: Direction) => ({ isArmed: isArmed(direction), beyondCount: 0, lastWithin: undefined });
  return { ruleKey: keyOf(rule), value, up: of('up'), down: of('down') };
}

/** Options that do not change what counts as a crossing are left out, so that a snooze does not start a new baseline. */
function keyOf({ threshold, options }: ThresholdRule): string {
  const { direction, inclusive, rearmLevel, consecutive } = options;
  return canonicalJson({ threshold, direction, inclusive, rearmLevel, consecutive });
}
