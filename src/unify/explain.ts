import { systemClock } from '../base/clock.ts';
import type { EngineSession } from '../sql/engine.ts';
import { id, type Sql, sql } from '../sql/sql.ts';
import { runStages, type Stage } from '../sql/stage.ts';
import { blockCheckStage } from './blocking/check.ts';
import { unifyError } from './catalogue.ts';
import { conditionsByRule, type ToldCondition } from './comparison/told.ts';
import { normalStages } from './map/normal.ts';
import { recordStages } from './map/records.ts';
import { pairListStages } from './match/pair-list.ts';
import { type PlannedEntity, planUnification, type UnifyPlan } from './plan/plan.ts';
import { explainPairs, type PairExplanation, weightsOf } from './probability/report/explain.ts';
import type { LabelledPair } from './probability/report/thresholds.ts';
import { PROBABILITY_CLUSTER_TABLE } from './probability/tables.ts';
import { standardizeForExplaining } from './probability/unify.ts';
import { ALWAYS_TABLE, keyTableOf, NEVER_TABLE } from './tables.ts';
import type { UnificationRequest } from './unification.ts';
import { type Reason, reasonsAgainst } from './why-not/reason.ts';
import { type FailedPart, isFound, type RuleTrial, tryRule } from './why-not/trial.ts';

/** A record of a source entity. */
export interface RecordKey {
  readonly entity: string;
  readonly key: string;
}

/** A rule that finds two records. */
interface FoundRule {
  readonly rule: string;
  readonly effect: 'match' | 'separate';
  readonly score: number;
}

/** A match rule that does not find two records. */
interface MissedRule {
  readonly rule: string;
  /** What does not hold. */
  readonly failed: readonly FailedPart[];
  /** Rows of their block, where all holds and the block is too large to be compared. */
  readonly skippedRows?: number;
}

/** Why two records are, or are not, one customer. */
export interface RecordsExplanation {
  /** Rules that find the two, with the similarity of their least similar condition. */
  readonly rules: readonly FoundRule[];
  /** Match rules of their entities that do not. */
  readonly missed: readonly MissedRule[];
  /** Conditions of the rules that may be named here, by their name. */
  readonly conditions: Readonly<Record<string, readonly ToldCondition[]>>;
  /** Lists of the user that name the two. */
  readonly lists: readonly ('always' | 'never')[];
  /** Why they are two customers in the published data; empty where they are one. */
  readonly reasons: readonly Reason[];
  /** How their match weight comes about; absent in the mode of rules alone. */
  readonly weights?: PairExplanation;
}

/**
 * Explains two records from the tables of a session that holds the source entities and what was published (of that,
 * `previous_MatchModel` where the unification goes by probabilities). The session is used up: its working tables do not
 * keep all records.
 * @throws FLX_UNIFY_RECORD_UNKNOWN, FLX_UNIFY_SAME_RECORD, FLX_UNIFY_NO_MODEL
 */
export async function explainRecords(
  session: EngineSession,
  request: UnificationRequest,
  [left, right]: readonly [RecordKey, RecordKey],
): Promise<RecordsExplanation> {
  const { dialect, clock = systemClock } = request;
  const plan = planUnification(request.unification, request.entities);
  const run = (stages: readonly Stage[]) => runStages(session, stages, { clock });
  await run([...recordStages(plan, dialect), ...pairListStages(plan, dialect), ...normalStages(plan, dialect)]);
  const found = [await findRecord(session, plan, left), await findRecord(session, plan, right)];
  const [low, high] = found.toSorted((a, b) => a.rid - b.rid);
  if (!low || !high || low.rid === high.rid) throw unifyError('FLX_UNIFY_SAME_RECORD', { ...left });
  const rids = [low.rid, high.rid] as const;
  const pair = sql`select cast(${low.rid} as integer) as left_rid, cast(${high.rid} as integer) as right_rid`;
  const weights = plan.mode === 'rules' ? undefined : await explainWeights(session, plan, pair);
  const lists = await listsOf(session, plan, rids);
  await run([blockCheckStage(plan)]);
  const trials: RuleTrial[] = [];
  for (const { rule, sides } of rulesBetween(plan, low, high)) trials.push(await tryRule(session, rule, sides));
  const isNever = lists.includes('never');
  const isApart = isNever || trials.some((trial) => trial.rule.effect === 'separate' && isFound(trial));
  const reasons = await reasonsAgainst(session, { plan, rids, trials, isNever, weights });
  const apart = new Set(reasons.flatMap((reason) => (reason.reason === 'apart' ? [reason.rule] : [])));
  const separations = plan.separations.filter(({ name }) => apart.has(name));
  const isTold = (trial: RuleTrial) => isFound(trial) && (trial.rule.effect === 'separate' || !isApart);
  return {
    rules: trials.filter(isTold).map(({ rule, score }) => ({ rule: rule.name, effect: rule.effect, score })),
    missed: trials
      .filter((trial) => trial.rule.effect === 'match' && !isFound(trial))
      .map(({ rule, score: _score, ...miss }) => ({ rule: rule.name, ...miss })),
    conditions: conditionsByRule([...separations, ...trials.map(({ rule }) => rule)]),
    lists,
    reasons,
    ...(weights && { weights: weights.pair }),
  };
}

/** Rules that look at two records, each with the record of its left and of its right side. */
function rulesBetween(plan: UnifyPlan, low: FoundRecord, high: FoundRecord) {
  return [...plan.separations, ...plan.deduplications, ...plan.matches].flatMap((rule) => {
    const isBetween = (own: FoundRecord, other: FoundRecord) => own.entity === rule.left && other.entity === rule.right;
    if (isBetween(low, high)) return [{ rule, sides: [low.rid, high.rid] as const }];
    return isBetween(high, low) ? [{ rule, sides: [high.rid, low.rid] as const }] : [];
  });
}

/**
 * Makes sure that two records are there, and are two.
 * @throws FLX_UNIFY_RECORD_UNKNOWN, FLX_UNIFY_SAME_RECORD
 */
export async function checkRecords(
  session: EngineSession,
  { unification, entities, dialect, clock = systemClock }: UnificationRequest,
  [left, right]: readonly [RecordKey, RecordKey],
): Promise<void> {
  const plan = planUnification(unification, entities);
  await runStages(session, recordStages(plan, dialect), { clock });
  if ((await ridOf(session, plan, left)) === (await ridOf(session, plan, right)))
    throw unifyError('FLX_UNIFY_SAME_RECORD', { ...left });
}

interface FoundRecord {
  readonly entity: PlannedEntity;
  readonly rid: number;
}

async function ridOf(session: EngineSession, plan: UnifyPlan, record: RecordKey): Promise<number> {
  return (await findRecord(session, plan, record)).rid;
}

async function findRecord(session: EngineSession, plan: UnifyPlan, record: RecordKey): Promise<FoundRecord> {
  const rid = await findRid(session, plan, record);
  const entity = entityOf(plan, record);
  if (rid === undefined || !entity) throw unifyError('FLX_UNIFY_RECORD_UNKNOWN', { ...record });
  return { entity, rid };
}

const entityOf = (plan: UnifyPlan, { entity }: RecordKey) =>
  plan.entities.find(({ name }) => name.toLowerCase() === entity.toLowerCase());

async function findRid(session: EngineSession, plan: UnifyPlan, record: RecordKey): Promise<number | undefined> {
  const planned = entityOf(plan, record);
  if (!planned) return undefined;
  const text = session.dialect.typeName('string');
  const rid = await session.value(
    sql`select rid from ${id(keyTableOf(planned.name))} where cast(key as ${text}) = ${record.key}`,
  );
  return rid === null ? undefined : Number(rid);
}

async function explainWeights(session: EngineSession, plan: UnifyPlan, pair: Sql) {
  const state = await standardizeForExplaining(session, plan);
  if (!state) throw unifyError('FLX_UNIFY_NO_MODEL', {});
  await session.run(
    sql`create or replace table ${id(PROBABILITY_CLUSTER_TABLE)} as select left_rid as rid, left_rid as cluster from (${pair}) union select right_rid, right_rid from (${pair})`,
  );
  const [explained] = await explainPairs(session, state, pair);
  return explained && { pair: explained, state };
}

async function listsOf(session: EngineSession, plan: UnifyPlan, pair: readonly [number, number]) {
  const { alwaysMatch, neverMatch } = plan.unification;
  const isIn = async (table: string) => (await rowsOf(session, table, pair)) > 0;
  return [
    ...(alwaysMatch && (await isIn(ALWAYS_TABLE)) ? (['always'] as const) : []),
    ...(neverMatch && (await isIn(NEVER_TABLE)) ? (['never'] as const) : []),
  ];
}

/** How often a table of ordered pairs holds a pair. */
async function rowsOf(
  session: EngineSession,
  table: string,
  [left, right]: readonly [number, number],
): Promise<number> {
  return Number(
    await session.value(sql`select count(*) from ${id(table)} where left_rid = ${left} and right_rid = ${right}`),
  );
}

/** Two records of which it is known whether they are one customer. */
export interface LabelledRecords {
  readonly left: RecordKey;
  readonly right: RecordKey;
  readonly isMatch: boolean;
  /** True for a pair that is left out when one of its records is not there any more. Default false. */
  readonly mayBeGone?: boolean;
}

/**
 * The match probability of labelled pairs, by the weights of the last refresh.
 * @throws FLX_UNIFY_RULES_ONLY, FLX_UNIFY_RECORD_UNKNOWN, FLX_UNIFY_NO_MODEL
 */
export async function weighPairs(
  session: EngineSession,
  request: UnificationRequest,
  labels: readonly LabelledRecords[],
): Promise<LabelledPair[]> {
  const { dialect, clock = systemClock } = request;
  const plan = planUnification(request.unification, request.entities);
  if (plan.mode === 'rules') throw unifyError('FLX_UNIFY_RULES_ONLY', {});
  await runStages(session, recordStages(plan, dialect), { clock });
  const state = await standardizeForExplaining(session, plan);
  if (!state) throw unifyError('FLX_UNIFY_NO_MODEL', {});
  const pairs = new Map<string, boolean>();
  for (const { left, right, isMatch, mayBeGone = false } of labels) {
    const find = mayBeGone ? findRid : ridOf;
    const found = [await find(session, plan, left), await find(session, plan, right)];
    const rids = found.filter((rid) => rid !== undefined).sort((a, b) => a - b);
    if (rids.length === 2) pairs.set(rids.join(), isMatch);
  }
  const [lefts, rights] = [0, 1].map((side) => Int32Array.from(pairs.keys(), (ends) => Number(ends.split(',')[side])));
  const table = 'probability_label';
  await session.insertIntegerPairs(
    table,
    ['left_rid', 'right_rid'],
    lefts ?? new Int32Array(),
    rights ?? new Int32Array(),
  );
  return (await weightsOf(session, state, sql`select * from ${id(table)}`)).map(
    ({ leftRid, rightRid, probability }) => ({
      probability,
      isMatch: pairs.get(`${leftRid},${rightRid}`) === true,
    }),
  );
}
