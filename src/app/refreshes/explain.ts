import { join } from 'node:path';
import { createContactStages } from '../../accounts/contacts.ts';
import { createHierarchyStages } from '../../accounts/hierarchy.ts';
import { createActivityStages } from '../../activities/stages.ts';
import type { Clock } from '../../base/clock.ts';
import { suggestName } from '../../base/nearest.ts';
import type { Settings } from '../../base/settings.ts';
import { createMeasureStages } from '../../measures/stages.ts';
import { contactsOf } from '../../model/audience-model.ts';
import { entityNameOf } from '../../model/data-source.ts';
import type { Workspace } from '../../model/definition.ts';
import { orderDefinitions } from '../../model/dependency.ts';
import { refreshError } from '../../refresh/catalogue.ts';
import { activeActivities } from '../../refresh/graph/build.ts';
import { unifyContacts } from '../../refresh/work/contact-unification.ts';
import { createInsightModel, declaredEntities } from '../../refresh/work/insight-model.ts';
import { planUnificationRun, stagesOf } from '../../refresh/work/unification.ts';
import { attachPublished } from '../../refresh/work/working-session.ts';
import { createSegmentStages } from '../../segments/stages.ts';
import type { Engine, EngineSession, Row } from '../../sql/engine.ts';
import { id, sql } from '../../sql/sql.ts';
import { runStages, type Stage, sqlTextOf } from '../../sql/stage.ts';
import { readWorkspace } from '../../store/definitions.ts';
import { getPublishedSnapshot, type Snapshot } from '../../store/snapshots.ts';
import type { Store } from '../../store/store.ts';

export interface ExplainOptions {
  readonly store: Store;
  readonly engine: Engine;
  readonly settings: Settings;
  readonly clock: Clock;
  /** Relative dates count from the moment of the published snapshot instead of from now. */
  readonly isAsPublished?: boolean;
}

/** A stage by name. */
export interface StageView {
  readonly name: string;
  readonly task: string;
  readonly summary: string;
}

/** A stage with its SQL, and the first rows it gives when it was run. */
export interface ExplainedStage extends StageView {
  readonly sql: string;
  readonly rows?: readonly Row[];
}

/** A stage and the task it belongs to. */
export interface TaskStage {
  readonly task: string;
  readonly stage: Stage;
}

const SAMPLE_ROWS = 10;

/** Every stage that a refresh of the published data has after loading, in order. @throws FLX_NO_SNAPSHOT */
export function listStages(options: ExplainOptions): Promise<StageView[]> {
  return withStages(options, async (_session, stages) =>
    stages.map(({ task, stage }) => ({ name: stage.name, task, summary: stage.summary })),
  );
}

/** One stage: its SQL, and with `isRun` the rows it gives on the published data; nothing is published. @throws FLX_STAGE_UNKNOWN, FLX_NO_SNAPSHOT */
export function explainStage(options: ExplainOptions, name: string, isRun: boolean): Promise<ExplainedStage> {
  return withStages(options, async (session, stages) => {
    const index = stages.findIndex(({ stage }) => stage.name === name);
    const found = stages[index];
    if (!found)
      throw refreshError(
        'FLX_STAGE_UNKNOWN',
        { name },
        {
          mend: suggestName(
            name,
            stages.map(({ stage }) => stage.name),
          ),
        },
      );
    const { stage, task } = found;
    const text = sqlTextOf(stage, session.dialect);
    const explained = { name, task, summary: stage.summary, sql: text || '-- This stage is not SQL.' };
    if (!isRun) return explained;
    await runStages(
      session,
      stages.slice(0, index + 1).map((one) => one.stage),
      { clock: options.clock },
    );
    return {
      ...explained,
      rows:
        stage.table === undefined ? [] : await session.rows(sql`select * from ${id(stage.table)} limit ${SAMPLE_ROWS}`),
    };
  });
}

function withStages<Result>(
  options: ExplainOptions,
  work: (session: EngineSession, stages: readonly TaskStage[]) => Promise<Result>,
): Promise<Result> {
  return withPublished(options, ({ session, stages }) => work(session, stages));
}

/** The published data in a session of its own, and every stage that follows loading. */
export interface PublishedWork {
  readonly session: EngineSession;
  readonly stages: readonly TaskStage[];
  readonly workspace: Workspace;
  readonly snapshot: Snapshot;
}

/** Works on the published data, aside. @throws FLX_NO_SNAPSHOT */
export async function withPublished<Result>(
  options: ExplainOptions,
  work: (published: PublishedWork) => Promise<Result>,
): Promise<Result> {
  const { store, engine, settings, clock } = options;
  const snapshot = await getPublishedSnapshot(store.db);
  if (!snapshot) throw refreshError('FLX_NO_SNAPSHOT', {});
  const workspace = await readWorkspace(store.db);
  const session = await engine.open({
    workFolder: join(settings.home, 'work', `explain-${process.pid}`),
    memoryLimit: settings.memoryLimit,
    threads: settings.threads,
  });
  try {
    const isSource = (name: string) =>
      workspace.dataSources.some((source) =>
        source.entities.some((entity) => entityNameOf(source.name, entity.name) === name),
      );
    const evaluated = new Set([...workspace.measures, ...workspace.segments].map(({ name }) => name));
    await attachPublished(session, {
      snapshot,
      workspace,
      evaluated,
      blobs: store.blobs,
      isRemade: (name) => !isSource(name),
    });
    const unification = workspace.unification
      ? stagesOf(await planUnificationRun(session, workspace, clock)).map(({ step, stage }) => ({ task: step, stage }))
      : [];
    const model = createInsightModel(
      workspace,
      snapshot.entities.map(({ name, columns }) => ({ name, attributes: columns })),
    );
    const shared = {
      model,
      dialect: session.dialect,
      now: options.isAsPublished ? snapshot.createdAt : clock.now().toISOString(),
    };
    const gathered = activeActivities(workspace);
    const activities =
      gathered.length > 0 && workspace.unification
        ? createActivityStages({ activities: gathered, ...shared }).map((stage) => ({ task: 'activity', stage }))
        : [];
    const unify = unifyContacts(model, { clock });
    const contacts = contactsOf(workspace).length > 0 ? createContactStages({ ...shared, unify }) : [];
    const accounts = [
      ...contacts.map((stage) => ({ task: 'contact', stage })),
      ...createHierarchyStages(shared).map((stage) => ({ task: 'hierarchy', stage })),
    ];
    const measures = workspace.measures.flatMap((measure) =>
      createMeasureStages({ measure, ...shared }).map((stage) => ({ task: `measures:${measure.name}`, stage })),
    );
    const segments = workspace.segments.flatMap((segment) =>
      createSegmentStages({ segment, ...shared }).map((stage) => ({ task: `segmentation:${segment.name}`, stage })),
    );
    const ordered = inOrder(workspace, { measures, segments });
    return await work({
      session,
      workspace,
      snapshot,
      stages: [...unification, ...accounts, ...activities, ...ordered],
    });
  } finally {
    await session.close();
  }
}

/** Stages of measures and segments, each after those it depends on. */
function inOrder(
  workspace: Workspace,
  { measures, segments }: { readonly measures: readonly TaskStage[]; readonly segments: readonly TaskStage[] },
): TaskStage[] {
  const model = createInsightModel(workspace, declaredEntities(workspace));
  return orderDefinitions(model).flatMap(({ kind, name }) =>
    kind === 'measure'
      ? measures.filter(({ task }) => task === `measures:${name}`)
      : segments.filter(({ task }) => task === `segmentation:${name}`),
  );
}
