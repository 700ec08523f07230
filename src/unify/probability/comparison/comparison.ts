import type { Dialect } from '../../../sql/dialect.ts';
import { id, type Sql, sql } from '../../../sql/sql.ts';
import type { Lookalike } from './lookalike.ts';

/** Values of the two records of a pair, by standard column. */
export interface PairColumns {
  readonly l: (column: string) => Sql;
  readonly r: (column: string) => Sql;
  /** A similarity that was measured once for the pair. */
  readonly similarity: (column: string) => Sql;
  readonly dialect: Dialect;
  /** Whether the standard table has a column. */
  readonly has: (column: string) => boolean;
}

/** One degree of agreement of a comparison, best first in its list. */
export interface ComparisonLevel {
  readonly name: string;
  readonly when: (pair: PairColumns) => Sql;
}

/** How one kind of evidence is compared, as ordered levels; describes itself for reports and the documentation. */
export interface EvidenceComparison {
  readonly name: string;
  readonly title: string;
  /** Standard columns without which the comparison is left out. */
  readonly needs: readonly string[];
  /** Standard column whose commonness weighs full agreement; none where values are too few to matter. */
  readonly weighedBy?: string;
  /** Kinds of different customers who share it. */
  readonly sharedBy: readonly Lookalike[];
  /** Whether it differs from before when a person moves house. */
  readonly movesHouse?: boolean;
  /** Whether it alone can tell two customers apart who share other things. */
  readonly tellsApart: boolean;
  /** Standard columns whose Jaro-Winkler similarity is measured, once a pair, for the levels to read. */
  readonly similarities?: readonly string[];
  /** True where either record says nothing. */
  readonly isMissing: (pair: PairColumns) => Sql;
  /** Best first; below the last comes disagreement. */
  readonly levels: readonly ComparisonLevel[];
}

/** Pair columns over a relation made by `codesOf`; `onUse` is told every column that is read. */
export function pairColumns(
  columns: readonly string[],
  dialect: Dialect,
  onUse: (column: string) => void = () => undefined,
): PairColumns {
  const side = (name: 'l' | 'r') => (column: string) => {
    onUse(column);
    return id(`${name} ${column}`);
  };
  return {
    l: side('l'),
    r: side('r'),
    similarity: (column) => id(`similarity of ${column}`),
    dialect,
    has: (column) => columns.includes(column),
  };
}

/** Code of full agreement: this much, plus the half bits of surprise of the value. */
export const AGREED = 60;
/** Code of disagreement. */
export const DISAGREED = 1;
/** Code where either value is missing; disagreement is 1, the level above it 2, and so on. */
export const MISSING = 0;

/**
 * SQL of the code of a comparison: 0 missing, 1 disagreement, 2… the levels from below, 60 + half bits for the first.
 * The commoner of both values decides where they differ in spelling only.
 */
export function levelCode(comparison: EvidenceComparison, pair: PairColumns): Sql {
  const { levels, weighedBy } = comparison;
  const top =
    weighedBy === undefined
      ? sql`${AGREED}`
      : sql`${AGREED} + least(${pair.l(`${weighedBy}_bits`)}, ${pair.r(`${weighedBy}_bits`)})`;
  const cases = levels.map(
    (level, index) => sql` when ${level.when(pair)} then ${index === 0 ? top : sql`${levels.length - index + 1}`}`,
  );
  const steps = cases.reduce(
    (before, step) => sql`${before}${step}`,
    sql`case when ${comparison.isMissing(pair)} then ${MISSING}`,
  );
  return sql`cast(${steps} else 1 end as tinyint)`;
}

/** Number of the level that a code stands for: 1 disagreement … the number of levels + 1 full agreement; 0 missing. */
export function levelOfCode(code: number, comparison: EvidenceComparison): number {
  return code >= AGREED ? comparison.levels.length + 1 : code;
}

/** Name of a level by its number. */
export function levelName(comparison: EvidenceComparison, level: number): string {
  if (level === 0) return 'missing';
  return comparison.levels[comparison.levels.length + 1 - level]?.name ?? 'different';
}

/** True where either side of a column is missing. */
export function eitherMissing(column: string): (pair: PairColumns) => Sql {
  return ({ l, r }) => sql`${l(column)} is null or ${r(column)} is null`;
}

/** True where both sides of a column are equal. */
export function equal(column: string): (pair: PairColumns) => Sql {
  return ({ l, r }) => sql`${l(column)} = ${r(column)}`;
}

/** True where both sides of a column are as alike as `least`; the comparison must measure its similarity. */
export function alike(column: string, least: number): (pair: PairColumns) => Sql {
  return ({ similarity }) => sql`${similarity(column)} >= ${least}`;
}

/** True where one side of a column becomes the other by at most `most` edits. */
export function withinEdits(column: string, most: number): (pair: PairColumns) => Sql {
  return ({ l, r, dialect }) =>
    sql`abs(length(${l(column)}) - length(${r(column)})) <= ${most} and ${dialect.levenshtein(l(column), r(column))} <= ${most}`;
}

/** True where two codes of one length differ in at most `most` places. */
export function withinPlaces(column: string, most: number): (pair: PairColumns) => Sql {
  return ({ l, r, dialect }) =>
    sql`case when length(${l(column)}) = length(${r(column)}) then ${dialect.hamming(l(column), r(column))} <= ${most} else false end`;
}
