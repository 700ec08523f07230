import type { EngineSession } from '../../../sql/engine.ts';
import { id, join, type Sql, sql } from '../../../sql/sql.ts';
import { SOUND_TABLE, STANDARD_TABLE, WORD_TABLE } from '../tables.ts';
import type { BlockingPart, EvidenceBlocking } from './rules.ts';

/** The rows that a rule looks at, the value rows of a block share, as a short hash, the test that no part of it is missing, and that for a part of the keys. */
export function blockingKey({ keys }: EvidenceBlocking, session: EngineSession) {
  const { dialect } = session;
  const parts = keys.map(({ column, first }) => (first === undefined ? id(column) : dialect.prefix(id(column), first)));
  const tests = keys.map(({ column, first }) =>
    first === undefined ? sql`${id(column)} is not null` : sql`length(${id(column)}) >= ${Math.min(first, 3)}`,
  );
  const word = keys.find(({ column }) => column === 'word');
  const beside = [...(word ? [wordsOf(word, session)] : []), ...(usesSounds({ keys }) ? [id(SOUND_TABLE)] : [])];
  return {
    rows: beside.reduce((rows, table) => sql`${rows} join ${table} using (rid)`, id(STANDARD_TABLE)),
    key: dialect.shortHash(parts),
    isThere: join(tests, ' and '),
    isSampled: (share: number) => dialect.isSampled(parts, share),
  };
}

/** The words of records; of words that begin alike, a record has one, or it would be in a block twice and be paired with itself. */
function wordsOf({ first }: BlockingPart, { dialect }: EngineSession): Sql {
  if (first === undefined) return id(WORD_TABLE);
  const beginning = dialect.prefix(id('word'), first);
  return sql`(select rid, min(word) as word from ${id(WORD_TABLE)} group by rid, ${beginning}) as worded`;
}

/** Whether a rule reads how names sound. */
export function usesSounds({ keys }: Pick<EvidenceBlocking, 'keys'>): boolean {
  return keys.some(({ column }) => column.endsWith('_sound'));
}
