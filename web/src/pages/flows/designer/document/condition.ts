import { membersOf } from './definition.ts';

/** Comparisons a condition is built of, as the language names them. */
export const COMPARISONS = [
  'equals',
  'greater',
  'greaterOrEquals',
  'less',
  'lessOrEquals',
  'contains',
  'startsWith',
  'endsWith',
] as const;
export type Comparison = (typeof COMPARISONS)[number];

/** One row: left, comparison, right. */
export interface ConditionRow {
  readonly left: unknown;
  readonly comparison: Comparison;
  readonly isNegated: boolean;
  readonly right: unknown;
}

/** Rows that must hold together, or one of which must. */
export interface ConditionRows {
  readonly joint: 'and' | 'or';
  readonly rows: readonly ConditionRow[];
}

/** A condition as rows; undefined when it is more than one list of comparisons. */
export function readCondition(expression: unknown): ConditionRows | undefined {
  const joint = (['and', 'or'] as const).find((each) => Array.isArray(membersOf(expression)[each]));
  if (!joint || Object.keys(membersOf(expression)).length !== 1) return undefined;
  const rows = (membersOf(expression)[joint] as readonly unknown[]).map(readRow);
  return rows.every((row) => row !== undefined) ? { joint, rows: rows as readonly ConditionRow[] } : undefined;
}

function readRow(value: unknown): ConditionRow | undefined {
  const entries = Object.entries(membersOf(value));
  const [key, inner] = entries[0] ?? [];
  if (entries.length !== 1 || key === undefined) return undefined;
  if (key === 'not') {
    const row = readRow(inner);
    return row && !row.isNegated ? { ...row, isNegated: true } : undefined;
  }
  const comparison = COMPARISONS.find((each) => each === key);
  if (!comparison || !Array.isArray(inner) || inner.length !== 2) return undefined;
  return { left: inner[0], comparison, isNegated: false, right: inner[1] };
}

/** The condition that rows mean. */
export function writeCondition({ joint, rows }: ConditionRows): unknown {
  return {
    [joint]: rows.map(({ left, comparison, isNegated, right }) => {
      const plain = { [comparison]: [left, right] };
      return isNegated ? { not: plain } : plain;
    }),
  };
}
