import type { EngineSession } from '../../sql/engine.ts';
import { id, sql } from '../../sql/sql.ts';
import type { Stage } from '../../sql/stage.ts';
import { chooseBlocking, limitsFor, type MeasuredBlocking } from './block/choose.ts';
import { makePairs } from './block/pairs.ts';
import { type ClusterOptions, clusterByProbability } from './cluster/cluster.ts';
import type { EvidenceComparison } from './comparison/comparison.ts';
import { comparisonsOver } from './comparison/index.ts';
import type { ProbabilitySource } from './role.ts';
import { weightSql } from './score.ts';
import { makeStandardTable, type StandardLists } from './standard/stage.ts';
import {
  LEVEL_TABLE,
  PAIR_TABLE,
  PROBABILITY_CLUSTER_TABLE,
  SAMPLE_TABLE,
  SCORE_TABLE,
  STANDARD_TABLE,
} from './tables.ts';
import { type ProbabilityModel, trainModel } from './train/expectation.ts';
import { codesOf, readPatterns, samplePairs } from './train/levels.ts';

/** Candidate pairs that training looks at. */
const TRAINING_PAIRS = 200_000;

/** Default cut and cohesion, in bits. */
export const DEFAULT_CLUSTERING: ClusterOptions = { threshold: 0, least: -2, bounds: [-8, 8] };

export interface ProbabilityRequest {
  readonly sources: readonly ProbabilitySource[];
  readonly lists: StandardLists;
  readonly clustering?: ClusterOptions;
}

/** What a run knows when its stages have run. */
export interface ProbabilityRun {
  readonly stages: readonly Stage[];
  readonly state: ProbabilityState;
}

/** Filled by the stages, in their order. */
export interface ProbabilityState {
  columns: readonly string[];
  comparisons: readonly EvidenceComparison[];
  blocking: readonly MeasuredBlocking[];
  model: ProbabilityModel | undefined;
  records: number;
}

/** The probabilistic mode as stages over the tables of the sources. */
export function createProbabilityRun({
  sources,
  lists,
  clustering = DEFAULT_CLUSTERING,
}: ProbabilityRequest): ProbabilityRun {
  const state: ProbabilityState = { columns: [], comparisons: [], blocking: [], model: undefined, records: 0 };
  const stage = (
    name: string,
    summary: string,
    table: string,
    run: (session: EngineSession) => Promise<void>,
  ): Stage => ({ name, summary, table, run });
  const compared = (session: EngineSession) => ({ comparisons: state.comparisons, columns: state.columns, session });
  return {
    state,
    stages: [
      stage(
        'probability:standardize',
        'Values of every record as they are compared.',
        STANDARD_TABLE,
        async (session) => {
          state.columns = await makeStandardTable(session, sources, lists);
          state.comparisons = comparisonsOver(state.columns);
          state.records = await session.rowCount(STANDARD_TABLE);
        },
      ),
      stage('probability:block', 'Pairs of records that share a blocking key.', PAIR_TABLE, async (session) => {
        state.blocking = await chooseBlocking(session, state.columns, limitsFor(state.records));
        await makePairs(session, state.blocking);
      }),
      stage('probability:compare', 'How far the candidate pairs agree.', LEVEL_TABLE, (session) =>
        session.run(
          sql`create or replace table ${id(LEVEL_TABLE)} as ${codesOf(sql`select * from ${id(PAIR_TABLE)}`, compared(session))}`,
        ),
      ),
      stage('probability:train', 'Learns the weights, without labels.', SAMPLE_TABLE, async (session) => {
        state.model = await train(session, state);
      }),
      stage('probability:score', 'Match weights of the candidate pairs.', SCORE_TABLE, (session) =>
        session.run(
          sql`create or replace table ${id(SCORE_TABLE)} as select left_rid, right_rid, cast(${weightSql(state.comparisons, modelOf(state))} as double) as weight from ${id(LEVEL_TABLE)}`,
        ),
      ),
      stage('probability:cluster', 'Which records are one customer.', PROBABILITY_CLUSTER_TABLE, async (session) => {
        const roots = await clusterByProbability(
          { records: state.records, model: modelOf(state), compared: compared(session) },
          clustering,
        );
        const rids = Int32Array.from({ length: roots.length - 1 }, (_, index) => index + 1);
        await session.insertIntegerPairs(PROBABILITY_CLUSTER_TABLE, ['rid', 'cluster'], rids, roots.subarray(1));
      }),
    ],
  };
}

/** The trained model of a run. */
export function modelOf({ model }: ProbabilityState): ProbabilityModel {
  if (!model) throw new Error('The training stage has not run.');
  return model;
}

async function train(session: EngineSession, state: ProbabilityState): Promise<ProbabilityModel> {
  const { comparisons, columns, records } = state;
  await samplePairs(session, records);
  const sample = await readPatterns(
    session,
    codesOf(sql`select * from ${id(SAMPLE_TABLE)}`, { comparisons, columns, session }),
    comparisons,
  );
  const pairs = await session.rowCount(LEVEL_TABLE);
  const scale = Math.max(1, Math.ceil(pairs / TRAINING_PAIRS));
  const drawn = sql`select * from ${id(LEVEL_TABLE)} where ${session.dialect.hash([sql`left_rid`, sql`right_rid`])} % ${scale} = 0`;
  const candidates = await readPatterns(session, drawn, comparisons);
  return trainModel({ comparisons, candidates, scale, sample, records });
}
