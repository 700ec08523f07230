import type { EngineSession } from '../../../sql/engine.ts';
import { id, join, type Sql, sql } from '../../../sql/sql.ts';
import { type EvidenceComparison, levelCode, pairColumns } from '../comparison/comparison.ts';
import { pairsAmong } from '../outsiders.ts';
import { RARITY_TABLE, SAMPLE_TABLE, STANDARD_TABLE } from '../tables.ts';

/** Similarity below which no level looks. */
const LEAST_SIMILARITY = 0.8;

/** Query of pairs `(left_rid, right_rid)` with the code of every comparison, a column each. */
export function codesOf(pairs: Sql, compared: ComparedColumns): Sql {
  const used = new Set<string>();
  const pair = pairColumns(compared.columns, compared.session.dialect, (column) => used.add(column));
  const codes = compared.comparisons.map((comparison) => sql`${levelCode(comparison, pair)} as ${id(comparison.name)}`);
  return sql`select left_rid, right_rid, ${join(codes)} from (${pairValues(pairs, [...used], compared)})`;
}

/** Pairs with the values of both records that are read, and the similarities that comparisons ask for. Every record is there. */
function pairValues(pairs: Sql, used: readonly string[], { comparisons, columns, session }: ComparedColumns): Sql {
  const pair = pairColumns(columns, session.dialect);
  const values = used.flatMap((column) => {
    const [left, right] = column.endsWith('_bits') ? ['lb', 'rb'] : ['l', 'r'];
    return [sql`${id(left, column)} as ${pair.l(column)}`, sql`${id(right, column)} as ${pair.r(column)}`];
  });
  const similarities = comparisons
    .flatMap((comparison) => comparison.similarities ?? [])
    .map((column) => {
      const [left, right] = [id('l', column), id('r', column)];
      const measured = session.dialect.jaroWinkler(left, right, LEAST_SIMILARITY);
      return sql`case when ${left} = ${right} then 1 else ${measured} end as ${pair.similarity(column)}`;
    });
  return sql`select pair.left_rid, pair.right_rid, ${join([...values, ...similarities])} from (${pairs}) as pair
    join ${id(STANDARD_TABLE)} as l on l.rid = pair.left_rid join ${id(STANDARD_TABLE)} as r on r.rid = pair.right_rid
    join ${id(RARITY_TABLE)} as lb on lb.rid = pair.left_rid join ${id(RARITY_TABLE)} as rb on rb.rid = pair.right_rid`;
}

export interface ComparedColumns {
  readonly comparisons: readonly EvidenceComparison[];
  /** Columns of the standard table. */
  readonly columns: readonly string[];
  readonly session: EngineSession;
}

/** Pairs with equal codes, counted. */
export interface Patterns {
  /** Codes of all comparisons of the first pattern, then of the second, … */
  readonly codes: Uint8Array;
  /** Comparisons a pattern. */
  readonly width: number;
  /** How many pairs each pattern stands for. */
  readonly counts: Float64Array;
}

/** Reads how often each combination of codes occurs. */
export async function readPatterns(
  session: EngineSession,
  query: Sql,
  comparisons: readonly EvidenceComparison[],
): Promise<Patterns> {
  const names = comparisons.map(({ name }) => id(name));
  const table = 'probability_pattern';
  await session.run(
    sql`create or replace table ${id(table)} as select ${join(names)}, cast(count(*) as integer) as n from (${query}) group by ${join(names)}`,
  );
  const order = sql`order by ${join(names)}`;
  const width = comparisons.length;
  const columns: Int32Array[] = [];
  for (let index = 0; index <= width; index += 2) {
    const [own = sql`n`, next = sql`n`] = [...names, sql`n`].slice(index, index + 2);
    const pair = await session.integerPairs(
      sql`select cast(${own} as integer) as own, cast(${next} as integer) as next from ${id(table)} ${order}`,
    );
    columns.push(pair.left, pair.right);
  }
  await session.drop(table);
  const rows = columns[0]?.length ?? 0;
  const codes = new Uint8Array(rows * width);
  for (let row = 0; row < rows; row++)
    for (let index = 0; index < width; index++) codes[row * width + index] = columns[index]?.[row] ?? 0;
  return { codes, width, counts: Float64Array.from(columns[width] ?? []) };
}

/** Random pairs looked at to learn how often values agree by chance. */
export const SAMPLE_PAIRS = 300_000;

/**
 * Writes pairs drawn by chance: all there are when they are few, otherwise a seeded sample. The sample follows from row
 * numbers only, so the same records give the same pairs.
 */
export async function samplePairs(session: EngineSession, records: number, share = 1): Promise<void> {
  const table = id(SAMPLE_TABLE);
  if (pairsAmong(records) <= 2 * SAMPLE_PAIRS) {
    await session.run(
      sql`create or replace table ${table} as select a.rid as left_rid, b.rid as right_rid from ${id(STANDARD_TABLE)} as a join ${id(STANDARD_TABLE)} as b on a.rid < b.rid`,
    );
    return;
  }
  const count = Math.round(SAMPLE_PAIRS * share);
  const draw = (salt: number) =>
    sql`cast(${session.dialect.hash([sql`n + ${salt}`])} % ${records} as integer) + first.rid`;
  await session.run(sql`create or replace table ${table} as select * from (
    select ${draw(0)} as left_rid, ${draw(count)} as right_rid from ${session.dialect.numbers(count)} cross join (select min(rid) as rid from ${id(STANDARD_TABLE)}) as first) where left_rid <> right_rid`);
}
