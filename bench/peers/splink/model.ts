import { id, join, type Sql, sql } from '../../../src/sql/sql.ts';
import { AGREED, type EvidenceComparison, MISSING } from '../../../src/unify/probability/comparison/comparison.ts';

/** Chances of the levels of one comparison, from disagreement up: m among matches, u among strangers. */
export interface Chances {
  readonly m: readonly number[];
  readonly u: readonly number[];
}

/** Levels of a comparison, disagreement among them. */
const sizeOf = ({ levels }: EvidenceComparison) => levels.length + 1;

/** Chances before anything is learned: 95 % of the matches agree in full, and weights rise from -5 to 3 bits, then 10. */
export function startChances(comparison: EvidenceComparison): Chances {
  const below = sizeOf(comparison) - 1;
  const m = Array.from({ length: below }, () => 0.05 / below);
  const bits = m.map((_, index) => (below === 1 ? -5 : -5 + (8 * index) / (below - 1)));
  return {
    m: [...m, 0.95],
    u: [...m.map((own, index) => own / 2 ** (bits[index] ?? 0)), 0.95 / 2 ** 10],
  };
}

/** Bayes factor of full agreement, whatever the value. */
export const topFactor = ({ m, u }: Chances) => (m.at(-1) ?? 1) / (u.at(-1) ?? 1);

/** Odds of a match: those of two records drawn by chance times the factors of all comparisons, which may count how common a value is. */
export function oddsSql(
  comparisons: readonly EvidenceComparison[],
  chances: readonly Chances[],
  { prior, isByFrequency }: { readonly prior: number; readonly isByFrequency: boolean },
): Sql {
  const factors = comparisons.map((comparison, index) =>
    factorSql(comparison, chances[index] ?? startChances(comparison), isByFrequency),
  );
  return factors.reduce((product, factor) => sql`${product} * ${factor}`, sql`cast(${prior / (1 - prior)} as double)`);
}

function factorSql(comparison: EvidenceComparison, { m, u }: Chances, isByFrequency: boolean): Sql {
  const code = id(comparison.name);
  const cases = m.slice(0, -1).map((own, index) => sql`when ${code} = ${index + 1} then ${own / (u[index] ?? 1)}`);
  const top =
    isByFrequency && comparison.weighedBy !== undefined
      ? sql`${m.at(-1) ?? 1} * pow(2, 0.5 * (${code} - ${AGREED}))`
      : sql`${topFactor({ m, u })}`;
  return sql`(case when ${code} = ${MISSING} then 1 ${join(cases, ' ')} else ${top} end)`;
}

/** Query of the levels of each comparison with their weighed counts: place of the comparison, level from 0, amount. */
export function levelCounts(comparisons: readonly EvidenceComparison[], table: string, weight: Sql): Sql {
  const queries = comparisons.map((comparison, place) => {
    const level = sql`least(${id(comparison.name)}, ${sizeOf(comparison)})`;
    return sql`select ${place} as place, ${level} - 1 as level, cast(sum(${weight}) as double) as amount from ${id(table)} group by 2`;
  });
  return join(queries, ' union all ');
}

/** Share of each level among those that are known; undefined for a level that was never seen. */
export function readShares(
  comparisons: readonly EvidenceComparison[],
  rows: readonly Readonly<Record<string, unknown>>[],
): (number | undefined)[][] {
  return comparisons.map((comparison, place) => {
    const own = rows.filter((row) => Number(row['place']) === place && Number(row['level']) >= 0);
    const total = own.reduce((sum, row) => sum + Number(row['amount']), 0);
    const amounts = new Map(own.map((row) => [Number(row['level']), Number(row['amount'])]));
    return Array.from({ length: sizeOf(comparison) }, (_, level) => {
      const amount = amounts.get(level);
      return amount === undefined ? undefined : amount / total;
    });
  });
}
