import type { EngineSession } from '../../../sql/engine.ts';
import { id, join, sql } from '../../../sql/sql.ts';
import { SOUND_TABLE, STANDARD_TABLE, WORD_TABLE } from '../tables.ts';
import type { EvidenceBlocking } from './rules.ts';

/** The rows that a rule looks at, the value rows of a block share, as one number, the test that no part of it is missing, and that for a part of the keys. */
export function blockingKey({ keys }: EvidenceBlocking, session: EngineSession) {
  const { dialect } = session;
  const parts = keys.map(({ column, first }) => (first === undefined ? id(column) : dialect.prefix(id(column), first)));
  const tests = keys.map(({ column, first }) =>
    first === undefined ? sql`${id(column)} is not null` : sql`length(${id(column)}) >= ${Math.min(first, 3)}`,
  );
  const beside = [
    ...(keys.some(({ column }) => column === 'word') ? [WORD_TABLE] : []),
    ...(usesSounds({ keys }) ? [SOUND_TABLE] : []),
  ];
  return {
    rows: beside.reduce((rows, table) => sql`${rows} join ${id(table)} using (rid)`, id(STANDARD_TABLE)),
    key: dialect.hash(parts),
    isThere: join(tests, ' and '),
    isSampled: (share: number) => dialect.isSampled(parts, share),
  };
}

/** Whether a rule reads how names sound. */
export function usesSounds({ keys }: Pick<EvidenceBlocking, 'keys'>): boolean {
  return keys.some(({ column }) => column.endsWith('_sound'));
}
