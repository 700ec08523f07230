import { systemClock } from '../base/clock.ts';
import type { EngineSession } from '../sql/engine.ts';
import { id, join, type Sql, sql } from '../sql/sql.ts';
import { runStages, type Stage } from '../sql/stage.ts';
import { blockCheckStage } from './blocking/check.ts';
import { unifyError } from './catalogue.ts';
import { normalStages } from './map/normal.ts';
import { recordStages } from './map/records.ts';
import { pairListStages } from './match/pair-list.ts';
import { ruleStages, separationStages } from './match/rule.ts';
import { type PlannedRule, planUnification, type UnifyPlan } from './plan/plan.ts';
import { explainPairs, type PairExplanation, weightsOf } from './probability/report/explain.ts';
import type { LabelledPair } from './probability/report/thresholds.ts';
import { PROBABILITY_CLUSTER_TABLE } from './probability/tables.ts';
import { standardizeForExplaining } from './probability/unify.ts';
import {
  ALWAYS_TABLE,
  GROUP_TABLE,
  keyTableOf,
  linkTableOf,
  NEVER_TABLE,
  normalTableOf,
  RID,
  recordTableOf,
} from './tables.ts';
import type { UnificationRequest } from './unification.ts';

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

/** Why two records are, or are not, one customer. */
export interface RecordsExplanation {
  /** Rules that find the two, with the similarity of their least similar condition. */
  readonly rules: readonly FoundRule[];
  /** Lists of the user that name the two. */
  readonly lists: readonly ('always' | 'never')[];
  /** How their match weight comes about; absent in the mode of rules alone. */
  readonly weights?: PairExplanation;
}

/**
 * Explains two records from the tables of a session that holds the source entities (and `previous_MatchModel` where the
 * unification goes by probabilities). The session is used up: its working tables keep only the two records.
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
  const rids = [await ridOf(session, plan, left), await ridOf(session, plan, right)].sort((a, b) => a - b);
  const [low = 0, high = 0] = rids;
  if (low === high) throw unifyError('FLX_UNIFY_SAME_RECORD', { ...left });
  const pair = sql`select cast(${low} as integer) as left_rid, cast(${high} as integer) as right_rid`;
  const weights = plan.mode === 'rules' ? undefined : await explainWeights(session, plan, pair);
  const lists = await listsOf(session, plan, [low, high]);
  await run([blockCheckStage(plan)]);
  await keepOnly(session, plan, rids);
  await session.run(
    sql`create or replace table ${id(GROUP_TABLE)} as select left_rid as rid, left_rid as root from (${pair}) where 1 = 0`,
  );
  const rules: FoundRule[] = [];
  for (const rule of [...plan.separations, ...plan.deduplications, ...plan.matches]) {
    const isSeparate = rule.effect === 'separate';
    const before = isSeparate ? await rowsOf(session, NEVER_TABLE, [low, high]) : 0;
    await run(isSeparate ? separationStages(plan, rule, dialect) : ruleStages(plan, rule, dialect));
    const score = isSeparate
      ? (await rowsOf(session, NEVER_TABLE, [low, high])) > before && 1
      : await scoreOf(session, rule, [low, high]);
    if (score !== false) rules.push({ rule: rule.name, effect: rule.effect, score });
  }
  return { rules, lists, ...(weights && { weights }) };
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

async function ridOf(session: EngineSession, plan: UnifyPlan, record: RecordKey): Promise<number> {
  const rid = await findRid(session, plan, record);
  if (rid === undefined) throw unifyError('FLX_UNIFY_RECORD_UNKNOWN', { ...record });
  return rid;
}

async function findRid(
  session: EngineSession,
  plan: UnifyPlan,
  { entity, key }: RecordKey,
): Promise<number | undefined> {
  const planned = plan.entities.find(({ name }) => name.toLowerCase() === entity.toLowerCase());
  if (!planned) return undefined;
  const text = session.dialect.typeName('string');
  const rid = await session.value(
    sql`select rid from ${id(keyTableOf(planned.name))} where cast(key as ${text}) = ${key}`,
  );
  return rid === null ? undefined : Number(rid);
}

async function explainWeights(
  session: EngineSession,
  plan: UnifyPlan,
  pair: Sql,
): Promise<PairExplanation | undefined> {
  const state = await standardizeForExplaining(session, plan);
  if (!state) throw unifyError('FLX_UNIFY_NO_MODEL', {});
  await session.run(
    sql`create or replace table ${id(PROBABILITY_CLUSTER_TABLE)} as select left_rid as rid, left_rid as cluster from (${pair}) union select right_rid, right_rid from (${pair})`,
  );
  const [explained] = await explainPairs(session, state, pair);
  return explained;
}

async function listsOf(session: EngineSession, plan: UnifyPlan, pair: readonly [number, number]) {
  const { alwaysMatch, neverMatch } = plan.unification;
  const isIn = async (table: string) => (await rowsOf(session, table, pair)) > 0;
  return [
    ...(alwaysMatch && (await isIn(ALWAYS_TABLE)) ? (['always'] as const) : []),
    ...(neverMatch && (await isIn(NEVER_TABLE)) ? (['never'] as const) : []),
  ];
}

/** Leaves only some records in the working tables, so that rules are tried on those alone. */
async function keepOnly(session: EngineSession, plan: UnifyPlan, rids: readonly number[]): Promise<void> {
  const kept = join(rids.map((rid) => sql`${rid}`));
  for (const { name } of plan.entities)
    for (const table of [recordTableOf(name), normalTableOf(name)])
      if (await session.columns(table))
        await session.run(sql`delete from ${id(table)} where ${id(RID)} not in (${kept})`);
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

/** The score by which a rule linked a pair, false where it did not. */
async function scoreOf(
  session: EngineSession,
  { key }: PlannedRule,
  [left, right]: readonly [number, number],
): Promise<number | false> {
  const score = await session.value(
    sql`select max(score) from ${id(linkTableOf(key))} where least(left_rid, right_rid) = ${left} and greatest(left_rid, right_rid) = ${right}`,
  );
  return score !== null && Number(score);
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
