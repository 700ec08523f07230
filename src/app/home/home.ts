import type { Clock } from '../../base/clock.ts';
import type { Workspace } from '../../model/definition.ts';
import { isScalarMeasure } from '../../model/measure.ts';
import { unitOfCalculation } from '../../model/measure-unit.ts';
import { memberKindOf } from '../../model/member-kind.ts';
import type { RefreshJob } from '../../model/refresh.ts';
import { nextRuns } from '../../refresh/schedule/next-run.ts';
import { readWorkspace } from '../../store/definitions.ts';
import { listEvaluations } from '../../store/evaluations.ts';
import { listMeasurePoints, listSegmentPoints } from '../../store/history.ts';
import { type Occurrence, readOccurrences } from '../../store/occurrences.ts';
import { getRefresh, listLatestTasks, listRefreshes, type TaskOfRefresh } from '../../store/refreshes.ts';
import { getPublishedSnapshot, getSnapshot, listSnapshots, type Snapshot } from '../../store/snapshots.ts';
import type { Store } from '../../store/store.ts';
import { getWatcher, listWatchers, type Watcher } from '../../store/watchers.ts';
import { evaluationView } from '../triggers/triggers.ts';
import type { RunSummary } from '../view/flow.ts';
import type { HomeView } from '../view/home.ts';
import type { FiringView } from '../view/watcher.ts';

export interface HomeOptions {
  readonly store: Store;
  readonly clock: Clock;
  readonly workspaceName: string | undefined;
  readonly isDemo: boolean;
  readonly latestRuns: () => Promise<readonly RunSummary[]>;
  readonly runsOfEvent: (eventId: string) => Promise<readonly string[]>;
}

const LIST_LENGTH = 10;

/** Everything the first page shows. */
export async function createHome(options: HomeOptions): Promise<HomeView> {
  const { store, clock } = options;
  const workspace = await readWorkspace(store.db);
  const [snapshot, recent, latest] = await Promise.all([
    getPublishedSnapshot(store.db),
    listRefreshes(store.db, { limit: LIST_LENGTH }),
    listLatestTasks(store.db),
  ]);
  const jobs = await Promise.all(recent.items.map(({ jobId }) => getRefresh(store.db, jobId)));
  const now = clock.now();
  return {
    now: now.toISOString(),
    timeZone: workspace.schedule?.timeZone ?? 'UTC',
    workspaceName: options.workspaceName,
    isDemo: options.isDemo,
    currentRefresh: jobs.find((job) => job?.endedAt === undefined && job !== undefined),
    lastRefresh: jobs.find((job) => job?.endedAt !== undefined),
    nextRefreshAt: workspace.schedule ? nextRuns(workspace.schedule, now)[0]?.toISOString() : undefined,
    asOf: snapshot && { refreshId: snapshot.refreshId, publishedAt: snapshot.createdAt },
    profiles: await profilesOf(store),
    measures: await measuresOf(store, workspace),
    segments: await segmentsOf(store, workspace, snapshot),
    sources: sourcesOf(workspace, latest, jobs),
    firings: await firingsOf(options, workspace),
    runs: await options.latestRuns(),
  };
}

async function profilesOf(store: Store): Promise<HomeView['profiles']> {
  const { items } = await listSnapshots(store.db, { limit: 2 });
  const [now, before] = await Promise.all(items.map(({ snapshotId }) => getSnapshot(store.db, snapshotId)));
  const count = (snapshot: typeof now) => snapshot?.entities.find((entity) => entity.name === 'Customer')?.rowCount;
  return { value: count(now), previous: count(before) };
}

async function measuresOf(store: Store, workspace: Workspace): Promise<HomeView['measures']> {
  return Promise.all(
    workspace.measures.filter(isScalarMeasure).map(async ({ name, displayName = name, calculations, unit }) => {
      const points = await listMeasurePoints(
        store.db,
        { measure: name, calculation: calculations[0]?.name ?? '' },
        { limit: 2 },
      );
      const [now, before] = points.toReversed();
      return { name, displayName, unit, value: now?.value ?? undefined, previous: before?.value ?? undefined };
    }),
  );
}

async function segmentsOf(
  { db }: Store,
  workspace: Workspace,
  snapshot: Snapshot | undefined,
): Promise<HomeView['segments']> {
  const watchers = await listWatchers(db, { trigger: 'SegmentThresholdCrossed', isEnabled: true });
  return Promise.all(
    workspace.segments.map(async (segment) => {
      const { name, displayName = name } = segment;
      const [now, before] = (await listSegmentPoints(db, name, { limit: 2 })).toReversed();
      const everybody = snapshot?.entities.find((entity) => entity.name === memberKindOf(segment).entity)?.rowCount;
      const figure = { name, displayName, value: now?.size, previous: before?.size };
      return { ...figure, everybody, threshold: thresholdOf(watchers, name) };
    }),
  );
}

/** Threshold of the first who watches a segment: a trigger, a flow or a receiver outside. */
function thresholdOf(watchers: readonly Watcher[], segment: string): number | undefined {
  const found = watchers.find(({ subject }) => subject.toLowerCase() === segment.toLowerCase());
  return found && Number(found.parameters['threshold']);
}

function sourcesOf(
  workspace: Workspace,
  latest: readonly TaskOfRefresh[],
  jobs: readonly (RefreshJob | undefined)[],
): HomeView['sources'] {
  const views = workspace.dataSources.map(({ name, displayName = name, kind }): HomeView['sources'][number] => {
    const task = latest.find(
      (candidate) => candidate.task.operationType === 'ingestion' && candidate.task.identifier === name,
    )?.task;
    const succeeded = jobs
      .flatMap((job) => job?.tasks ?? [])
      .find((other) => other.taskId === `ingestion:${name}` && other.status === 'successful');
    const entities = task?.additionalInfo['entities'] as readonly { readonly quarantineRowCount: number }[] | undefined;
    return {
      name,
      displayName,
      kind,
      status: task?.status ?? 'notStarted',
      isRetrying: task?.status === 'running' && task.attempts > 1,
      rows: task?.rows ?? succeeded?.rows,
      corruptRows: entities?.reduce((total, entity) => total + entity.quarantineRowCount, 0),
      lastRefresh: succeeded?.endedAt,
      error: task?.error,
    };
  });
  return views.sort((a, b) => Number(b.status === 'failed') - Number(a.status === 'failed'));
}

/** Name for people of what a watcher watches; undefined when it watches anything of its kind. */
function subjectNameOf({ subject }: Watcher, { dataSources, segments, measures }: Workspace): string | undefined {
  const found = [...dataSources, ...segments, ...measures].find(({ name }) => name.toLowerCase() === subject);
  return found?.displayName ?? found?.name ?? (subject === '' ? undefined : subject);
}

/** Name for people of the data source that something happened to; undefined when it happened to none. */
function sourceNameOf(occurrence: Occurrence | undefined): string | undefined {
  const name = occurrence?.payload['friendlyName'];
  return typeof name === 'string' ? name : undefined;
}

/** Unit of the measure that a watcher watches; undefined when it has none, or something else is watched. */
function unitOfWatched({ trigger, subject, parameters }: Watcher, { measures }: Workspace): string | undefined {
  if (trigger !== 'MeasureThresholdCrossed') return undefined;
  const measure = measures.find(({ name }) => name.toLowerCase() === subject);
  return measure && unitOfCalculation(measure, parameters['calculation'] as string | undefined);
}

/** How the full refresh of an occurrence ended. */
function jobStatusOf(occurrence: Occurrence | undefined): FiringView['jobStatus'] {
  const status = occurrence?.payload['jobStatus'];
  return status === 'successful' || status === 'failed' ? status : undefined;
}

async function firingsOf({ store, runsOfEvent }: HomeOptions, workspace: Workspace): Promise<FiringView[]> {
  const { items } = await listEvaluations(store.db, { decisions: ['fired'], limit: LIST_LENGTH });
  const occurrences = await readOccurrences(
    store.db,
    items.flatMap(({ occurrenceId }) => occurrenceId ?? []),
  );
  const views = await Promise.all(
    items.map(async (evaluation) => {
      const watcher = await getWatcher(store.db, evaluation.watcherId);
      if (!watcher) return undefined;
      const { value, previous, threshold, reason } = evaluationView(evaluation);
      const occurrence = occurrences.get(evaluation.occurrenceId ?? '');
      return {
        eventId: evaluation.occurrenceId ?? evaluation.evaluationId,
        firedAt: evaluation.at,
        refreshId: evaluation.refreshId,
        watcherId: watcher.watcherId,
        displayName: watcher.name,
        trigger: watcher.trigger,
        subject: subjectNameOf(watcher, workspace) ?? sourceNameOf(occurrence),
        value,
        previous,
        threshold,
        unit: unitOfWatched(watcher, workspace),
        jobStatus: jobStatusOf(occurrence),
        reason,
        runIds: [...(await runsOfEvent(evaluation.occurrenceId ?? ''))],
      };
    }),
  );
  return views.filter((view) => view !== undefined);
}
