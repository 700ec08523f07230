import { hashOf } from '../../base/ids.ts';
import { canonicalJson } from '../../base/json.ts';
import { previousTableOf, TABLES } from '../../model/tables.ts';
import type { EngineSession } from '../../sql/engine.ts';
import { id, join, sql } from '../../sql/sql.ts';
import type { Stage } from '../../sql/stage.ts';
import { hasNeverMatch } from '../match/rule.ts';
import type { UnifyPlan } from '../plan/plan.ts';
import { keyTableOf, NEVER_TABLE, RID, recordTableOf } from '../tables.ts';
import { NEVER_WEIGHT } from './cluster/group.ts';
import { comparisonsOver } from './comparison/index.ts';
import { inferRoles } from './infer/infer.ts';
import { emptyValues } from './lists/empty-values.ts';
import { withPhoneCodes } from './phone-codes.ts';
import { type StrangeMatches, strangeMatches, type ThinEvidence, thinEvidence } from './report/evidence.ts';
import type { ProbabilitySource } from './role.ts';
import {
  createProbabilityRun,
  DEFAULT_CLUSTERING,
  modelOf,
  type ProbabilityRun,
  type ProbabilityState,
} from './run.ts';
import { DEFAULT_LISTS, makeStandardTable, type StandardLists } from './standard/stage.ts';
import { PROBABILITY_CLUSTER_TABLE, PROBABILITY_LINK_TABLE, SCORE_TABLE, STANDARD_TABLE } from './tables.ts';
import type { ProbabilityModel } from './train/expectation.ts';

/** The probabilistic part of a unification: its stages, and what they learned once they have run. */
export function unifyByProbability(plan: UnifyPlan, now: () => Date): ProbabilityRun {
  const { probabilities = {} } = plan.unification;
  const threshold = probabilities.threshold ?? 0.5;
  const run = createProbabilityRun({
    sources: (session) => sourcesOf(session, plan),
    lists: listsOf(plan),
    clustering: { ...DEFAULT_CLUSTERING, threshold: Math.log2(threshold / (1 - threshold)) },
    never: hasNeverMatch(plan) ? sql`select left_rid, right_rid from ${id(NEVER_TABLE)}` : undefined,
    keptModel: probabilities.training === 'once' ? readKeptModel : undefined,
  });
  const cut = Math.log2(threshold / (1 - threshold));
  return { ...run, stages: [...run.stages, linkStage(), reviewStage(plan, cut), modelStage(run.state, now)] };
}

function listsOf({ unification }: UnifyPlan): StandardLists {
  const { languages, nicknames = [], replacesNicknames = false } = unification.probabilities ?? {};
  return {
    nicknames: new Map([...(replacesNicknames ? [] : DEFAULT_LISTS.nicknames), ...nicknames]),
    bypass: [...emptyValues(languages), ...(unification.bypass ?? []).map((value) => value.toLowerCase())],
  };
}

function sourcesOf(session: EngineSession, plan: UnifyPlan): Promise<ProbabilitySource[]> {
  return Promise.all(
    plan.entities.map(async (entity) => {
      const table = recordTableOf(entity.name);
      const request = { table, attributes: entity.mapped, key: entity.primaryKey.name };
      const source = { name: entity.name, table, rid: RID, columns: await inferRoles(session, request) };
      return withPhoneCodes(session, source, entity);
    }),
  );
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

/** Pairs kept for a person to look at. */
const REVIEWED_PAIRS = 500;

/** The pairs closest to the cut, on both sides of it: `MatchReview`. */
function reviewStage(plan: UnifyPlan, cut: number): Stage {
  const members = id(PROBABILITY_CLUSTER_TABLE);
  return {
    name: 'probability:review',
    summary: 'Pairs whose probability is closest to the threshold, for a person to decide.',
    table: TABLES.matchReview,
    run: async (session) => {
      const text = session.dialect.typeName('string');
      const keys = join(
        plan.entities.map(
          ({ name }) => sql`select rid, ${name} as entity, cast(key as ${text}) as key from ${id(keyTableOf(name))}`,
        ),
        ' union all ',
      );
      const closest = sql`select left_rid, right_rid, weight from ${id(SCORE_TABLE)} where weight > ${NEVER_WEIGHT} order by abs(weight - ${cut}), left_rid, right_rid limit ${REVIEWED_PAIRS}`;
      await session.run(sql`create or replace table ${id(TABLES.matchReview)} as with keyed as (${keys})
        select l.entity as ${id('Entity1')}, l.key as ${id('Entity1Key')}, r.entity as ${id('Entity2')}, r.key as ${id('Entity2Key')},
          1 / (1 + pow(2, -weight)) as ${id('Probability')}, lc.cluster = rc.cluster as ${id('IsMatched')}
        from (${closest}) as pair join keyed as l on l.rid = left_rid join keyed as r on r.rid = right_rid
        join ${members} as lc on lc.rid = left_rid join ${members} as rc on rc.rid = right_rid order by abs(weight - ${cut}), left_rid, right_rid`);
    },
  };
}

/** Keeps what was learned as a table of one row, so that it is published, versioned and can be used again. */
function modelStage(state: ProbabilityState, now: () => Date): Stage {
  return {
    name: 'probability:model',
    summary: 'The weights that were learned, with the version they have.',
    table: TABLES.matchModel,
    run: async (session) => {
      const model = modelOf(state);
      const text = canonicalJson(model);
      const version = hashOf(text).slice(0, 16);
      const kept = await keptRow(session);
      const trainedOn = kept?.['Version'] === version ? String(kept['TrainedOn']) : now().toISOString();
      await session.insert(
        TABLES.matchModel,
        [
          { name: 'Version', type: 'string' },
          { name: 'TrainedOn', type: 'string' },
          { name: 'Records', type: 'string' },
          { name: 'Model', type: 'string' },
        ],
        [[{ Version: version, TrainedOn: trainedOn, Records: String(state.records), Model: text }]],
      );
    },
  };
}

/** What speaks against the model of this refresh: that it was learned from too little, or not from pairs of one customer. */
export async function readDoubts(
  session: EngineSession,
): Promise<{ readonly thin?: ThinEvidence | undefined; readonly strange?: StrangeMatches | undefined }> {
  const [row] = await session.rows(
    sql`select ${id('Model')} as model, ${id('Records')} as records from ${id(TABLES.matchModel)}`,
  );
  if (!row) return {};
  const [model, records] = [JSON.parse(String(row['model'])) as ProbabilityModel, Number(row['records'])];
  return { thin: thinEvidence(model, records), strange: strangeMatches(model, records) };
}

async function keptRow(session: EngineSession) {
  const table = previousTableOf(TABLES.matchModel);
  if ((await session.columns(table)) === undefined) return undefined;
  const [row] = await session.rows(
    sql`select ${join(['Version', 'TrainedOn', 'Model'].map((name) => id(name)))} from ${id(table)}`,
  );
  return row;
}

/** The model of the last refresh, where it is about the same comparisons. */
async function readKeptModel(
  session: EngineSession,
  comparisons: readonly string[],
): Promise<ProbabilityModel | undefined> {
  const row = await keptRow(session);
  if (!row) return undefined;
  const model = JSON.parse(String(row['Model'])) as ProbabilityModel;
  const known = model.weights.map(({ comparison }) => comparison);
  return canonicalJson(known) === canonicalJson(comparisons) ? model : undefined;
}

/** Standard values of all records with the model of the last refresh, ready to explain pairs; undefined without a model. */
export async function standardizeForExplaining(
  session: EngineSession,
  plan: UnifyPlan,
): Promise<ProbabilityState | undefined> {
  const columns = await makeStandardTable(session, await sourcesOf(session, plan), listsOf(plan));
  const comparisons = comparisonsOver(columns);
  const model = await readKeptModel(
    session,
    comparisons.map(({ name }) => name),
  );
  return model && { columns, comparisons, blocking: [], model, records: await session.rowCount(STANDARD_TABLE) };
}
