import { canonicalJson } from '../../base/json.ts';
import { TABLES } from '../../model/tables.ts';
import type { EngineSession } from '../../sql/engine.ts';
import { id, sql } from '../../sql/sql.ts';
import type { Stage } from '../../sql/stage.ts';
import { hasNeverMatch } from '../match/rule.ts';
import type { UnifyPlan } from '../plan/plan.ts';
import { NEVER_TABLE, RID, recordTableOf } from '../tables.ts';
import { blockingRules } from './block/rules.ts';
import { comparisonsOver } from './comparison/index.ts';
import { cutOf } from './cut.ts';
import { inferRoles } from './infer/infer.ts';
import { attributesOf, isOfItsTime, type KeptSource, listsTextOf, type ModelBasis } from './kept/basis.ts';
import { keptFrequencies } from './kept/frequencies.ts';
import { type PublishedModel, readPublishedModel, writeModel } from './kept/model.ts';
import { keptStages } from './kept/stages.ts';
import { emptyValues } from './lists/empty-values.ts';
import { withPhoneCodes } from './phone-codes.ts';
import { thinEvidence } from './report/evidence.ts';
import { reviewStage } from './review.ts';
import type { ProbabilitySource } from './role.ts';
import {
  createProbabilityRun,
  DEFAULT_CLUSTERING,
  modelOf,
  type ProbabilityRequest,
  type ProbabilityRun,
  type ProbabilityState,
  type StandardRecords,
} from './run.ts';
import { rareBitsOf } from './standard/rarity.ts';
import { DEFAULT_LISTS, makeStandardTable, type StandardLists } from './standard/stage.ts';
import {
  FREQUENCY_TABLE,
  PROBABILITY_CLUSTER_TABLE,
  PROBABILITY_LINK_TABLE,
  SCORE_TABLE,
  STANDARD_TABLE,
} from './tables.ts';
import type { ProbabilityModel } from './train/expectation.ts';

/** Whether what was learned once is kept, with all that later refreshes need to follow the change of single records. */
export function keepsModel({ mode, unification }: UnifyPlan): boolean {
  return mode !== 'rules' && (unification.probabilities?.training ?? 'once') === 'once';
}

/** How the probabilistic part of a unification learns. */
export interface Learning {
  readonly now: () => Date;
  /** Learn weights anew, though a model is kept. */
  readonly learnsWeights: boolean;
}

/** The probabilistic part of a unification: its stages, and what they learned once they have run. */
export function unifyByProbability(plan: UnifyPlan, learning: Learning): ProbabilityRun {
  const usesKept = keepsModel(plan) && !learning.learnsWeights;
  const keptModel = (session: EngineSession, given: StandardRecords) => readKeptModel(session, plan, given);
  const run = createProbabilityRun({
    ...requestOf(plan),
    sources: (session) => (usesKept ? sourcesOfAll(session, plan) : sourcesBy(session, plan, undefined)),
    keptModel: usesKept ? keptModel : undefined,
  });
  const review = reviewStage(run.state, { cut: cutOf(plan), isKept: keepsModel(plan) });
  const stages = [...run.stages, linkStage(), review, modelStage(run.state, plan, learning)];
  return { ...run, stages: keepsModel(plan) ? [...stages, ...keptStages(run.state)] : stages };
}

/** The same for a part of the records, by the model that is kept; `gatherPairs` writes the pairs there are among them. */
export function unifyPartByProbability(
  plan: UnifyPlan,
  gatherPairs: ProbabilityRequest['gatherPairs'],
): ProbabilityRun {
  const run = createProbabilityRun({ ...requestOf(plan), keptModel: readPublishedModel, gatherPairs });
  return { ...run, stages: [...run.stages, linkStage()] };
}

function requestOf(plan: UnifyPlan): ProbabilityRequest {
  return {
    sources: (session) => sourcesOf(session, plan),
    lists: listsOf(plan),
    clustering: { ...DEFAULT_CLUSTERING, threshold: cutOf(plan) },
    never: hasNeverMatch(plan) ? sql`select left_rid, right_rid from ${id(NEVER_TABLE)}` : undefined,
  };
}

export function listsOf({ unification }: UnifyPlan): StandardLists {
  const { languages, nicknames = [], replacesNicknames = false } = unification.probabilities ?? {};
  return {
    nicknames: new Map([...(replacesNicknames ? [] : DEFAULT_LISTS.nicknames), ...nicknames]),
    bypass: [...emptyValues(languages), ...(unification.bypass ?? []).map((value) => value.toLowerCase())],
  };
}

/** The record tables with what their columns are: as they were taken when a model was kept, unless the attributes are others. */
export async function sourcesOf(session: EngineSession, plan: UnifyPlan): Promise<ProbabilitySource[]> {
  return sourcesBy(session, plan, keepsModel(plan) ? (await readPublishedModel(session))?.basis : undefined);
}

/** The same of all records: where weights are learned anew, because there are more or fewer, columns are looked at anew. */
async function sourcesOfAll(session: EngineSession, plan: UnifyPlan): Promise<ProbabilitySource[]> {
  const basis = (await readPublishedModel(session))?.basis;
  const counts = await Promise.all(plan.entities.map(({ name }) => session.rowCount(recordTableOf(name))));
  const records = counts.reduce((total, count) => total + count, 0);
  return sourcesBy(session, plan, basis && isOfItsTime(basis, records) ? basis : undefined);
}

function sourcesBy(
  session: EngineSession,
  plan: UnifyPlan,
  basis: ModelBasis | undefined,
): Promise<ProbabilitySource[]> {
  const known = basis?.attributes === attributesOf(plan) ? basis.sources : [];
  return Promise.all(
    plan.entities.map(async (entity) => {
      const table = recordTableOf(entity.name);
      const request = { table, attributes: entity.mapped, key: entity.primaryKey.name };
      const kept = known.find((source) => source.entity === entity.name)?.columns;
      const columns = kept ?? (await inferRoles(session, request));
      return withPhoneCodes(session, { name: entity.name, table, rid: RID, columns, taken: columns }, entity);
    }),
  );
}

const takenOf = (sources: readonly ProbabilitySource[]): KeptSource[] =>
  sources.map(({ name, columns, taken = columns }) => ({ entity: name, columns: taken }));

/** The model of the last refresh, where it was learned from such records, compared by such things. */
async function readKeptModel(
  session: EngineSession,
  plan: UnifyPlan,
  { sources, columns, records }: StandardRecords,
): Promise<PublishedModel | undefined> {
  const model = await readPublishedModel(session);
  const basis = model?.basis;
  if (!basis || !isOfItsTime(basis, records) || !comparesBy(model, columns)) return undefined;
  if (basis.lists !== listsTextOf(plan) || thinEvidence(model, records)) return undefined;
  const rules = blockingRules(columns).map(({ name }) => name);
  const isSame =
    canonicalJson(basis.sources) === canonicalJson(takenOf(sources)) &&
    basis.blocking.every(({ rule }) => rules.includes(rule));
  return isSame ? { ...model, basis: { ...basis, attributes: attributesOf(plan) } } : undefined;
}

function comparesBy({ weights }: ProbabilityModel, columns: readonly string[]): boolean {
  const names = comparisonsOver(columns).map(({ name }) => name);
  return canonicalJson(names) === canonicalJson(weights.map(({ comparison }) => comparison));
}

/** The links that hold each cluster together: from its first record to every other, with the best probability of either. */
function linkStage(): Stage {
  const scores = id(SCORE_TABLE);
  const members = id(PROBABILITY_CLUSTER_TABLE);
  const best = sql`select rid, max(weight) as weight from (
      select left_rid as rid, right_rid as other, weight from ${scores} union all select right_rid, left_rid, weight from ${scores}) as pair
    join ${members} as own using (rid) join ${members} as others on others.rid = pair.other and others.cluster = own.cluster group by rid`;
  return {
    name: 'probability:links',
    summary: 'Links between the records of each cluster, with their match probability.',
    table: PROBABILITY_LINK_TABLE,
    statements: [
      sql`create or replace table ${id(PROBABILITY_LINK_TABLE)} as
        select member.cluster as left_rid, member.rid as right_rid, 1 / (1 + pow(2, -coalesce(best.weight, 0))) as score
        from ${members} as member left join (${best}) as best on best.rid = member.rid where member.rid <> member.cluster`,
    ],
  };
}

/** Keeps what was learned as a table of one row, so that it is published, versioned and can be used again. */
function modelStage(state: ProbabilityState, plan: UnifyPlan, { now, learnsWeights }: Learning): Stage {
  return {
    name: 'probability:model',
    summary: 'The weights that were learned, with the version they have.',
    table: TABLES.matchModel,
    run: async (session) => {
      const model = modelOf(state);
      if (keepsModel(plan))
        state.model = { ...model, basis: { ...(model.basis ?? learnedBasis(state, plan)), ...reviewOf(state, plan) } };
      await writeModel(session, { model: modelOf(state), records: state.records, now: now(), isNew: learnsWeights });
    },
  };
}

function learnedBasis(
  { records, sources, blocking }: ProbabilityState,
  plan: UnifyPlan,
): Omit<ModelBasis, 'cut' | 'reviewedWithin'> {
  return {
    records,
    attributes: attributesOf(plan),
    lists: listsTextOf(plan),
    sources: takenOf(sources),
    blocking: blocking
      .filter(({ isUsed, isEmpty }) => isUsed || isEmpty)
      .map(({ rule, sizeLimit }) => ({ rule: rule.name, sizeLimit })),
    rareBits: rareBitsOf(records),
  };
}

const reviewOf = ({ reviewedWithin }: ProbabilityState, plan: UnifyPlan) => ({ cut: cutOf(plan), reviewedWithin });

/** Standard values of all records with the model of the last refresh, ready to explain pairs; undefined without a model. */
export async function standardizeForExplaining(
  session: EngineSession,
  plan: UnifyPlan,
): Promise<ProbabilityState | undefined> {
  const sources = await sourcesOf(session, plan);
  const model = await readPublishedModel(session);
  const columns = await makeStandardTable(session, sources, listsOf(plan), async () => keptFrequencies(model));
  const records = await session.rowCount(STANDARD_TABLE);
  if (!model || !comparesBy(model, columns)) return undefined;
  const frequencies = keptFrequencies(model)?.table ?? id(FREQUENCY_TABLE);
  return { sources, columns, comparisons: comparisonsOver(columns), blocking: [], model, frequencies, records };
}
