import type { EngineSession } from '../../sql/engine.ts';
import { id, join, type Sql, sql } from '../../sql/sql.ts';
import type { Stage, StageRun } from '../../sql/stage.ts';
import { KNOWN_SKIPPED, PUBLISHED_SKIPPED } from '../blocking/skipped.ts';
import { PUBLISHED_KEY_TABLE, slotColumns, unitOf } from '../blocking/slot.ts';
import { linkCounts, linkCountsOf } from '../cluster/link-count.ts';
import type { UnifyPlan } from '../plan/plan.ts';
import { countRecords } from '../plan/records.ts';
import { cutOf } from '../probability/cut.ts';
import type { ModelBasis } from '../probability/kept/basis.ts';
import { SCORE_TABLE } from '../probability/tables.ts';
import { keyTableOf, LINK_TABLE } from '../tables.ts';
import { CROSSED_NEIGHBOURHOODS, probeBlocks } from './blocks.ts';
import { compareChanged, countCompared } from './compared.ts';
import { createPart, runInPart } from './part.ts';
import { noteReviewed } from './probable.ts';
import { countBlocks, neighboursOf, probe, recordColumns, writeChangedKeys } from './probe.ts';
import {
  AFFECTED_TABLE,
  AREAS,
  CHANGED_KEY_TABLE,
  CHANGED_TABLE,
  FORMER_KEY_TABLE,
  FRONTIER_TABLE,
  LINKED_TABLE,
  PART_KEY_TABLE,
  PART_UNIT_TABLE,
  SKIPPED_TABLE,
} from './tables.ts';

/** Pairs that always match, each both ways: entity, key, partner, partnerKey. */
const LISTED_TABLE = 'unify_listed';

const changed = id(CHANGED_TABLE);
const partKeys = id(PART_KEY_TABLE);
const partUnits = id(PART_UNIT_TABLE);
const isRecord = (keys: string) =>
  sql`${id(keys)}.${id('EntityName')} = changed.entity and ${id(keys)}.${id('AlternateValue')} = changed.value`;

export interface ClosureRequest {
  readonly plan: UnifyPlan;
  /** Stages from the records to the links of all rules. */
  readonly linking: readonly Stage[];
  readonly run: StageRun;
  /** How records are weighed and blocked, where they are matched by probabilities too. */
  readonly basis: ModelBasis | undefined;
}

/** Share of all records from which on it is cheaper to unify everything anew. */
const MOST_AFFECTED = 0.2;
/** Share of them that may be compared with changed ones by probabilities: they cost less than what is unified. */
const MOST_COMPARED = 0.5;
/** Records that cost next to nothing, whatever their share. */
const FEW = 1000;
/** How much larger the part may be than what is affected in it before the rest is left out again. */
const MOST_AROUND = 2;

/**
 * Finds the records whose clusters may be others now: those that changed with the whole clusters they were in, then, as
 * long as a rule links one of them to a record of another cluster, that whole cluster too. The part of the records in
 * `AFFECTED_TABLE` holds them and no more than parts of clusters around them: no link old or new leads out of it, so that
 * it can be unified apart from the rest. The area `after` is left with the links of the part as it is now.
 * @returns why everything must be unified anew, as a sentence; undefined when the part was found.
 */
export async function findAffected(session: EngineSession, request: ClosureRequest): Promise<string | undefined> {
  const { plan, basis } = request;
  const records = await countRecords(session, plan);
  const tooMany = async () => {
    const added = sql`(select count(*) from ${changed} as changed where not exists (select 1 from ${partKeys} as part where ${isRecord('part')}))`;
    const looked = Number(await session.value(sql`select (select count(*) from ${partKeys}) + ${added}`));
    return looked > Math.max(records * MOST_AFFECTED, FEW)
      ? `The change reaches ${looked} of ${records} records.`
      : undefined;
  };
  await startFromChanges(session, request);
  await addListed(session, plan);
  const reason = basis && ((await findLinked(session, request, basis)) ?? (await tooMany()));
  if (reason !== undefined) return reason;
  let isLinked = false;
  let sought = await countSought(session, plan);
  while (sought > 0) {
    await probe(session, plan);
    if (await countBlocks(session, plan)) return 'A block of records has become too large, or is so no longer.';
    const isLarger = await addUnits(session, plan, { units: neighboursOf(plan), isAffected: false });
    const excess = await tooMany();
    if (excess !== undefined) return excess;
    if (isLarger || !isLinked) await linkPart(session, request);
    isLinked = true;
    await followLinks(session, plan);
    sought = await session.rowCount(FRONTIER_TABLE);
  }
  if ((await leaveOutOthers(session, plan)) || !isLinked) await linkPart(session, request);
  if (basis) await noteReviewed(session, plan, basis);
  return tooMany();
}

/**
 * Takes into the part whom the model that is kept links to changed records, and who has pairs that came or went. A pair of
 * others is what it was, unless its block is one of those that became too large, or no longer are.
 */
async function findLinked(session: EngineSession, { plan, run }: ClosureRequest, basis: ModelBasis) {
  const reason = await probeBlocks(session, plan, basis);
  if (reason !== undefined) return reason;
  const compared = await countCompared(session);
  const records = await countRecords(session, plan);
  if (compared > Math.max(records * MOST_COMPARED, FEW))
    return `The change is compared with ${compared} of ${records} records.`;
  await compareChanged(session, { plan, basis, run });
  const unit = unitOf(plan);
  const units = sql`${CROSSED_NEIGHBOURHOODS} union select ${unit} from ${id(LINKED_TABLE)}`;
  await session.run(sql`update ${partUnits} set is_affected = true where ${unit} in (${units})`);
  await addUnits(session, plan, { units, isAffected: true });
  return undefined;
}

/** Records to seek by their keys, now or before; none where no rule has keys. */
async function countSought(session: EngineSession, plan: UnifyPlan): Promise<number> {
  if (slotColumns(plan).length === 0) return 0;
  return (await session.rowCount(FRONTIER_TABLE)) + (await session.rowCount(FORMER_KEY_TABLE));
}

/** Changed records and their old clusters. Only where compared values changed can links have changed. */
async function startFromChanges(session: EngineSession, { plan, run }: ClosureRequest): Promise<void> {
  const unit = unitOf(plan);
  const isChanged = sql`${id('AlternateValue')} in (select value from ${changed})`;
  const published = await session.rowsWhere(PUBLISHED_KEY_TABLE, isChanged);
  await session.run(sql`create or replace table ${id('unify_touched')} as
    select previous.${unit}, max(case when changed.is_relevant then 1 else 0 end) as is_relevant
    from (${published}) as previous join ${changed} as changed on ${isRecord('previous')} group by previous.${unit}`);
  await session.run(
    sql`create or replace table ${partUnits} as select ${unit}, true as is_affected, is_relevant = 1 as is_sought from ${id('unify_touched')}`,
  );
  await session.run(sql`create or replace table ${partKeys} as ${await recordsOf(session, plan, partUnits)}`);
  await writeChangedKeys(session, plan, run);
  const columns = join(recordColumns(plan));
  await session.run(sql`create or replace table ${id(FORMER_KEY_TABLE)} as select ${columns} from ${partKeys} as part
    where exists (select 1 from ${changed} as changed where changed.is_relevant and ${isRecord('part')})`);
  await session.run(sql`create or replace table ${KNOWN_SKIPPED} as select * from ${PUBLISHED_SKIPPED}`);
  await session.run(sql`create or replace table ${id(SKIPPED_TABLE)} as
    select ${id('Rule')}, ${id('Hash')}, ${id('Size')} from ${KNOWN_SKIPPED} where false`);
  await session.run(sql`create or replace table ${id(FRONTIER_TABLE)} as select ${columns} from ${id(CHANGED_KEY_TABLE)}
    union all select ${columns} from ${partKeys} as part where ${unit} in (select ${unit} from ${id('unify_touched')} where is_relevant = 1)
      and not exists (select 1 from ${changed} as changed where ${isRecord('part')})`);
}

/** Takes into the part who always matches a changed record. */
async function addListed(session: EngineSession, plan: UnifyPlan): Promise<void> {
  const pairs = plan.unification.alwaysMatch?.pairs ?? [];
  if (pairs.length === 0) return;
  const [listed, unit] = [id(LISTED_TABLE), unitOf(plan)];
  const columns = (['entity', 'key', 'partner', 'partnerKey'] as const).map((name) => ({
    name,
    type: 'string' as const,
  }));
  const bothWays = pairs.flatMap(({ entity1, key1, entity2, key2 }) => [
    { entity: entity1, key: key1, partner: entity2, partnerKey: key2 },
    { entity: entity2, key: key2, partner: entity1, partnerKey: key1 },
  ]);
  await session.insert(LISTED_TABLE, columns, [bothWays]);
  const partners = sql`select lower(partner) as entity, ${id('partnerKey')} as key from ${listed} as listed
    where exists (select 1 from ${changed} as changed where lower(changed.entity) = lower(listed.entity) and changed.value = listed.key)`;
  const isPartner = sql`${id('AlternateValue')} in (select key from (${partners}))`;
  const units = sql`select distinct ${unit} from (${await session.rowsWhere(PUBLISHED_KEY_TABLE, isPartner)})
    where (lower(${id('EntityName')}), ${id('AlternateValue')}) in (select entity, key from (${partners}))`;
  await session.run(sql`update ${partUnits} set is_affected = true where ${unit} in (${units})`);
  await addUnits(session, plan, { units, isAffected: true });
}

/** Query of the published records of some units, with their places. */
function recordsOf(session: EngineSession, plan: UnifyPlan, units: Sql): Promise<Sql> {
  const unit = unitOf(plan);
  return session.rowsWhere(PUBLISHED_KEY_TABLE, sql`${unit} in (select ${unit} from ${units})`, {
    hasPlaces: true,
  });
}

/** Takes whole units into the part that are not in it; whether there were any. */
async function addUnits(
  session: EngineSession,
  plan: UnifyPlan,
  { units, isAffected }: { readonly units: Sql; readonly isAffected: boolean },
): Promise<boolean> {
  const [added, unit] = [id('unify_added'), unitOf(plan)];
  await session.run(
    sql`create or replace table ${added} as select ${unit} from (${units}) where ${unit} not in (select ${unit} from ${partUnits})`,
  );
  if ((await session.rowCount('unify_added')) === 0) return false;
  await session.run(sql`insert into ${partUnits} select ${unit}, ${isAffected}, false from ${added}`);
  await session.run(sql`insert into ${partKeys} ${await recordsOf(session, plan, added)}`);
  return true;
}

/** Finds the links of the part as it is now. */
async function linkPart(session: EngineSession, { plan, linking, run }: ClosureRequest): Promise<void> {
  await session.run(sql`create or replace table ${id(AFFECTED_TABLE)} as
    select ${id('EntityName')} as entity, ${id('AlternateValue')} as value from ${partKeys} union select entity, value from ${changed}`);
  await createPart(session, plan);
  await runInPart(session, linking, run);
}

/**
 * Clusters around that a link of an affected record reaches are affected too. The next frontier are those of the affected
 * ones in which a record lost all its links by some rule: only such a record may be tried by later rules again, and so be
 * linked to others that it was not. Where probabilities link too, a record may be tried again because they no longer do.
 */
async function followLinks(session: EngineSession, plan: UnifyPlan): Promise<void> {
  const area = (table: string) => id(AREAS.after, table);
  const unit = unitOf(plan);
  const text = session.dialect.typeName('string');
  const lost =
    plan.mode === 'both'
      ? [sql`true`]
      : linkCountsOf(plan).map(({ column }) => sql`(part.${column} > 0 and coalesce(linked.${column}, 0) = 0)`);
  const owners = plan.entities.map(
    ({
      name,
    }) => sql`select keys.rid, part.${unit}, coalesce(is_affected, true) as is_affected, ${join([sql`false`, ...lost], ' or ')} as is_lost
      from ${area(keyTableOf(name))} as keys left join linked on linked.rid = keys.rid
      left join ${partKeys} as part on part.${id('EntityName')} = ${name} and part.${id('AlternateValue')} = cast(keys.key as ${text})
      left join ${partUnits} as units on units.${unit} = part.${unit}`,
  );
  const pairs = [
    sql`select left_rid, right_rid from ${area(LINK_TABLE)}`,
    ...(plan.mode === 'rules'
      ? []
      : [sql`select left_rid, right_rid from ${area(SCORE_TABLE)} where weight >= ${cutOf(plan)}`]),
  ];
  const all = join(pairs, ' union all ');
  const links = sql`select left_rid as rid, right_rid as partner from (${all}) union all select right_rid, left_rid from (${all})`;
  await session.run(sql`create or replace table ${id('unify_owner')} as
    with linked as (${linkCounts(plan, session.dialect, AREAS.after)}) ${join(owners, ' union all ')}`);
  await session.run(sql`update ${partUnits} set is_affected = true where ${unit} in (
    select other.${unit} from (${links}) as link
      join ${id('unify_owner')} as own on own.rid = link.rid join ${id('unify_owner')} as other on other.rid = link.partner
      where own.is_affected and not other.is_affected)`);
  const isNext = sql`${unit} in (select ${unit} from ${partUnits} where is_affected and not is_sought)
    and ${unit} in (select ${unit} from ${id('unify_owner')} where is_lost)`;
  await session.run(
    sql`create or replace table ${id(FRONTIER_TABLE)} as select ${join(recordColumns(plan))} from ${partKeys} where ${isNext}`,
  );
  await session.run(sql`update ${partUnits} set is_sought = true where ${isNext}`);
}

/** Leaves out the clusters around that no link reached, where they are many; whether it did. */
async function leaveOutOthers(session: EngineSession, plan: UnifyPlan): Promise<boolean> {
  const unit = unitOf(plan);
  const affected = sql`select ${unit} from ${partUnits} where is_affected`;
  const [count] = await session.rows(
    sql`select count(*) as looked, count(case when ${unit} in (${affected}) then 1 end) as affected from ${partKeys}`,
  );
  if (Number(count?.['looked']) <= MOST_AROUND * Number(count?.['affected'])) return false;
  await session.run(sql`delete from ${partUnits} where not is_affected`);
  await session.run(sql`delete from ${partKeys} where ${unit} not in (${affected})`);
  return true;
}
