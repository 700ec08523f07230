import { systemClock } from '../base/clock.ts';
import type { Dialect } from '../sql/dialect.ts';
import type { EngineSession } from '../sql/engine.ts';
import { id, join, type Sql, sql } from '../sql/sql.ts';
import { runStages } from '../sql/stage.ts';
import { blockKeysOf, keyColumns, keyedRows, sameKeys } from './blocking/key.ts';
import { agreeingPairs } from './comparison/condition.ts';
import { similarity } from './comparison/similarity.ts';
import { pairedName } from './comparison/told.ts';
import type { RecordKey } from './explain.ts';
import { normalStages } from './map/normal.ts';
import { recordStages } from './map/records.ts';
import { pairListStages } from './match/pair-list.ts';
import { hasNeverMatch } from './match/rule.ts';
import { type PlannedComparison, type PlannedRule, planUnification, type UnifyPlan } from './plan/plan.ts';
import { NEVER_TABLE, normalTableOf, RID } from './tables.ts';
import type { UnificationRequest } from './unification.ts';
import { CUSTOMER_TABLE, customersOf, keyedRecords } from './why-not/published-customer.ts';

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

/** Rows that share all other keys of a rule, beyond which they are no near misses but one large block. */
const LARGEST_BLOCK = 100;

const MISS_TABLE = 'unify_near_miss';

/**
 * Pairs of records that fulfil all conditions of a match rule but one, and are two customers in the published data: the
 * most alike first, then by their records. Pairs of the never match list are left out, and so are rules that no key is
 * left of without the condition. The session holds the source entities and the published `AlternateKey`.
 */
export async function findNearMisses(
  session: EngineSession,
  request: UnificationRequest,
  limit: number,
): Promise<NearMiss[]> {
  const { dialect, clock = systemClock } = request;
  const plan = planUnification(request.unification, request.entities);
  const stages = [...recordStages(plan, dialect), ...pairListStages(plan, dialect), ...normalStages(plan, dialect)];
  await runStages(session, stages, { clock });
  await session.run(customersOf(plan, dialect));
  const misses = [...plan.deduplications, ...plan.matches].flatMap((rule) =>
    conditionsOf(rule).map((condition) => ({ rule, condition })),
  );
  await session.run(
    sql`create or replace table ${id(MISS_TABLE)} (miss integer, left_rid integer, right_rid integer, alike double)`,
  );
  for (const [index, miss] of misses.entries()) {
    const pairs = missedPairs(plan, miss, dialect);
    if (pairs)
      await session.run(sql`insert into ${id(MISS_TABLE)} select ${index}, left_rid, right_rid, alike from (${pairs})
        order by alike desc nulls last, left_rid, right_rid limit ${limit}`);
  }
  const rows = await session.rows(sql`with keyed as (${keyedRecords(plan, dialect)}),
      best as (select *, row_number() over (partition by least(left_rid, right_rid), greatest(left_rid, right_rid) order by alike desc nulls last, miss) as place from ${id(MISS_TABLE)})
    select miss, alike, l.entity as left_entity, l.key as left_key, r.entity as right_entity, r.key as right_key
    from best join keyed as l on l.rid = left_rid join keyed as r on r.rid = right_rid where place = 1
    order by alike desc nulls last, left_rid, right_rid, miss limit ${limit}`);
  return rows.flatMap((row) => {
    const found = misses[Number(row['miss'])];
    if (!found) return [];
    return {
      left: { entity: String(row['left_entity']), key: String(row['left_key']) },
      right: { entity: String(row['right_entity']), key: String(row['right_key']) },
      rule: found.rule.name,
      condition: pairedName(found.condition.left.attribute.name, found.condition.right.attribute.name),
      similarity: row['alike'] === null ? null : Number(row['alike']),
    };
  });
}

const conditionsOf = ({ exact, fuzzy }: PlannedRule): readonly PlannedComparison[] => [...exact, ...fuzzy];

/** Pairs that a rule would find without one of its conditions, which does not hold; undefined where no key is left. */
function missedPairs(
  plan: UnifyPlan,
  { rule, condition }: { readonly rule: PlannedRule; readonly condition: PlannedComparison },
  dialect: Dialect,
): Sql | undefined {
  const without = (list: readonly PlannedComparison[]) => list.filter((other) => other !== condition);
  const rest: PlannedRule = { ...rule, exact: without(rule.exact), fuzzy: without(rule.fuzzy) };
  if (blockKeysOf(rest).length === 0) return undefined;
  const [leftTable, rightTable] = [id(normalTableOf(rule.left.name)), id(normalTableOf(rule.right.name))];
  const values = { pairs: blockPairs(rest, dialect), leftTable, rightTable, rid: id(RID) };
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

function blockPairs(rule: PlannedRule, dialect: Dialect): Sql {
  const keys = join(keyColumns(rule));
  const [left, right] = [keyedRows(rule, 'left', dialect), keyedRows(rule, 'right', dialect)];
  const isDeduplication = rule.kind === 'deduplicate';
  const sizes = isDeduplication ? left : sql`${left} union all ${right}`;
  return sql`select a.rid as left_rid, b.rid as right_rid from (${left}) as a join (${right}) as b
    on ${sameKeys(rule, 'a', 'b')} ${isDeduplication ? sql`and a.rid < b.rid` : sql``}
    join (select ${keys} from (${sizes}) as sized group by ${keys} having count(*) <= ${LARGEST_BLOCK}) as block on ${sameKeys(rule, 'a', 'block')}`;
}
