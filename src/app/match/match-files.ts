import { randomUUID } from 'node:crypto';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join as joinPath } from 'node:path';
import type { ErrorRecord } from '../../base/errors.ts';
import { duckdbEngine } from '../../engines/duckdb/engine.ts';
import type { MatchPlan } from '../../model/match-plan.ts';
import type { EngineSession } from '../../sql/engine.ts';
import { id, join, sql } from '../../sql/sql.ts';
import { runStages, type StageTiming } from '../../sql/stage.ts';
import type { MeasuredBlocking } from '../../unify/probability/block/choose.ts';
import { readSkippedBlocks, type SkippedBlock } from '../../unify/probability/block/skipped.ts';
import {
  type StrangeMatches,
  strangeMatches,
  type ThinEvidence,
  thinEvidence,
} from '../../unify/probability/report/evidence.ts';
import { examplePairs, explainPairs, type PairExplanation } from '../../unify/probability/report/explain.ts';
import { type PartedReason, reasonsByProbability } from '../../unify/probability/report/parted.ts';
import {
  type CountedValue,
  clusterSizes,
  cutOf,
  type ModelSummary,
  selfWeights,
  summarizeModel,
  weightHistogram,
} from '../../unify/probability/report/summary.ts';
import type { ProbabilitySource } from '../../unify/probability/role.ts';
import {
  createProbabilityRun,
  DEFAULT_CLUSTERING,
  modelOf,
  type ProbabilityState,
} from '../../unify/probability/run.ts';
import { DEFAULT_LISTS } from '../../unify/probability/standard/stage.ts';
import { PROBABILITY_CLUSTER_TABLE } from '../../unify/probability/tables.ts';
import { matchError } from './catalogue.ts';
import { type LabelledQuality, labelledCurve } from './labels.ts';
import { dropValues, type LoadedSource, loadSources, MATCH_RID } from './load.ts';
import type { MatchContext, MatchRequest, MatchRow } from './request.ts';

/** What a column was taken for. */
export interface MatchedColumn {
  readonly source: string;
  readonly column: string;
  readonly role: string;
  readonly from: string;
}

/** What a match of files found. */
export interface MatchResult {
  readonly rows: number;
  readonly pairsCompared: number;
  readonly clusters: number;
  readonly seconds: number;
  readonly stages: readonly StageTiming[];
  readonly peakMemoryBytes: number;
  /** Match probability from which pairs were linked. */
  readonly threshold: number;
  readonly columns: readonly MatchedColumn[];
  /** Lines of files that are no rows and were left out, where there are any. */
  readonly rejected: readonly {
    readonly source: string;
    readonly rows: number;
    /** The first of them: file, line, what is wrong with it, and how to mend it. */
    readonly warning: ErrorRecord;
  }[];
  readonly blocking: readonly BlockingView[];
  /** The largest blocks that were left out because they are too large, by key. */
  readonly skippedBlocks: readonly SkippedBlock[];
  readonly model: ModelSummary;
  /** How little the weights were learned from, where it was too little for them to mean much. */
  readonly thinEvidence?: ThinEvidence;
  /** Signs that what was learned is not what one customer is, where there are any. */
  readonly strangeMatches?: StrangeMatches;
  /** How good every threshold would be on the labels, where there were any. */
  readonly thresholds?: LabelledQuality;
  readonly report?: MatchReport;
  readonly explained?: ExplainedRows;
}

/** Why two rows are, or are not, one cluster. */
export interface ExplainedRows extends PairExplanation {
  /** Why they are two clusters; empty where they are one. */
  readonly reasons: readonly PartedReason[];
}

/** A blocking rule as it was measured. */
export interface BlockingView {
  readonly rule: string;
  readonly isUsed: boolean;
  readonly pairs: number;
  readonly largestBlock: number;
  readonly skippedBlocks: number;
  readonly largestSkipped: number;
}

/** What an analyst looks at. */
export interface MatchReport {
  readonly clusterSizes: readonly CountedValue[];
  /** Candidate pairs by match weight in whole bits. */
  readonly weights: readonly CountedValue[];
  /** Records by the weight that a perfect copy of theirs would reach. */
  readonly selfWeights: readonly CountedValue[];
  /** Records that even a perfect copy could not be linked to. */
  readonly unlinkable: number;
  readonly examples: readonly PairExplanation[];
}

/**
 * Matches the rows of files without any set-up: columns are recognised, the model trains itself, and every row gets a
 * cluster. The same files give the same clusters, whatever the order of files and rows.
 * @throws FLX_MATCH_EMPTY, FLX_MATCH_LINES, FLX_MATCH_KEY, FLX_MATCH_NOTHING, FLX_MATCH_PLAN_COLUMN, FLX_SOURCE_…
 */
export async function matchFiles(request: MatchRequest, context: MatchContext): Promise<MatchResult> {
  const started = context.clock.monotonicSeconds();
  const workFolder = joinPath(tmpdir(), `fluxu-match-${randomUUID()}`);
  const { memoryLimit, threads } = request;
  const session = await (context.engine ?? duckdbEngine).open({ workFolder, memoryLimit, threads });
  try {
    return await matchIn(session, request, { ...context, started, workFolder });
  } finally {
    await session.close();
    await rm(workFolder, { recursive: true, force: true });
  }
}

async function matchIn(
  session: EngineSession,
  request: MatchRequest,
  context: MatchContext & { readonly started: number; readonly workFolder: string },
): Promise<MatchResult> {
  const { clock, started } = context;
  const loaded = await loadSources(session, request, context);
  const sources = loaded.sources.map((source): ProbabilitySource => ({ ...source, rid: MATCH_RID }));
  if (sources.every(({ columns }) => columns.length === 0)) throw matchError('FLX_MATCH_NOTHING', {});
  const threshold = request.plan.threshold ?? 0.5;
  const run = createProbabilityRun({
    sources: async () => sources,
    lists: listsOf(request.plan),
    clustering: { ...DEFAULT_CLUSTERING, threshold: cutOf(threshold) },
  });
  const [standardize, ...stages] = run.stages;
  const timings = await runStages(session, standardize ? [standardize] : [], context);
  await dropValues(session, loaded.sources);
  timings.push(...(await runStages(session, stages, context)));
  const saving = await saveClusters(session, loaded.sources, { ...context, out: request.out });
  const { state } = run;
  const thin = thinEvidence(modelOf(state), state.records);
  const strange = strangeMatches(modelOf(state), state.records);
  const pairs = timings.find(({ name }) => name === 'probability:compare')?.rows ?? 0;
  return {
    rows: state.records,
    pairsCompared: pairs,
    clusters: Number(await session.value(sql`select count(distinct cluster) from ${id(PROBABILITY_CLUSTER_TABLE)}`)),
    ...(request.explain && {
      explained: await explainRows(session, state, { sources: loaded.sources, rows: request.explain, threshold }),
    }),
    ...(thin && { thinEvidence: thin }),
    ...(strange && { strangeMatches: strange }),
    ...(request.labels && {
      thresholds: await labelledCurve(session, state, { sources: loaded.sources, labels: request.labels }),
    }),
    ...(request.hasReport && { report: await gatherReport(session, state, cutOf(threshold)) }),
    seconds: clock.monotonicSeconds() - started,
    stages: [loaded.timing, ...timings, ...saving],
    peakMemoryBytes: process.resourceUsage().maxRSS * 1024,
    threshold,
    columns: loaded.sources.flatMap(({ name, columns }) =>
      columns.map(({ column, role, from }) => ({ source: name, column, role, from })),
    ),
    rejected: loaded.sources.flatMap(({ name, rejected }) =>
      rejected ? [{ source: name, rows: rejected.lines, warning: rejected.problem.toJSON() }] : [],
    ),
    blocking: state.blocking.map(viewOfBlocking),
    skippedBlocks: await readSkippedBlocks(session),
    model: summarizeModel(state),
  };
}

function listsOf({ bypass = [], nicknames = [], replacesNicknames = false }: MatchPlan) {
  return {
    nicknames: new Map([...(replacesNicknames ? [] : DEFAULT_LISTS.nicknames), ...nicknames]),
    bypass: [...DEFAULT_LISTS.bypass, ...bypass],
  };
}

function viewOfBlocking({ rule, ...figures }: MeasuredBlocking): BlockingView {
  return { rule: rule.name, ...figures };
}

/** Writes source, key and cluster_id; clusters are numbered in the order of their first row. */
async function saveClusters(
  session: EngineSession,
  sources: readonly LoadedSource[],
  { out, clock, onStage }: { readonly out: string | undefined } & Pick<MatchContext, 'clock' | 'onStage'>,
): Promise<StageTiming[]> {
  if (out === undefined) return [];
  const started = clock.monotonicSeconds();
  const rows = sources.map(
    ({ name, keyTable }) => sql`select ${id(MATCH_RID)} as rid, ${name} as source, key from ${id(keyTable)}`,
  );
  const numbers = sql`select cluster, row_number() over (order by cluster) as cluster_id from (select distinct cluster from ${id(PROBABILITY_CLUSTER_TABLE)})`;
  const query = sql`select source, key, cluster_id from (${join(rows, ' union all ')}) as record
    join ${id(PROBABILITY_CLUSTER_TABLE)} as member on member.rid = record.rid join (${numbers}) as number on number.cluster = member.cluster order by record.rid`;
  await session.saveFile(query, out, out.endsWith('.parquet') ? 'parquet' : 'csv');
  const timing = { name: 'save', seconds: clock.monotonicSeconds() - started, rows: undefined };
  onStage?.(timing);
  return [timing];
}

/** Pairs of each sort that a report explains. */
const EXAMPLES_EACH = 4;

async function gatherReport(session: EngineSession, state: ProbabilityState, cut: number): Promise<MatchReport> {
  const self = await selfWeights(session, state);
  return {
    clusterSizes: await clusterSizes(session),
    weights: await weightHistogram(session),
    selfWeights: self,
    unlinkable: self.filter(({ value }) => value < cut).reduce((total, { count }) => total + count, 0),
    examples: await explainPairs(session, state, examplePairs(cut, EXAMPLES_EACH)),
  };
}

async function explainRows(
  session: EngineSession,
  state: ProbabilityState,
  {
    sources,
    rows,
    threshold,
  }: {
    readonly sources: readonly LoadedSource[];
    readonly rows: readonly [MatchRow, MatchRow];
    readonly threshold: number;
  },
): Promise<ExplainedRows> {
  const rids = [await ridOfRow(session, sources, rows[0]), await ridOfRow(session, sources, rows[1])];
  const [left = 0, right = 0] = rids.sort((a, b) => a - b);
  const pair = sql`select cast(${left} as integer) as left_rid, cast(${right} as integer) as right_rid`;
  const [explained] = await explainPairs(session, state, pair);
  if (!explained) throw matchError('FLX_MATCH_ROW', { source: rows[0].source, key: rows[0].key });
  if (explained.isTogether) return { ...explained, reasons: [] };
  const members = (rid: number) =>
    sql`(select rid from ${id(PROBABILITY_CLUSTER_TABLE)} where cluster = (select cluster from ${id(PROBABILITY_CLUSTER_TABLE)} where rid = ${rid}))`;
  const between = sql`select least(a.rid, b.rid) as left_rid, greatest(a.rid, b.rid) as right_rid from ${members(left)} as a cross join ${members(right)} as b`;
  return { ...explained, reasons: await reasonsByProbability(session, state, { pair: explained, between, threshold }) };
}

async function ridOfRow(
  session: EngineSession,
  sources: readonly LoadedSource[],
  { source, key }: MatchRow,
): Promise<number> {
  const found = sources.find(({ name }) => name.toLowerCase() === source.toLowerCase());
  const rid =
    found &&
    (await session.value(sql`select min(${id(MATCH_RID)}) from ${id(found.keyTable)} where trim(key) = ${key.trim()}`));
  if (rid === undefined || rid === null) throw matchError('FLX_MATCH_ROW', { source, key });
  return Number(rid);
}
