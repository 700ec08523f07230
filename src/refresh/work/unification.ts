import type { Clock } from '../../base/clock.ts';
import type { Workspace } from '../../model/definition.ts';
import { type Entity, previousTableOf, TABLES } from '../../model/tables.ts';
import type { EngineSession } from '../../sql/engine.ts';
import { runStages, type Stage } from '../../sql/stage.ts';
import { createUnification, type UnificationRun } from '../../unify/unification.ts';
import { refreshError } from '../catalogue.ts';
import { readEntities } from './insight-model.ts';
import type { TaskContext, TaskWorker } from './task-context.ts';

type Step = 'map' | 'match' | 'merge';

/** The stages of unification over the tables that a working session holds. @throws FLX_INVALID */
export async function planUnificationRun(
  session: EngineSession,
  workspace: Workspace,
  clock: Clock,
): Promise<UnificationRun> {
  const { unification } = workspace;
  if (!unification) throw refreshError('FLX_REFRESH_NOTHING', { reason: 'the workspace has no unification.' });
  return createUnification({
    unification,
    entities: withKeys(await readEntities(session, workspace), workspace),
    previous: { hasAlternateKey: (await session.columns(previousTableOf(TABLES.alternateKey))) !== undefined },
    dialect: session.dialect,
    clock,
    dataSourceOf: (entity) => dataSourceOf(workspace, entity),
  });
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
    await runStages(context.session, run.stages[step], context);
    return step === 'merge' ? finish(run, context) : { tables: [], warnings: [] };
  };
}

async function finish(run: UnificationRun, { session }: TaskContext) {
  const { statistics, tables, warnings } = await run.result(session);
  return {
    rows: statistics.matchedAndNonMatchedRecords,
    tables,
    warnings,
    fact: {
      kind: 'unification' as const,
      uniqueSourceRecords: statistics.uniqueSourceRecords,
      matchedRecords: statistics.matchedRecordsOnly,
      unifiedProfiles: statistics.matchedAndNonMatchedRecords,
    },
    additionalInfo: { statistics },
  };
}

/** All stages of unification in order, for a person to read. */
export function stagesOf(run: UnificationRun): { readonly step: Step; readonly stage: Stage }[] {
  const steps: readonly Step[] = ['map', 'match', 'merge'];
  return steps.flatMap((step) => run.stages[step].map((stage) => ({ step, stage })));
}
