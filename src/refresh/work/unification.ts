import type { Clock } from '../../base/clock.ts';
import type { Workspace } from '../../model/definition.ts';
import { previousTableOf, TABLES } from '../../model/tables.ts';
import type { EngineSession } from '../../sql/engine.ts';
import { runStages, type Stage } from '../../sql/stage.ts';
import { createChangedUnification } from '../../unify/incremental/changes.ts';
import type { UnificationStatistics } from '../../unify/statistics/statistics.ts';
import {
  createUnification,
  type UnificationRequest,
  type UnificationResult,
  type UnificationRun,
} from '../../unify/unification.ts';
import { refreshError } from '../catalogue.ts';
import { unificationEntities } from './entity-names.ts';
import { readEntities } from './insight-model.ts';
import { chooseMethod, type Method, methodOf, type UnificationWork } from './method.ts';
import type { PublishedTask } from './published.ts';
import type { TaskContext, TaskWorker } from './task-context.ts';
import type { TaskOutput } from './task-output.ts';

type Step = 'map' | 'match' | 'merge';

/** The stages of unification over the tables that a working session holds. @throws FLX_INVALID */
export async function planUnificationRun(
  session: EngineSession,
  workspace: Workspace,
  clock: Clock,
): Promise<UnificationRun> {
  return createUnification(await requestUnification(session, workspace, clock));
}

async function planUnificationWork(context: TaskContext): Promise<UnificationWork> {
  const { session, workspace, clock, learnsWeights } = context;
  const request = { ...(await requestUnification(session, workspace, clock)), learnsWeights };
  const whole = createUnification(request);
  return { request, whole, changed: createChangedUnification(request, whole) };
}

/** What the unification of a workspace is made from, over the tables that a working session holds. */
export async function requestUnification(
  session: EngineSession,
  workspace: Workspace,
  clock: Clock,
): Promise<UnificationRequest> {
  const { unification } = workspace;
  if (!unification) throw refreshError('FLX_REFRESH_NOTHING', { reason: 'the workspace has no unification.' });
  return {
    unification,
    entities: await readEntities(session, workspace),
    previous: { hasAlternateKey: (await session.columns(previousTableOf(TABLES.alternateKey))) !== undefined },
    dialect: session.dialect,
    clock,
    dataSourceOf: (entity) => dataSourceOf(workspace, entity),
  };
}

function dataSourceOf({ dataSources }: Workspace, entity: string): string {
  return (
    dataSources.find((source) => source.entities.some(({ name }) => `${source.name}_${name}` === entity))?.name ?? ''
  );
}

/** The worker of one step of unification. The steps of a refresh share its working tables. */
export function createUnificationWorker(step: Step): TaskWorker {
  return async (_node, context) => {
    const work = await planUnificationWork(context);
    const method = step === 'map' ? await chooseMethod(work, context) : methodOf(context);
    if (method.method === 'carried') return step === 'merge' ? carryOver(method, context) : describe(method);
    if (method.method === 'changedRows') return followStep(step, method, { work, context });
    await runStages(context.session, work.whole.stages[step], context);
    return step === 'merge' ? finish(method, await work.whole.result(context.session)) : describe(method);
  };
}

interface StepWork {
  readonly work: UnificationWork;
  readonly context: TaskContext;
}

async function followStep(step: Step, method: Method, { work, context }: StepWork): Promise<TaskOutput> {
  const { session, publishedMerge } = context;
  if (step === 'map') return describe(method);
  if (step === 'merge') return finish(method, await work.changed.merge(session, context, statisticsOf(publishedMerge)));
  const reason = await work.changed.match(session, context);
  if (reason === undefined) return describe(method);
  await runStages(session, [...work.whole.stages.map, ...work.whole.stages.match], context);
  return describe({ ...method, method: 'whole', reason });
}

const statisticsOf = (merge: PublishedTask | undefined) =>
  merge?.task.additionalInfo['statistics'] as UnificationStatistics;

const describe = (method: Method): TaskOutput => ({ tables: [], warnings: [], additionalInfo: { ...method } });

async function carryOver(method: Method, context: TaskContext): Promise<TaskOutput> {
  const { publishedMerge, snapshot, workspace, carry } = context;
  const names = new Set(unificationEntities(workspace));
  for (const { name } of snapshot?.entities ?? []) if (names.has(name)) await carry(name);
  const statistics = statisticsOf(publishedMerge);
  return {
    tables: [],
    rows: publishedMerge?.task.rows,
    warnings: publishedMerge?.task.warnings ?? [],
    fact: factOf(statistics),
    additionalInfo: { ...method, statistics },
  };
}

function factOf(statistics: UnificationStatistics) {
  return {
    kind: 'unification' as const,
    uniqueSourceRecords: statistics.uniqueSourceRecords,
    matchedRecords: statistics.matchedRecordsOnly,
    unifiedProfiles: statistics.matchedAndNonMatchedRecords,
  };
}

function finish(method: Method, { statistics, tables, warnings }: UnificationResult): TaskOutput {
  return {
    rows: statistics.matchedAndNonMatchedRecords,
    tables,
    warnings,
    fact: factOf(statistics),
    additionalInfo: { ...method, statistics },
  };
}

/** All stages of unification in order, for a person to read. */
export function stagesOf(run: UnificationRun): { readonly step: Step; readonly stage: Stage }[] {
  const steps: readonly Step[] = ['map', 'match', 'merge'];
  return steps.flatMap((step) => run.stages[step].map((stage) => ({ step, stage })));
}
