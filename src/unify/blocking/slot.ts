import { previousTableOf, TABLES } from '../../model/tables.ts';
import type { Dialect } from '../../sql/dialect.ts';
import { id, join, type Sql, sql } from '../../sql/sql.ts';
import { createOutputStage, createTableStage, type Stage } from '../../sql/stage.ts';
import { linkCounts, linkCountsOf } from '../cluster/link-count.ts';
import type { PlannedEntity, PlannedRule, UnifyPlan } from '../plan/plan.ts';
import { neighbourhoods } from '../probability/kept/stages.ts';
import { KEY_TABLE } from '../probability/tables.ts';
import { GROUP_TABLE, keyTableOf, MEMBER_TABLE, NAME_TABLE, normalTableOf, RID } from '../tables.ts';
import { blockKeysOf, keyHash } from './key.ts';

/** Hashed keys of every record that has some: rid, Key1, … */
const HASH_TABLE = 'unify_key_hash';

/** One side of a rule. */
export interface RuleSide {
  readonly rule: PlannedRule;
  readonly side: 'left' | 'right';
}

/** The sides of all rules, each with the entity it reads. */
export function ruleSides(plan: UnifyPlan): RuleSide[] {
  return [...plan.deduplications, ...plan.matches].flatMap((rule): RuleSide[] =>
    rule.kind === 'match'
      ? [
          { rule, side: 'left' },
          { rule, side: 'right' },
        ]
      : [{ rule, side: 'left' }],
  );
}

const signature = ({ rule, side }: RuleSide) =>
  JSON.stringify(blockKeysOf(rule).map((key) => [key[side].column, key.firstCharacters]));

/** The different keys by which rules find records of an entity, each as one rule side that has them: slot 1 first. */
export function slotsOf(plan: UnifyPlan, entity: PlannedEntity): readonly RuleSide[] {
  const own = ruleSides(plan).filter(({ rule, side }) => rule[side] === entity);
  return [...new Map(own.map((ruleSide) => [signature(ruleSide), ruleSide])).values()];
}

/** Place of the keys of a rule side among those of its entity, from 1. */
export function slotOf(plan: UnifyPlan, ruleSide: RuleSide): number {
  const slots = slotsOf(plan, ruleSide.rule[ruleSide.side]);
  return slots.findIndex((slot) => signature(slot) === signature(ruleSide)) + 1;
}

/** Columns of the hashed keys, `Key1` and so on, as many as the entity with most of them needs. */
export function slotColumns(plan: UnifyPlan): Sql[] {
  const most = Math.max(0, ...plan.entities.map((entity) => slotsOf(plan, entity).length));
  return Array.from({ length: most }, (_, index) => slotColumn(index + 1));
}

export const slotColumn = (slot: number): Sql => id(`Key${slot}`);

/** Hashed keys of an entity over its normal table, one column a slot. */
export function slotHashes(plan: UnifyPlan, entity: PlannedEntity, dialect: Dialect): Sql[] {
  const slots = slotsOf(plan, entity);
  return slotColumns(plan).map((column, index) => {
    const slot = slots[index];
    const hash = slot
      ? keyHash(slot.rule, slot.side, dialect)
      : sql`case when false then ${dialect.hash([sql`1`])} end`;
    return sql`${hash} as ${column}`;
  });
}

/** The stage that hashes the keys of all records, while their values are there as they are compared. */
export function keyHashStage(plan: UnifyPlan, dialect: Dialect): Stage {
  const parts = plan.entities
    .filter((entity) => slotsOf(plan, entity).length > 0)
    .map(
      (entity) =>
        sql`select ${id(RID)} as rid, ${join(slotHashes(plan, entity, dialect))} from ${id(normalTableOf(entity.name))}`,
    );
  return createTableStage({
    name: 'match:keys',
    summary: 'The keys of every record by which rules find it, hashed.',
    table: HASH_TABLE,
    query: parts.length > 0 ? join(parts, ' union all ') : sql`select 0 as rid where false`,
  });
}

/** Column: the record is the first of those that deduplication joined to it, or joined to none. */
export const IS_FIRST = id('IsFirst');

/**
 * The stage that keeps these keys with the record, its profile and the links it has, so that the next refresh finds
 * records without all rows and knows how they were linked. By probabilities, the keys of blocking rules are kept too, and
 * the profiles near each other under one hash.
 */
export function blockKeyStage(plan: UnifyPlan, dialect: Dialect): Stage {
  const stage = {
    name: 'merge:block-keys',
    summary: 'Every source record with its hashed keys, the hash of its CustomerId, and what rules linked it.',
    table: TABLES.blockKey,
  };
  if (plan.mode === 'rules') return createOutputStage({ ...stage, query: keyedRecords(plan, dialect) });
  return {
    ...stage,
    outputOf: async (session) => {
      const blocks = ((await session.columns(KEY_TABLE)) ?? []).slice(1).map(({ name }) => sql`blocked.${id(name)}`);
      const near = sql`coalesce(near.least, ${dialect.hash([sql`name.${id('CustomerId')}`])}) as ${NEIGHBOURHOOD}`;
      return keyedRecords(plan, dialect, {
        columns: [near, ...blocks],
        joins: sql`left join (${neighbourhoods(dialect)}) as near on near.cluster = member.cluster left join ${id(KEY_TABLE)} as blocked on blocked.rid = keys.rid`,
      });
    },
  };
}

/** Column: what profiles near each other have in common, the least hash of their CustomerIds. */
export const NEIGHBOURHOOD = id('Neighbourhood');

/** Column of what is unified again as a whole: a profile, or by probabilities all profiles near each other. */
export const unitOf = ({ mode }: UnifyPlan): Sql => (mode === 'rules' ? id('Customer') : NEIGHBOURHOOD);

interface FurtherKeys {
  readonly columns: readonly Sql[];
  readonly joins: Sql;
}

function keyedRecords(plan: UnifyPlan, dialect: Dialect, further: FurtherKeys = { columns: [], joins: sql`` }): Sql {
  const links = linkCountsOf(plan).map(({ column }) => column);
  const facts = [
    ...further.columns,
    ...slotColumns(plan).map((column) => sql`hashed.${column}`),
    sql`coalesce(grouped.root = keys.rid, true) as ${IS_FIRST}`,
    ...links.map((column) => sql`coalesce(linked.${column}, 0) as ${column}`),
  ];
  const parts = plan.entities.map(
    ({
      name,
    }) => sql`select ${name} as ${id('EntityName')}, cast(keys.key as ${dialect.typeName('string')}) as ${id('AlternateValue')},
      ${dialect.hash([sql`name.${id('CustomerId')}`])} as ${id('Customer')}, ${join(facts)}
      from ${id(MEMBER_TABLE)} as member join ${id(keyTableOf(name))} as keys on keys.rid = member.rid join ${id(NAME_TABLE)} as name on name.cluster = member.cluster
      left join ${id(HASH_TABLE)} as hashed on hashed.rid = keys.rid
      left join ${id(GROUP_TABLE)} as grouped on grouped.rid = keys.rid left join linked on linked.rid = keys.rid ${further.joins}`,
  );
  return sql`with linked as (${linkCounts(plan, dialect)}) ${join(parts, ' union all ')}`;
}

/** The keys of all records as they were last published. */
export const PUBLISHED_KEY_TABLE = previousTableOf(TABLES.blockKey);
