import { settleAll } from '../../base/settle-all.ts';
import type { EngineSession } from '../../sql/engine.ts';
import { id, type Sql, sql } from '../../sql/sql.ts';
import type { Stage } from '../../sql/stage.ts';
import { blockByKept, blockRecords, limitsFor, type MeasuredBlocking } from './block/choose.ts';
import { keepSkippedBlocks } from './block/skipped.ts';
import { clusterByProbability } from './cluster/cluster.ts';
import { type ClusterOptions, NEVER_WEIGHT } from './cluster/group.ts';
import type { EvidenceComparison } from './comparison/comparison.ts';
import { comparisonsOver } from './comparison/index.ts';
import { keptFrequencies } from './kept/frequencies.ts';
import type { PublishedModel } from './kept/model.ts';
import type { ProbabilitySource } from './role.ts';
import { weightSql } from './score.ts';
import { makeStandardTable, type StandardLists } from './standard/stage.ts';
import {
  FREQUENCY_TABLE,
  LEVEL_TABLE,
  PAIR_TABLE,
  PROBABILITY_CLUSTER_TABLE,
  SAMPLE_TABLE,
  SCORE_TABLE,
  STANDARD_TABLE,
} from './tables.ts';
import { type ProbabilityModel, trainModel } from './train/expectation.ts';
import { codesOf, type Patterns, readPatterns, samplePairs } from './train/levels.ts';

/** Candidate pairs that training looks at. */
const TRAINING_PAIRS = 200_000;

/** Default cut and cohesion, in bits. */
export const DEFAULT_CLUSTERING: ClusterOptions = { threshold: 0, least: -2, bounds: [-8, 8] };

export interface ProbabilityRequest {
  /** Records and what their columns are, asked for when the stages run. */
  readonly sources: (session: EngineSession) => Promise<readonly ProbabilitySource[]>;
  readonly lists: StandardLists;
  readonly clustering?: ClusterOptions;
  /** Pairs that must not come together: left_rid < right_rid. */
  readonly never?: Sql | undefined;
  /** A model that is used instead of training one, with the basis it has, if there is one for these records. */
  readonly keptModel?:
    | ((session: EngineSession, given: StandardRecords) => Promise<PublishedModel | undefined>)
    | undefined;
  /** Writes the candidate pairs by a model that is kept; by its blocking rules, if left out. */
  readonly gatherPairs?: ((session: EngineSession, state: ProbabilityState) => Promise<void>) | undefined;
}

/** Records that were brought into the form in which they are compared. */
export interface StandardRecords {
  readonly sources: readonly ProbabilitySource[];
  /** Columns of the standard table. */
  readonly columns: readonly string[];
  readonly records: number;
}

/** What a run knows when its stages have run. */
export interface ProbabilityRun {
  readonly stages: readonly Stage[];
  readonly state: ProbabilityState;
}

/** Filled by the stages, in their order. */
export interface ProbabilityState {
  sources: readonly ProbabilitySource[];
  columns: readonly string[];
  comparisons: readonly EvidenceComparison[];
  blocking: readonly MeasuredBlocking[];
  model: PublishedModel | undefined;
  /** Bits from the threshold within which the closest pairs were when a model was learned; undefined where they were all. */
  reviewedWithin?: number | undefined;
  /** How common values are, as they are weighed. */
  frequencies: Sql;
  /** Random pairs by pattern, until training has read them. */
  sample?: Patterns | undefined;
  records: number;
}

/** The probabilistic mode as stages over the tables of the sources. */
export function createProbabilityRun(request: ProbabilityRequest): ProbabilityRun {
  const state: ProbabilityState = {
    sources: [],
    columns: [],
    comparisons: [],
    blocking: [],
    model: undefined,
    frequencies: id(FREQUENCY_TABLE),
    records: 0,
  };
  const stage = (name: string, summary: string, table: string | undefined, run: NonNullable<Stage['run']>): Stage => ({
    name: `probability:${name}`,
    summary,
    ...(table !== undefined && { table }),
    run,
  });
  return {
    state,
    stages: [
      stage('standardize', 'Values of every record as they are compared.', STANDARD_TABLE, (session) =>
        standardize(session, state, request),
      ),
      stage('block', 'Pairs of records that share a blocking key.', PAIR_TABLE, (session) =>
        block(session, state, request),
      ),
      stage('compare', 'How far the candidate pairs agree.', LEVEL_TABLE, (session) => compare(session, state)),
      stage('train', 'Learns the weights, without labels.', undefined, (session) => learn(session, state)),
      stage('score', 'Match weights of the candidate pairs.', SCORE_TABLE, (session) => score(session, state, request)),
      stage('cluster', 'Which records are one customer.', PROBABILITY_CLUSTER_TABLE, (session) =>
        cluster(session, state, request),
      ),
    ],
  };
}

/** Whether there is anything to compare: two records, and something that is known of them. */
const isComparable = ({ comparisons, records }: ProbabilityState) => comparisons.length > 0 && records > 1;

const comparedIn = (session: EngineSession, { comparisons, columns }: ProbabilityState) => ({
  comparisons,
  columns,
  session,
});

async function standardize(
  session: EngineSession,
  state: ProbabilityState,
  request: ProbabilityRequest,
): Promise<void> {
  const sources = await request.sources(session);
  state.sources = sources;
  state.columns = await makeStandardTable(session, sources, request.lists, async (columns) => {
    state.records = await session.rowCount(STANDARD_TABLE);
    state.model = await request.keptModel?.(session, { sources, columns, records: state.records });
    const kept = keptFrequencies(state.model);
    if (kept) state.frequencies = kept.table;
    return kept;
  });
  state.comparisons = comparisonsOver(state.columns);
}

/**
 * Gathers the candidate pairs and, beside it, looks at the random pairs that training reads: each of the many small
 * statements of blocking leaves processors idle.
 */
async function block(
  session: EngineSession,
  state: ProbabilityState,
  { gatherPairs }: ProbabilityRequest,
): Promise<void> {
  if (gatherPairs) return gatherPairs(session, state);
  const limits = limitsFor(state.records);
  const kept = state.model?.basis?.blocking;
  const gather = async () => {
    state.blocking = kept
      ? await blockByKept(session, state.columns, kept)
      : await blockRecords(session, state.columns, limits);
    await keepSkippedBlocks(session, state.blocking, limits.maxBlockSize);
  };
  const beside = await session.fork();
  const gathered = gather().catch((error: unknown) => {
    beside.interrupt();
    throw error;
  });
  try {
    await settleAll([gathered, state.model ? Promise.resolve() : sample(beside, state)]);
  } finally {
    await beside.close();
  }
}

/** Draws random pairs and reads how far they agree. */
async function sample(session: EngineSession, state: ProbabilityState): Promise<void> {
  await samplePairs(session, state.records);
  const codes = codesOf(sql`select * from ${id(SAMPLE_TABLE)}`, comparedIn(session, state));
  if (isComparable(state)) state.sample = await readPatterns(session, codes, state.comparisons);
}

async function compare(session: EngineSession, state: ProbabilityState): Promise<void> {
  const pairs = sql`select * from ${id(PAIR_TABLE)}`;
  const query = isComparable(state) ? codesOf(pairs, comparedIn(session, state)) : pairs;
  await session.run(sql`create or replace table ${id(LEVEL_TABLE)} as ${query}`);
  await session.drop(PAIR_TABLE);
}

async function learn(session: EngineSession, state: ProbabilityState): Promise<void> {
  state.model ??= await train(session, state);
  state.sample = undefined;
}

async function score(session: EngineSession, state: ProbabilityState, { never }: ProbabilityRequest): Promise<void> {
  const learned = isComparable(state) ? weightSql(state.comparisons, modelOf(state), session.dialect) : sql`0`;
  const weight = never
    ? sql`case when (left_rid, right_rid) in (${never}) then ${NEVER_WEIGHT} else ${learned} end`
    : learned;
  await session.run(
    sql`create or replace table ${id(SCORE_TABLE)} as select left_rid, right_rid, cast(${weight} as double) as weight from ${id(LEVEL_TABLE)}`,
  );
  await session.drop(LEVEL_TABLE);
}

async function cluster(
  session: EngineSession,
  state: ProbabilityState,
  { clustering = DEFAULT_CLUSTERING, never }: ProbabilityRequest,
): Promise<void> {
  if (isComparable(state))
    return clusterByProbability(
      { records: state.records, model: modelOf(state), compared: comparedIn(session, state), never },
      clustering,
    );
  await session.run(
    sql`create or replace table ${id(PROBABILITY_CLUSTER_TABLE)} as select rid, rid as cluster from ${id(STANDARD_TABLE)}`,
  );
}

/** The trained model of a run. */
export function modelOf({ model }: ProbabilityState): PublishedModel {
  if (!model) throw new Error('The training stage has not run.');
  return model;
}

async function train(
  session: EngineSession,
  { comparisons, sample, records }: ProbabilityState,
): Promise<ProbabilityModel> {
  if (!sample) return { weights: [], prior: 0, lookalikes: [], rounds: 0 };
  const pairs = await session.rowCount(LEVEL_TABLE);
  const scale = Math.max(1, Math.ceil(pairs / TRAINING_PAIRS));
  const drawn = sql`select * from ${id(LEVEL_TABLE)} where ${session.dialect.isSampled([sql`left_rid`, sql`right_rid`], scale)}`;
  const candidates = await readPatterns(session, drawn, comparisons);
  return trainModel({ comparisons, candidates, scale, sample, records });
}
