import { systemClock } from '../../base/clock.ts';
import type { Dialect } from '../../sql/dialect.ts';
import type { EngineSession } from '../../sql/engine.ts';
import { id, type Sql, sql } from '../../sql/sql.ts';
import { runStages } from '../../sql/stage.ts';
import { blockKeysOf } from '../blocking/key.ts';
import { agreeingPairs } from '../comparison/condition.ts';
import { similarity } from '../comparison/similarity.ts';
import { pairedName } from '../comparison/told.ts';
import type { RecordKey } from '../explain.ts';
import { normalStages } from '../map/normal.ts';
import { recordStages } from '../map/records.ts';
import { pairListStages } from '../match/pair-list.ts';
import { hasNeverMatch } from '../match/rule.ts';
import { type PlannedComparison, type PlannedRule, planUnification, type UnifyPlan } from '../plan/plan.ts';
import { NEVER_TABLE, normalTableOf, RID } from '../tables.ts';
import type { UnificationRequest } from '../unification.ts';
import { CUSTOMER_TABLE, customersOf, keyedRecords } from '../why-not/published-customer.ts';
import { boundBlocks, pairsInBlocks } from './blocks.ts';

/** Two records that a rule would match but for one of its conditions. */
export interface NearMiss {
  readonly left: RecordKey;
  readonly right: RecordKey;
  readonly rule: string;
  /** Attribute whose condition does not hold, `left / right` where they bear two names. */
  readonly condition: string;
  /** How alike its values are, in [0, 1]; null where one is missing. */
  readonly similarity: number | null;
}

/** Blocks that were left out because they, or the pairs in them, are too many to look at. */
export interface NearMissBound {
  readonly rule: string;
  /** Attribute without whose condition the rule was looked at. */
  readonly condition: string;
  /** Rows of the largest block that was looked at; 0 where none was. */
  readonly largestBlock: number;
}

export interface NearMisses {
  readonly pairs: readonly NearMiss[];
  /** Where not all was looked at, in the order of the rules. */
  readonly bounds: readonly NearMissBound[];
}

export interface NearMissLimits {
  /** Pairs to give. */
  readonly limit: number;
  /** Pairs to look at, shared out among all conditions of all rules. */
  readonly mostPairs?: number | undefined;
}

/** Some seconds of work, whatever the data. */
const MOST_PAIRS = 2_000_000;

const MISS_TABLE = 'unify_near_miss';

/**
 * Pairs of records that fulfil all conditions of a match rule but one, and are two customers in the published data: the
 * most alike first, then by their records. Pairs of the never match list are left out, and so are rules that no key is
 * left of without the condition. The smallest blocks are looked at first, as far as the limits go. The session holds the
 * source entities and the published `AlternateKey`.
 */
export async function findNearMisses(
  session: EngineSession,
  request: UnificationRequest,
  { limit, mostPairs = MOST_PAIRS }: NearMissLimits,
): Promise<NearMisses> {
  const { dialect, clock = systemClock } = request;
  const plan = planUnification(request.unification, request.entities);
  const stages = [...recordStages(plan, dialect), ...pairListStages(plan, dialect), ...normalStages(plan, dialect)];
  await runStages(session, stages, { clock });
  await session.run(customersOf(plan, dialect));
  const misses = [...plan.deduplications, ...plan.matches].flatMap((rule) =>
    conditionsOf(rule).flatMap((condition) => missOf(rule, condition)),
  );
  await session.run(
    sql`create or replace table ${id(MISS_TABLE)} (miss integer, left_rid integer, right_rid integer, alike double)`,
  );
  const bounds: NearMissBound[] = [];
  for (const [index, miss] of misses.entries()) {
    const { largestBlock, isBounded } = await boundBlocks(session, miss.rest, Math.floor(mostPairs / misses.length));
    if (isBounded) bounds.push({ rule: miss.rule.name, condition: nameOf(miss.condition), largestBlock });
    const pairs = missedPairs(plan, { ...miss, largestBlock }, dialect);
    await session.run(sql`insert into ${id(MISS_TABLE)} select ${index}, left_rid, right_rid, alike from (${pairs})
      order by alike desc nulls last, left_rid, right_rid limit ${limit}`);
  }
  const rows = await session.rows(sql`with keyed as (${keyedRecords(plan, dialect)}),
      best as (select *, row_number() over (partition by least(left_rid, right_rid), greatest(left_rid, right_rid) order by alike desc nulls last, miss) as place from ${id(MISS_TABLE)})
    select miss, alike, l.entity as left_entity, l.key as left_key, r.entity as right_entity, r.key as right_key
    from best join keyed as l on l.rid = left_rid join keyed as r on r.rid = right_rid where place = 1
    order by alike desc nulls last, left_rid, right_rid, miss limit ${limit}`);
  const pairs = rows.flatMap((row) => {
    const found = misses[Number(row['miss'])];
    if (!found) return [];
    return {
      left: { entity: String(row['left_entity']), key: String(row['left_key']) },
      right: { entity: String(row['right_entity']), key: String(row['right_key']) },
      rule: found.rule.name,
      condition: nameOf(found.condition),
      similarity: row['alike'] === null ? null : Number(row['alike']),
    };
  });
  return { pairs, bounds };
}

/** A rule without one of its conditions. */
interface Miss {
  readonly rule: PlannedRule;
  readonly condition: PlannedComparison;
  readonly rest: PlannedRule;
}

/** None where the rule has no key left. */
function missOf(rule: PlannedRule, condition: PlannedComparison): Miss[] {
  const without = (list: readonly PlannedComparison[]) => list.filter((other) => other !== condition);
  const rest: PlannedRule = { ...rule, exact: without(rule.exact), fuzzy: without(rule.fuzzy) };
  return blockKeysOf(rest).length === 0 ? [] : [{ rule, condition, rest }];
}

const nameOf = ({ left, right }: PlannedComparison) => pairedName(left.attribute.name, right.attribute.name);

const conditionsOf = ({ exact, fuzzy }: PlannedRule): readonly PlannedComparison[] => [...exact, ...fuzzy];

/** Pairs that a rule would find without one of its conditions, which does not hold. */
function missedPairs(
  plan: UnifyPlan,
  { rule, condition, rest, largestBlock }: Miss & { readonly largestBlock: number },
  dialect: Dialect,
): Sql {
  const [leftTable, rightTable] = [id(normalTableOf(rule.left.name)), id(normalTableOf(rule.right.name))];
  const values = { pairs: pairsInBlocks(rest, largestBlock, dialect), leftTable, rightTable, rid: id(RID) };
  const text = dialect.typeName('string');
  const [own, other] = [
    sql`cast(l.${id(condition.left.column)} as ${text})`,
    sql`cast(r.${id(condition.right.column)} as ${text})`,
  ];
  const never = hasNeverMatch(plan)
    ? sql`and (least(left_rid, right_rid), greatest(left_rid, right_rid)) not in (select (left_rid, right_rid) from ${id(NEVER_TABLE)})`
    : sql``;
  const measured = sql`select left_rid, right_rid, ${similarity(own, other, { least: 0, dialect })} as alike
    from (${agreeingPairs(rest, values, dialect)}) as pair
    join ${leftTable} as l on l.${id(RID)} = left_rid join ${rightTable} as r on r.${id(RID)} = right_rid
    join ${id(CUSTOMER_TABLE)} as lc on lc.rid = left_rid join ${id(CUSTOMER_TABLE)} as rc on rc.rid = right_rid
    where (lc.customer is null or rc.customer is null or lc.customer <> rc.customer) ${never}`;
  return sql`select * from (${measured}) as measured where alike is null or alike < ${condition.precision}`;
}
