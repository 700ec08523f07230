import type { Unification } from '../../model/unification.ts';
import type { Dialect } from '../../sql/dialect.ts';
import type { EngineSession } from '../../sql/engine.ts';
import { id, join, type Sql, sql } from '../../sql/sql.ts';
import type { Stage } from '../../sql/stage.ts';
import type { UnifyPlan } from '../plan/plan.ts';
import { ALWAYS_TABLE, keyTableOf, NEVER_TABLE } from '../tables.ts';

/** Columns of an entity that lists pairs. */
export const LIST_COLUMNS = ['Entity1', 'Entity1Key', 'Entity2', 'Entity2Key'] as const;

/** A list of pairs by what it demands. */
export type ListKind = 'always' | 'never';

/** What a list says, as written: entity1, key1, entity2, key2. */
export const writtenListTableOf = (kind: ListKind): string => `unify_list_${kind}`;
const pairTableOf = (kind: ListKind): string => (kind === 'always' ? ALWAYS_TABLE : NEVER_TABLE);

/** The always match or never match list of a unification. */
export function listOf(unification: Unification, kind: ListKind): Unification['alwaysMatch'] {
  return kind === 'always' ? unification.alwaysMatch : unification.neverMatch;
}

/** Stages that turn the always match and never match lists into pairs of records. */
export function pairListStages(plan: UnifyPlan, dialect: Dialect): Stage[] {
  const kinds: readonly ListKind[] = ['always', 'never'];
  return kinds
    .filter((kind) => listOf(plan.unification, kind) !== undefined || (kind === 'never' && plan.separations.length > 0))
    .map((kind) => pairListStage(plan, kind, dialect));
}

const WRITTEN_COLUMNS = ['entity1', 'key1', 'entity2', 'key2'] as const;

function pairListStage(plan: UnifyPlan, kind: ListKind, dialect: Dialect): Stage {
  const list = listOf(plan.unification, kind);
  const written = writtenListTableOf(kind);
  return {
    name: `map:list:${kind}`,
    summary: `Records that ${kind} match, from the list of the user.`,
    table: pairTableOf(kind),
    run: async (session: EngineSession) => {
      const columns = WRITTEN_COLUMNS.map((name) => ({ name, type: 'string' as const }));
      await session.insert(written, columns, [list?.pairs ?? []]);
      if (list?.entity) await session.run(sql`insert into ${id(written)} ${listedPairs(list.entity, dialect)}`);
      await session.run(
        sql`create or replace table ${id(pairTableOf(kind))} as ${recordPairs(plan, written, dialect)}`,
      );
    },
  };
}

function listedPairs(entity: string, dialect: Dialect): Sql {
  const texts = LIST_COLUMNS.map((column) => sql`trim(cast(${id(column)} as ${dialect.typeName('string')}))`);
  return sql`select ${join(texts)} from ${id(entity)}`;
}

function recordPairs(plan: UnifyPlan, written: string, dialect: Dialect): Sql {
  const listed = sql`select entity1 as entity, key1 as key from ${id(written)} union select entity2, key2 from ${id(written)}`;
  const known = plan.entities.map(({ name }) => {
    const text = sql`cast(keys.key as ${dialect.typeName('string')})`;
    return sql`select ${name} as entity, listed.key as key, keys.rid from ${id(keyTableOf(name))} as keys
      join (${listed}) as listed on listed.key = ${text} where lower(listed.entity) = lower(${name})`;
  });
  return sql`with known as (${join(known, ' union all ')})
    select distinct least(a.rid, b.rid) as left_rid, greatest(a.rid, b.rid) as right_rid from ${id(written)} as pair
    join known as a on lower(a.entity) = lower(pair.entity1) and a.key = pair.key1
    join known as b on lower(b.entity) = lower(pair.entity2) and b.key = pair.key2 where a.rid <> b.rid`;
}
