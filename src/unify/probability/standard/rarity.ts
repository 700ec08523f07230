import type { EngineSession } from '../../../sql/engine.ts';
import { id, join, type Sql, sql } from '../../../sql/sql.ts';
import { OUTSIDERS } from '../outsiders.ts';
import { FREQUENCY_TABLE, RARITY_TABLE, STANDARD_TABLE } from '../tables.ts';

/** Columns whose commonness counts: agreement on a rare value says more. */
const WEIGHED = [
  'first',
  'first_formal',
  'last',
  'birth',
  'email',
  'phone',
  'identifier',
  'address',
  'postal',
  'city',
  'birthPlace',
  'occupation',
  'organization',
];
/** How common values are, as it was counted once: columns of `FREQUENCY_TABLE`, and the bits of all values that are not in it. */
export interface KeptFrequencies {
  readonly table: Sql;
  readonly rareBits: number;
}

/**
 * Told the columns of the standard table once it is written: by which frequencies values are weighed; undefined, by their
 * own.
 */
export type Commonness = (columns: readonly string[]) => Promise<KeptFrequencies | 'unweighed' | undefined>;

/** From this many records on, values that only a few have are not told apart by how many exactly. */
const MANY_RECORDS = 100_000;
const FEW = 4;
const MOST_BITS = 60;

const fewOf = (records: number) => (records > MANY_RECORDS ? FEW : 1);

/** Half bits of surprise of a value that is too rare to be counted, among so many records. */
export function rareBitsOf(records: number): number {
  const count = Math.max(1, fewOf(records) / 2);
  return Math.min(MOST_BITS, Math.floor(2 * Math.log2((records + OUTSIDERS) / count) + 0.5));
}

/**
 * Writes how rare the values are, as if outsiders had others: `<column>_bits`, half bits of surprise, −2 · log2 of the share
 * of records with the value, at most 60. Values are counted by their hash; among many records only those that more than a
 * few have are looked up.
 */
export async function weigh(
  session: EngineSession,
  columns: readonly string[],
  kept: KeptFrequencies | undefined,
): Promise<void> {
  const { dialect } = session;
  const weighed = columns.filter((name) => WEIGHED.includes(name));
  const { table, rareBits } = kept ?? (await countValues(session, weighed));
  const lookups = weighed.map((name) => {
    const common = id(`${name}_common`);
    return sql`left join (select ${id('Hash')}, ${id('Bits')} from ${table} where ${id('Column')} = ${name}) as ${common}
      on ${common}.${id('Hash')} = ${dialect.hash([sql`record.${id(name)}`])}`;
  });
  const bits = weighed.map(
    (name) =>
      sql`, coalesce(${id(`${name}_common`)}.${id('Bits')}, cast(${rareBits} as tinyint)) as ${id(`${name}_bits`)}`,
  );
  await session.run(
    sql`create or replace table ${id(RARITY_TABLE)} as select record.rid ${join(bits, ' ')} from ${id(STANDARD_TABLE)} as record ${join(lookups, '\n')}`,
  );
}

/** Counts the values of the standard table. */
async function countValues(session: EngineSession, weighed: readonly string[]): Promise<KeptFrequencies> {
  const records = await session.rowCount(STANDARD_TABLE);
  const bits = sql`cast(least(${MOST_BITS}, floor(2 * log2(${records + OUTSIDERS} / cast(count(*) as double)) + 0.5)) as tinyint)`;
  const counts = weighed.map(
    (
      name,
    ) => sql`select ${name} as ${id('Column')}, ${session.dialect.hash([id(name)])} as ${id('Hash')}, ${bits} as ${id('Bits')}
      from ${id(STANDARD_TABLE)} where ${id(name)} is not null group by 2 having count(*) > ${fewOf(records)}`,
  );
  const nothing = sql`select '' as ${id('Column')}, ${session.dialect.hash([sql`1`])} as ${id('Hash')}, cast(0 as tinyint) as ${id('Bits')} where false`;
  await session.run(
    sql`create or replace table ${id(FREQUENCY_TABLE)} as ${join([nothing, ...counts], ' union all ')}`,
  );
  return { table: id(FREQUENCY_TABLE), rareBits: rareBitsOf(records) };
}
