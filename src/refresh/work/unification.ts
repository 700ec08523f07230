import type { Clock } from '../../base/clock.ts';
import type { Workspace } from '../../model/definition.ts';
import { type Entity, previousTableOf, TABLES } from '../../model/tables.ts';
import type { EngineSession } from '../../sql/engine.ts';
import { runStages, type Stage } from '../../sql/stage.ts';
import type { UnificationStatistics } from '../../unify/statistics/statistics.ts';
import { createUnification, type UnificationRequest, type UnificationRun } from '../../unify/unification.ts';
import { refreshError } from '../catalogue.ts';
import { unificationEntities } from './entity-names.ts';
import { readEntities } from './insight-model.ts';
import type { TaskContext, TaskWorker } from './task-context.ts';
import type { TaskOutput } from './task-output.ts';
import { fingerprintUnification } from './unchanged.ts';

type Step = 'map' | 'match' | 'merge';

/** The stages of unification over the tables that a working session holds. @throws FLX_INVALID */
export async function planUnificationRun(
  session: EngineSession,
  workspace: Workspace,
  clock: Clock,
): Promise<UnificationRun> {
  return createUnification(await requestUnification(session, workspace, clock));
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
    entities: withKeys(await readEntities(session, workspace), workspace),
    previous: { hasAlternateKey: (await session.columns(previousTableOf(TABLES.alternateKey))) !== undefined },
    dialect: session.dialect,
    clock,
    dataSourceOf: (entity) => dataSourceOf(workspace, entity),
  };
}

function withKeys(entities: readonly Entity[], workspace: Workspace): Entity[] {
  const semanticTypes = new Map<string, string | undefined>(
    workspace.dataSources.flatMap((source) =>
      source.entities.flatMap((entity) =>
        (entity.attributes ?? []).map(
          (attribute) => [`${source.name}_${entity.name}/${attribute.name}`, attribute.semanticType] as const,
        ),
      ),
    ),
  );
  return entities.map((entity) => ({
    ...entity,
    attributes: entity.attributes.map((attribute) => {
      const semanticType = semanticTypes.get(`${entity.name}/${attribute.name}`);
      return semanticType === undefined ? attribute : { ...attribute, semanticType };
    }),
  }));
}

function dataSourceOf({ dataSources }: Workspace, entity: string): string {
  return (
    dataSources.find((source) => source.entities.some(({ name }) => `${source.name}_${name}` === entity))?.name ?? ''
  );
}

/** The worker of one step of unification. The steps of a refresh share its working tables. */
export function createUnificationWorker(step: Step): TaskWorker {
  return async (_node, context) => {
    const run = await planUnificationRun(context.session, context.workspace, context.clock);
    const inputs = await inputsOf(step, context);
    if (isPublished(inputs, context)) return step === 'merge' ? carryOver(inputs, context) : carried(inputs);
    await runStages(context.session, run.stages[step], context);
    const output: TaskOutput = step === 'merge' ? await finish(run, context) : { tables: [], warnings: [] };
    return { ...output, additionalInfo: { ...output.additionalInfo, inputs } };
  };
}

/** Fingerprint of what unification reads; taken once a refresh. */
async function inputsOf(step: Step, { outputs, session, workspace, clock }: TaskContext): Promise<string> {
  const known = outputs.get('map')?.additionalInfo?.['inputs'];
  if (step !== 'map' && known !== undefined) return String(known);
  return workspace.unification
    ? fingerprintUnification(session, await requestUnification(session, workspace, clock))
    : '';
}

/** True when the published profiles were made from the same rows by the same rules. A full load never takes them over. */
function isPublished(inputs: string, { publishedMerge, snapshot, isFullLoad, workspace }: TaskContext): boolean {
  const names = new Set(snapshot?.entities.map(({ name }) => name));
  return (
    !isFullLoad &&
    publishedMerge?.additionalInfo['inputs'] === inputs &&
    names.has(TABLES.customer) &&
    names.has(TABLES.alternateKey) &&
    workspace.unification !== undefined
  );
}

function carried(inputs: string): TaskOutput {
  return { tables: [], warnings: [], additionalInfo: { inputs, isCarried: true } };
}

async function carryOver(inputs: string, context: TaskContext): Promise<TaskOutput> {
  const { publishedMerge, snapshot, workspace, carry } = context;
  const names = new Set(unificationEntities(workspace));
  for (const { name } of snapshot?.entities ?? []) if (names.has(name)) await carry(name);
  const statistics = publishedMerge?.additionalInfo['statistics'] as UnificationStatistics;
  return {
    ...carried(inputs),
    rows: publishedMerge?.rows,
    warnings: publishedMerge?.warnings ?? [],
    fact: factOf(statistics),
    additionalInfo: { inputs, isCarried: true, statistics },
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

async function finish(run: UnificationRun, { session }: TaskContext) {
  const { statistics, tables, warnings } = await run.result(session);
  return {
    rows: statistics.matchedAndNonMatchedRecords,
    tables,
    warnings,
    fact: factOf(statistics),
    additionalInfo: { statistics },
  };
}

/** All stages of unification in order, for a person to read. */
export function stagesOf(run: UnificationRun): { readonly step: Step; readonly stage: Stage }[] {
  const steps: readonly Step[] = ['map', 'match', 'merge'];
  return steps.flatMap((step) => run.stages[step].map((stage) => ({ step, stage })));
}
