import type { EngineSession } from '../../../sql/engine.ts';
import { id, join, type Sql, sql } from '../../../sql/sql.ts';
import { KEY_TABLE } from '../tables.ts';
import { blockingKey } from './key.ts';
import type { EvidenceBlocking } from './rules.ts';

/** Column of the keys of a rule, by its place among those in use, from 0. */
export const keyColumn = (place: number): Sql => id(`Block${place + 1}`);

/** Columns of the keys of so many rules. */
export const keyColumns = (count: number): Sql[] => Array.from({ length: count }, (_, place) => keyColumn(place));

/** Whether a record may have several keys by a rule, one a word. */
export const readsWords = ({ keys }: EvidenceBlocking): boolean => keys.some(({ column }) => column === 'word');

/** Writes the keys of every record of the standard table by some rules that do not read words; the sounds must be there. */
export async function makeKeys(session: EngineSession, rules: readonly EvidenceBlocking[]): Promise<void> {
  const keys = rules.map((rule, place) => {
    const { key, isThere } = blockingKey(rule, session);
    return sql`case when ${isThere} then ${key} end as ${keyColumn(place)}`;
  });
  const { rows } = blockingKey({ name: 'all', keys: rules.flatMap((rule) => rule.keys) }, session);
  await session.run(sql`create or replace table ${id(KEY_TABLE)} as select ${join([id('rid'), ...keys])} from ${rows}`);
}
