import type { EngineSession } from '../../../src/sql/engine.ts';
import { id, join, type Sql, sql } from '../../../src/sql/sql.ts';
import type { EvidenceBlocking } from '../../../src/unify/probability/block/rules.ts';
import { soundsOver } from '../../../src/unify/probability/block/sound.ts';
import { SOUND_TABLE, STANDARD_TABLE } from '../../../src/unify/probability/tables.ts';

export const INPUT_TABLE = 'splink_input';

/** The records with every column that a rule reads. */
export async function makeInput(session: EngineSession, columns: readonly string[], hasSounds: boolean): Promise<void> {
  const sounds = hasSounds ? soundsOver(columns).map((name) => sql`, ${id('sound', name)}`) : [];
  const joined = hasSounds ? sql`join ${id(SOUND_TABLE)} as sound using (rid)` : sql``;
  await session.run(
    sql`create or replace table ${id(INPUT_TABLE)} as select record.* ${join(sounds, ' ')} from ${id(STANDARD_TABLE)} as record ${joined}`,
  );
}

/** A rule as a condition over both records of a pair; a value that is too short to block by counts as missing. */
export function ruleCondition({ keys }: EvidenceBlocking, session: EngineSession): Sql {
  return join(
    keys.map(({ column, first }) => {
      const [left, right] = [id('l', column), id('r', column)];
      if (first === undefined) return sql`${left} = ${right}`;
      const prefix = (value: Sql) => session.dialect.prefix(value, first);
      return sql`${prefix(left)} = ${prefix(right)} and length(${left}) >= ${Math.min(first, 3)} and length(${right}) >= ${Math.min(first, 3)}`;
    }),
    ' and ',
  );
}

/** Pairs of each rule that no rule before it gives. */
export function blockedPairs(rules: readonly EvidenceBlocking[], session: EngineSession): Sql {
  const conditions = rules.map((rule) => ruleCondition(rule, session));
  const queries = conditions.map((condition, place) => {
    const before = conditions.slice(0, place).map((earlier) => sql`coalesce((${earlier}), false)`);
    const isNew = before.length === 0 ? sql`true` : sql`not (${join(before, ' or ')})`;
    return sql`select l.rid as left_rid, r.rid as right_rid from ${id(INPUT_TABLE)} as l join ${id(INPUT_TABLE)} as r on ${condition} where l.rid < r.rid and ${isNew}`;
  });
  return join(queries, ' union all ');
}
