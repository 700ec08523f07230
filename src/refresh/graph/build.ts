import type { Activity } from '../../model/activity.ts';
import { contactsOf, hierarchiesOf } from '../../model/audience-model.ts';
import { type DataSource, entityNameOf } from '../../model/data-source.ts';
import type { Workspace } from '../../model/definition.ts';
import type { Measure } from '../../model/measure.ts';
import type { OperationType, RefreshScope, SelectionReason } from '../../model/refresh.ts';
import type { Segment } from '../../model/segment.ts';
import { ancestorTableOf, TABLES } from '../../model/tables.ts';
import { refreshError } from '../catalogue.ts';
import { type TaskNode, taskIdOf } from './task-node.ts';
import type { DefinitionUse } from './use.ts';

export interface GraphRequest {
  readonly workspace: Workspace;
  readonly scope: RefreshScope;
  readonly useOf: (definition: Measure | Segment) => DefinitionUse;
  /** Entities that an activity reads. */
  readonly useOfActivity: (activity: Activity) => readonly string[];
  /** Task ids whose last run did not succeed, or that were never run: they are taken along when something needs them. */
  readonly needsRun: (taskId: string) => boolean;
  /** Segments end on a day; ISO date. */
  readonly today: string;
}

/** Tables that unification makes: who reads one waits for merge. */
const UNIFIED_TABLES: ReadonlySet<string> = new Set([TABLES.customer, TABLES.alternateKey]);

/** What each gathering task is about, as its identifier. */
const GATHERED = { contact: 'contacts', hierarchy: 'hierarchies', activity: 'activities' } as const;

const READS_NOTHING: DefinitionUse = { measures: [], segments: [], entities: [] };

type Draft = Omit<TaskNode, 'selectionReason'>;

/**
 * The tasks of a refresh: what was asked for, what depends on it, and what that needs and never succeeded.
 * @throws FLX_REFRESH_TARGET, FLX_REFRESH_NOTHING
 */
export function buildGraph(request: GraphRequest): TaskNode[] {
  const all = allTasks(request);
  if (all.length === 0)
    throw refreshError('FLX_REFRESH_NOTHING', {
      reason: 'the workspace has no active data source, measure or segment.',
    });
  const requested = requestedTasks(request.scope, all);
  const reasons = new Map<string, SelectionReason>(requested.map((taskId) => [taskId, 'requested']));
  const isMergeAsked = reasons.has('merge');
  addDownstream(all, reasons, isMergeAsked);
  addMissingUpstream(all, reasons, request.needsRun);
  return all.flatMap((task) => {
    const selectionReason = reasons.get(task.taskId);
    return selectionReason ? [{ ...task, selectionReason }] : [];
  });
}

/** True for a segment that is refreshed on that day. */
export function isRefreshed(segment: Segment, today: string): boolean {
  return (segment.state ?? 'active') === 'active' && (segment.endDate === undefined || segment.endDate >= today);
}

function allTasks(request: GraphRequest): Draft[] {
  const { workspace, today } = request;
  const sources = workspace.dataSources.filter((source) => source.isActive !== false);
  const measures = workspace.measures.filter((measure) => measure.isActive !== false);
  const segments = workspace.segments.filter((segment) => isRefreshed(segment, today));
  const dependsOn = (definition: Measure | Segment) => upstreamOf(request.useOf(definition), { sources, workspace });
  return [
    ...sources.map((source) => task('ingestion', source, [])),
    ...unificationTasks(workspace, sources),
    ...gatheringTasks(workspace, { sources, useOfActivity: request.useOfActivity }),
    ...measures.map((measure) => task('measures', measure, dependsOn(measure))),
    ...segments.map((segment) => task('segmentation', segment, dependsOn(segment))),
  ];
}

function task(
  operationType: OperationType,
  { name, displayName }: { name: string; displayName?: string },
  dependsOn: readonly string[],
): Draft {
  return {
    taskId: taskIdOf(operationType, name),
    operationType,
    identifier: name,
    displayName: displayName ?? name,
    dependsOn,
  };
}

function unificationTasks({ unification }: Workspace, sources: readonly DataSource[]): Draft[] {
  if (!unification) return [];
  const lists = [unification.alwaysMatch?.entity, unification.neverMatch?.entity].filter((name) => name !== undefined);
  const entities = [...unification.entities.map(({ entity }) => entity), ...lists];
  const ingestions = sources.filter((source) => entitiesOf(source).some((entity) => entities.includes(entity)));
  const step = (operationType: 'map' | 'match' | 'merge', displayName: string, dependsOn: readonly string[]) => ({
    taskId: operationType,
    operationType,
    identifier: 'unification',
    displayName,
    dependsOn,
  });
  return [
    step(
      'map',
      'Map',
      ingestions.map((source) => taskIdOf('ingestion', source.name)),
    ),
    step('match', 'Match', ['map']),
    step('merge', 'Merge', ['match']),
  ];
}

/** One task each for all contacts, all hierarchies and all activities. */
function gatheringTasks(
  workspace: Workspace,
  { sources, useOfActivity }: { sources: readonly DataSource[]; useOfActivity: GraphRequest['useOfActivity'] },
): Draft[] {
  const gathering = (operationType: keyof typeof GATHERED, displayName: string, reads: readonly string[]): Draft => ({
    taskId: operationType,
    operationType,
    identifier: GATHERED[operationType],
    displayName,
    dependsOn: upstreamOf({ ...READS_NOTHING, entities: [TABLES.customer, ...reads] }, { sources, workspace }),
  });
  if (!workspace.unification) return [];
  const [contacts, hierarchies] = [contactsOf(workspace), hierarchiesOf(workspace)];
  const activities = activeActivities(workspace);
  return [
    ...(contacts.length > 0
      ? [
          gathering(
            'contact',
            'Contacts',
            contacts.map(({ entity }) => entity),
          ),
        ]
      : []),
    ...(hierarchies.length > 0
      ? [
          gathering(
            'hierarchy',
            'Account hierarchies',
            hierarchies.map(({ entity }) => entity),
          ),
        ]
      : []),
    ...(activities.length > 0 ? [gathering('activity', 'Activities', activities.flatMap(useOfActivity))] : []),
  ];
}

/** Activities that a refresh gathers. */
export function activeActivities({ activities }: Workspace): readonly Activity[] {
  return activities.filter((activity) => activity.isActive !== false);
}

function entitiesOf(source: DataSource): string[] {
  return source.entities.map((entity) => entityNameOf(source.name, entity.name));
}

function upstreamOf(
  use: DefinitionUse,
  { sources, workspace }: { sources: readonly DataSource[]; workspace: Workspace },
): string[] {
  const ingestions = sources.filter((source) => entitiesOf(source).some((entity) => use.entities.includes(entity)));
  return [
    ...ingestions.map((source) => taskIdOf('ingestion', source.name)),
    ...(workspace.unification && use.entities.some((entity) => UNIFIED_TABLES.has(entity)) ? ['merge'] : []),
    ...gatheredBefore(use.entities, workspace),
    ...use.measures.map((name) => taskIdOf('measures', name)),
    ...use.segments.map((name) => taskIdOf('segmentation', name)),
  ];
}

/** The gathering tasks that make one of these entities. */
function gatheredBefore(entities: readonly string[], workspace: Workspace): string[] {
  const made: Readonly<Record<keyof typeof GATHERED, readonly string[]>> = {
    contact: contactsOf(workspace).length > 0 ? [TABLES.unifiedContact, TABLES.contactKey] : [],
    hierarchy: hierarchiesOf(workspace).flatMap(({ name }) => [name, ancestorTableOf(name)]),
    activity: activeActivities(workspace).length > 0 ? [TABLES.unifiedActivity] : [],
  };
  return Object.entries(made).flatMap(([task, names]) => (names.some((name) => entities.includes(name)) ? [task] : []));
}

function requestedTasks(scope: RefreshScope, all: readonly Draft[]): string[] {
  if (scope.kind === 'full') return all.map((draft) => draft.taskId);
  if (scope.kind === 'unify') {
    const steps = all.filter((draft) => draft.identifier === 'unification').map((draft) => draft.taskId);
    if (steps.length === 0) throw refreshError('FLX_REFRESH_NOTHING', { reason: 'the workspace has no unification.' });
    return steps;
  }
  const operations = { source: 'ingestion', measure: 'measures', segment: 'segmentation' } as const;
  const wanted = all.find(
    (draft) =>
      draft.operationType === operations[scope.kind] && draft.identifier.toLowerCase() === scope.name.toLowerCase(),
  );
  if (!wanted)
    throw refreshError('FLX_REFRESH_TARGET', {
      kind: scope.kind === 'source' ? 'data source' : scope.kind,
      name: scope.name,
    });
  return [wanted.taskId];
}

function addDownstream(all: readonly Draft[], reasons: Map<string, SelectionReason>, isMergeAsked: boolean): void {
  for (let size = -1; size !== reasons.size; ) {
    size = reasons.size;
    for (const draft of all) {
      if (reasons.has(draft.taskId) || !draft.dependsOn.some((taskId) => reasons.has(taskId))) continue;
      reasons.set(
        draft.taskId,
        isMergeAsked && draft.dependsOn.includes('merge') ? 'dependsOnMerge' : 'upstreamRerunning',
      );
    }
  }
}

function addMissingUpstream(
  all: readonly Draft[],
  reasons: Map<string, SelectionReason>,
  needsRun: (taskId: string) => boolean,
): void {
  const byId = new Map(all.map((draft) => [draft.taskId, draft]));
  const visit = (taskId: string): void => {
    for (const upstream of byId.get(taskId)?.dependsOn ?? []) {
      if (reasons.has(upstream) || !byId.has(upstream) || !needsRun(upstream)) continue;
      reasons.set(upstream, 'firstRun');
      visit(upstream);
    }
  };
  for (const taskId of [...reasons.keys()]) visit(taskId);
}
