import type { EngineSession } from '../../../sql/engine.ts';
import { id, sql } from '../../../sql/sql.ts';
import { STANDARD_TABLE, WORD_TABLE } from '../tables.ts';

/** Words of a name that are looked at, and letters that a word has at least. */
const MOST_WORDS = 10;
const LEAST_LETTERS = 3;

/** The column whose words are keys of their own: of organisations where there are any, else of people. */
export function worded(columns: readonly string[]): 'organization' | 'full' | undefined {
  return (['organization', 'full'] as const).find((column) => columns.includes(column));
}

/** Writes the words of a column of the standard table, for blocking. */
export async function makeWords(session: EngineSession, column: string): Promise<void> {
  const word = sql`split_part(${id(column)}, ' ', cast(n + 1 as integer))`;
  await session.run(sql`create or replace table ${id(WORD_TABLE)} as select distinct rid, word from (
    select rid, ${word} as word from ${id(STANDARD_TABLE)} cross join ${session.dialect.numbers(MOST_WORDS)}) as part where length(word) >= ${LEAST_LETTERS}`);
}

/** Adds the rarest word of every name, but one that no other record has: such a word is likely a slip. */
export async function addRarestWord(session: EngineSession): Promise<void> {
  const next = 'probability_record_worded';
  const order = sql`case when counted.n > 1 then counted.n else 1000000000 end`;
  const rarest = sql`select rid, min(word) as word from (
      select part.rid, part.word, rank() over (partition by part.rid order by ${order}, length(part.word) desc) as place
      from ${id(WORD_TABLE)} as part join (select word, count(*) as n from ${id(WORD_TABLE)} group by word) as counted on counted.word = part.word) as ranked
    where place = 1 group by rid`;
  await session.run(
    sql`create or replace table ${id(next)} as select record.*, rarest.word as organization_word from ${id(STANDARD_TABLE)} as record left join (${rarest}) as rarest on rarest.rid = record.rid`,
  );
  await session.run(sql`create or replace table ${id(STANDARD_TABLE)} as select * from ${id(next)}`);
  await session.drop(next);
}
