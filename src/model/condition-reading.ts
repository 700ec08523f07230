import type { Condition } from './condition.ts';

/** What a condition on a row reads: attributes of that row, and measures and segments of its customer, by name. */
export interface ConditionReading {
  readonly attributes: readonly string[];
  readonly measures: readonly string[];
  readonly segments: readonly string[];
}

const NOTHING: ConditionReading = { attributes: [], measures: [], segments: [] };

/** Operators that count from now, and those that look at other rows. */
const FURTHER: readonly string[] = ['isWithinLast', 'yearToDate', 'childOf', 'parentOf'];

/** What a condition reads; undefined where it counts from now or looks at other rows. */
export function readingOfCondition(condition: Condition | undefined): ConditionReading | undefined {
  if (condition === undefined) return NOTHING;
  if ('conditions' in condition) return combine(condition.conditions.map(readingOfCondition));
  if (condition.operator === 'not') return 'condition' in condition ? readingOfCondition(condition.condition) : NOTHING;
  if ('segment' in condition) return { ...NOTHING, segments: [condition.segment] };
  if ('path' in condition || FURTHER.includes(condition.operator)) return undefined;
  const { measure, attribute } = condition as { readonly measure?: string; readonly attribute?: string };
  if (measure !== undefined) return { ...NOTHING, measures: [measure] };
  return { ...NOTHING, attributes: attribute === undefined ? [] : [attribute] };
}

function combine(readings: readonly (ConditionReading | undefined)[]): ConditionReading | undefined {
  const known = readings.filter((reading) => reading !== undefined);
  if (known.length < readings.length) return undefined;
  const all = (name: keyof ConditionReading) => [...new Set(known.flatMap((reading) => reading[name]))];
  return { attributes: all('attributes'), measures: all('measures'), segments: all('segments') };
}
