import { systemClock } from '../../base/clock.ts';
import { previousTableOf, TABLES } from '../../model/tables.ts';
import type { Dialect } from '../../sql/dialect.ts';
import type { EngineSession } from '../../sql/engine.ts';
import { id, join, sql } from '../../sql/sql.ts';
import { runStages } from '../../sql/stage.ts';
import { openRows } from '../blocking/open-rows.ts';
import { groupStage } from '../cluster/cluster.ts';
import { isFuzzy } from '../comparison/precision.ts';
import { hasNeverMatch, ruleStages, separationStages } from '../match/rule.ts';
import type { PlannedRule, UnifyPlan } from '../plan/plan.ts';
import type { PairExplanation } from '../probability/report/explain.ts';
import { type PartedReason, reasonsByProbability } from '../probability/report/parted.ts';
import type { ProbabilityState } from '../probability/run.ts';
import { PROBABILITY_LINK_TABLE } from '../probability/tables.ts';
import { NEVER_TABLE, normalTableOf, RID, recordTableOf } from '../tables.ts';
import { CUSTOMER_TABLE, customersOf, keyedRecords } from './published-customer.ts';
import { type FailedPart, isFound, type RuleTrial } from './trial.ts';

/** Match probability from which on a pair is linked, where the unification does not say. */
const DEFAULT_THRESHOLD = 0.5;

/** Why two records are two customers. */
export type Reason =
  /** A list of the user says so. */
  | { readonly reason: 'neverList' }
  /** A rule that keeps records apart finds the two. */
  | { readonly reason: 'separateRule'; readonly rule: string }
  /** Two records of their customers never match, by a rule or by the list. */
  | {
      readonly reason: 'apart';
      readonly left: RecordName;
      readonly right: RecordName;
      readonly rule?: string;
    }
  /** No profile holds this record, because it matches no other. */
  | { readonly reason: 'leftOut'; readonly left: RecordName }
  /** No match rule compares the two entities. */
  | { readonly reason: 'noRule' }
  /** No rule compared the two: they share the keys of none. */
  | { readonly reason: 'notCompared' }
  /** A rule finds the two, but an earlier one of the same entities had matched both already. */
  | { readonly reason: 'matchedEarlier'; readonly rule: string }
  | PartedReason
  /** By what is known now they match: rules or weights changed after the last refresh. */
  | { readonly reason: 'nextRefresh' };

interface RecordName {
  readonly entity: string;
  readonly key: string;
}

/** What is known of two records that are not one customer. */
export interface Evidence {
  readonly plan: UnifyPlan;
  /** The smaller first. */
  readonly rids: readonly [number, number];
  readonly trials: readonly RuleTrial[];
  readonly isNever: boolean;
  readonly weights?: { readonly pair: PairExplanation; readonly state: ProbabilityState } | undefined;
}

/**
 * Why two records are not one customer in the published data; nothing where they are, or where nothing is published. The
 * working tables of the session keep only the records of the two customers.
 */
export async function reasonsAgainst(session: EngineSession, evidence: Evidence): Promise<Reason[]> {
  const { plan, rids, trials, isNever } = evidence;
  if (!(await session.columns(previousTableOf(TABLES.alternateKey)))) return [];
  await session.run(customersOf(plan, session.dialect));
  const [left, right] = [await customerOf(session, rids[0]), await customerOf(session, rids[1])];
  if (left !== null && left === right) return [];
  const orders: Reason[] = [
    ...(isNever ? [{ reason: 'neverList' as const }] : []),
    ...trials
      .filter((trial) => trial.rule.effect === 'separate' && isFound(trial))
      .map(({ rule }) => ({ reason: 'separateRule' as const, rule: rule.name })),
  ];
  if (orders.length > 0) return orders;
  const members = await keepMembers(session, plan, rids);
  const apart = await pairsApart(session, plan, members);
  if (apart.length > 0) return apart;
  const out = await leftOut(session, plan, { rids, customers: [left, right] });
  const rules = plan.mode === 'probabilities' ? [] : await byRules(session, evidence);
  const isChanged = rules.some(({ reason }) => reason === 'nextRefresh');
  const weighed = isChanged ? [] : await byProbability(session, evidence, members);
  const reasons = [...out, ...rules, ...weighed];
  const isMissed = plan.mode === 'rules' && trials.some((trial) => trial.rule.effect === 'match' && !isFound(trial));
  return reasons.length > 0 || isMissed ? reasons : [{ reason: 'nextRefresh' }];
}

async function customerOf(session: EngineSession, rid: number): Promise<string | null> {
  const customer = await session.value(sql`select customer from ${id(CUSTOMER_TABLE)} where rid = ${rid}`);
  return customer === null ? null : String(customer);
}

/** Records of the customers of two records: rid, isLeft. */
const MEMBER_TABLE = 'unify_why_member';

/** Leaves only the records of both customers in the working tables; gives a query of the pairs between the two. */
async function keepMembers(session: EngineSession, plan: UnifyPlan, [left, right]: readonly [number, number]) {
  const own = sql`(select customer from ${id(CUSTOMER_TABLE)} where rid = ${left})`;
  const both = sql`(select customer from ${id(CUSTOMER_TABLE)} where rid in (${left}, ${right}))`;
  await session.run(sql`create or replace table ${id(MEMBER_TABLE)} as select rid, rid = ${left} or coalesce(customer = ${own}, false) as is_left
    from ${id(CUSTOMER_TABLE)} where rid in (${left}, ${right}) or customer in ${both}`);
  for (const { name } of plan.entities)
    for (const table of [recordTableOf(name), normalTableOf(name)])
      if (await session.columns(table))
        await session.run(sql`delete from ${id(table)} where ${id(RID)} not in (select rid from ${id(MEMBER_TABLE)})`);
  return sql`select least(a.rid, b.rid) as left_rid, greatest(a.rid, b.rid) as right_rid
    from ${id(MEMBER_TABLE)} as a join ${id(MEMBER_TABLE)} as b on a.is_left and not b.is_left`;
}

type Pairs = Awaited<ReturnType<typeof keepMembers>>;

/** Pairs of records told of that keep two customers apart. */
const MOST_APART = 3;

/** Records of the two customers that never match, by the list and then by each rule. */
async function pairsApart(session: EngineSession, plan: UnifyPlan, members: Pairs): Promise<Reason[]> {
  if (!hasNeverMatch(plan)) return [];
  const between = sql`select left_rid, right_rid from ${id(NEVER_TABLE)} intersect ${members}`;
  const found: Reason[] = [];
  for (const rule of [undefined, ...plan.separations]) {
    if (rule) {
      await session.run(sql`delete from ${id(NEVER_TABLE)}`);
      await runStages(session, separationStages(plan, rule, session.dialect), { clock: systemClock });
    }
    const rows = await session.rows(sql`with keyed as (${keyedRecords(plan, session.dialect)})
      select l.entity as left_entity, l.key as left_key, r.entity as right_entity, r.key as right_key from (${between}) as pair
      join keyed as l on l.rid = left_rid join keyed as r on r.rid = right_rid order by left_rid, right_rid limit ${MOST_APART}`);
    const name = (row: (typeof rows)[number], side: 'left' | 'right') => ({
      entity: String(row[`${side}_entity`]),
      key: String(row[`${side}_key`]),
    });
    for (const row of rows)
      found.push({
        reason: 'apart',
        left: name(row, 'left'),
        right: name(row, 'right'),
        ...(rule && { rule: rule.name }),
      });
  }
  return found.slice(0, MOST_APART);
}

async function leftOut(
  session: EngineSession,
  plan: UnifyPlan,
  { rids, customers }: { readonly rids: Evidence['rids']; readonly customers: readonly (string | null)[] },
): Promise<Reason[]> {
  const out = rids.filter((_, index) => customers[index] === null);
  const reasons: Reason[] = [];
  for (const rid of out) {
    const [row] = await session.rows(
      sql`select entity, key from (${keyedRecords(plan, session.dialect)}) as keyed where rid = ${rid}`,
    );
    const entity = String(row?.['entity']);
    if (plan.entities.some(({ name, includeAllRecords }) => name === entity && !includeAllRecords))
      reasons.push({ reason: 'leftOut', left: { entity, key: String(row?.['key']) } });
  }
  return reasons;
}

async function byRules(session: EngineSession, { plan, rids, trials }: Evidence): Promise<Reason[]> {
  const matching = trials.filter(({ rule }) => rule.effect === 'match');
  if (matching.length === 0) return plan.mode === 'rules' ? [{ reason: 'noRule' }] : [];
  const found = matching.filter(isFound).map(({ rule }) => rule);
  if (found.length > 0) return matchedEarlier(session, plan, { rids, found });
  const isCompared = matching.some(({ failed }) => !failed.some(isKey));
  return isCompared ? [] : [{ reason: 'notCompared' }];
}

/** Whether a failed part is a key of its rule: rows that do not share it are never compared. */
function isKey({ part, precision }: FailedPart): boolean {
  return part === 'blocking' || (part === 'condition' && !isFuzzy(precision));
}

/** Rules that find the two, but were not tried on them because earlier ones had matched both. */
async function matchedEarlier(
  session: EngineSession,
  plan: UnifyPlan,
  { rids, found }: { readonly rids: Evidence['rids']; readonly found: readonly PlannedRule[] },
): Promise<Reason[]> {
  const { dialect } = session;
  const run = (stages: Parameters<typeof runStages>[1]) => runStages(session, stages, { clock: systemClock });
  await session.run(sql`create or replace table ${id(PROBABILITY_LINK_TABLE)} as
    select rid as left_rid, rid as right_rid, 1.0e0 as score from ${id(MEMBER_TABLE)} where false`);
  await run([...plan.deduplications.flatMap((rule) => ruleStages(plan, rule, dialect)), groupStage(plan)]);
  const reasons: Reason[] = [];
  for (const rule of plan.matches) {
    if (found.includes(rule) && !(await isTried(session, plan, { rule, rids, dialect })))
      reasons.push({ reason: 'matchedEarlier', rule: rule.name });
    await run(ruleStages(plan, rule, dialect));
  }
  return reasons.length === found.length ? reasons : [{ reason: 'nextRefresh' }];
}

async function isTried(
  session: EngineSession,
  plan: UnifyPlan,
  { rule, rids, dialect }: { readonly rule: PlannedRule; readonly rids: Evidence['rids']; readonly dialect: Dialect },
): Promise<boolean> {
  const sides = (['left', 'right'] as const).map(
    (side) => sql`select rid, is_open from (${openRows(plan, rule, side, dialect)}) as ${id(side)}`,
  );
  const open = sql`select count(*) from (${join(sides, ' union all ')}) as rows where is_open and rid in (${rids[0]}, ${rids[1]})`;
  return Number(await session.value(open)) > 0;
}

async function byProbability(session: EngineSession, { plan, weights }: Evidence, between: Pairs): Promise<Reason[]> {
  if (!weights) return [];
  const threshold = plan.unification.probabilities?.threshold ?? DEFAULT_THRESHOLD;
  return reasonsByProbability(session, weights.state, { pair: weights.pair, between, threshold });
}
