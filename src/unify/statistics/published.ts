import type { EngineSession } from '../../sql/engine.ts';
import { id, join, type Sql, sql } from '../../sql/sql.ts';
import { IS_FIRST } from '../blocking/slot.ts';
import { linkCountsOf } from '../cluster/link-count.ts';
import type { PlannedEntity, PlannedRule, UnifyPlan } from '../plan/plan.ts';
import type { PartCounts } from './difference.ts';
import { numberIn, pairsOf } from './statistics.ts';

const CUSTOMER = id('Customer');
const hasColumn = ({ position }: PlannedEntity) => `has${position}`;

/**
 * Counts what statistics say of some records as they were published: rows of `BlockKey`, which hold whole profiles, and
 * these profiles with their `PreviousCustomerId`.
 */
export async function countPublished(
  session: EngineSession,
  plan: UnifyPlan,
  { keys, customers }: { readonly keys: Sql; readonly customers: Sql },
): Promise<PartCounts> {
  const has = plan.entities.map(
    (entity) => sql`max(case when ${id('EntityName')} = ${entity.name} then 1 else 0 end) as ${id(hasColumn(entity))}`,
  );
  const profiles = sql`(select ${CUSTOMER}, count(distinct ${id('EntityName')}) > 1 as is_matched, ${join(has)} from ${keys} group by ${CUSTOMER})`;
  const [profile] = await session.rows(
    sql`select count(*) as profiles, count(case when is_matched then 1 end) as matched,
      (select count(${id('PreviousCustomerId')}) from ${customers}) as renamed from ${profiles}`,
  );
  const counts = [
    sql`count(*) as records`,
    sql`count(case when ${IS_FIRST} then 1 end) as unique_records`,
    sql`count(case when ${IS_FIRST} and is_matched then 1 end) as matched`,
    ...plan.entities.map((entity) => sql`sum(${id(hasColumn(entity))}) as ${id(hasColumn(entity))}`),
    ...linkCountsOf(plan).flatMap(({ column }, index) => [
      sql`sum(${column}) as ${id(`links${index}`)}`,
      sql`count(case when ${column} > 0 then 1 end) as ${id(`linked${index}`)}`,
    ]),
  ];
  const rows = await session.rows(
    sql`select ${id('EntityName')} as entity, ${join(counts)} from ${keys} join ${profiles} using (${CUSTOMER}) group by entity`,
  );
  const count = (entity: PlannedEntity, name: string) =>
    numberIn(
      rows.find((row) => row['entity'] === entity.name),
      name,
    );
  return {
    matchedAndNonMatchedRecords: numberIn(profile, 'profiles'),
    matchedRecordsOnly: numberIn(profile, 'matched'),
    profilesWithPreviousId: numberIn(profile, 'renamed'),
    entities: plan.entities.map((entity) => ({
      rows: count(entity, 'records'),
      records: count(entity, 'records'),
      uniqueRecords: count(entity, 'unique_records'),
      matchedRecords: count(entity, 'matched'),
    })),
    pairs: pairsOf(plan).map(([left, right]) => ({
      leftRecords: count(left, hasColumn(right)),
      rightRecords: count(right, hasColumn(left)),
    })),
    rules: [...plan.deduplications, ...plan.matches].map((rule) => countLinks(plan, rule, count)),
  };
}

function countLinks(plan: UnifyPlan, rule: PlannedRule, count: (entity: PlannedEntity, name: string) => number) {
  const columnOf = (side: 'left' | 'right') =>
    linkCountsOf(plan).findIndex((known) => known.rule === rule && [side, 'own'].includes(known.side));
  return {
    links: count(rule.left, `links${columnOf('left')}`),
    leftRecords: count(rule.left, `linked${columnOf('left')}`),
    rightRecords: count(rule.right, `linked${columnOf('right')}`),
  };
}
