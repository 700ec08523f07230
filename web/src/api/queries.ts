import { infiniteQueryOptions, keepPreviousData, queryOptions } from '@tanstack/react-query';
import type {
  ContactView,
  CustomerView,
  MergeChange,
  TimelineEntry,
  TimelineFilter,
} from '../../../src/app/view/customer.ts';
import type { DefinitionRecord } from '../../../src/app/view/definition.ts';
import type { AttributeProfile, EntityRow, EntityView, RowsPage } from '../../../src/app/view/entity.ts';
import type { FlowView, FlowWeeks, RunDay, RunDetail, RunFilter, RunSummary } from '../../../src/app/view/flow.ts';
import type { FlowTriggerView } from '../../../src/app/view/flow-trigger.ts';
import type { HomeView } from '../../../src/app/view/home.ts';
import type {
  MatchDecision,
  MatchExplanation,
  MatchLabels,
  MatchReview,
  MatchThresholds,
  RecordPair,
} from '../../../src/app/view/matching.ts';
import type { MessageView } from '../../../src/app/view/message.ts';
import type { Page } from '../../../src/app/view/page.ts';
import type { SourceKindView } from '../../../src/app/view/source.ts';
import type { StorageView, SystemView, UsageView } from '../../../src/app/view/system.ts';
import type { MembershipChangeView, SegmentOverlap, SegmentPointView } from '../../../src/app/view/trend.ts';
import type {
  BacktestRequest,
  BacktestView,
  EvaluationView,
  EventView,
  WatcherView,
} from '../../../src/app/view/watcher.ts';
import type { DefinitionKind } from '../../../src/model/definition.ts';
import type { RefreshJob } from '../../../src/model/refresh.ts';
import { getJson, postJson, sendJson } from './client.ts';

/** Everything the first page shows. */
export const homeQuery = queryOptions({
  queryKey: ['home'],
  queryFn: ({ signal }) => getJson<HomeView>('/api/home', signal),
  placeholderData: keepPreviousData,
});

/** What the receivers built into the demo took in. */
export const messagesQuery = queryOptions({
  queryKey: ['messages'],
  queryFn: ({ signal }) => getJson<Page<MessageView>>('/api/messages?limit=20', signal),
});

/** All definitions of a kind, current versions. */
export function definitionsQuery(kind: DefinitionKind) {
  return queryOptions({
    queryKey: ['definitions', kind],
    queryFn: ({ signal }) => getJson<{ items: readonly DefinitionRecord[] }>(`/api/definitions/${kind}`, signal),
  });
}

/** The versions of a definition, newest first. */
export function historyQuery(kind: string, name: string) {
  const path = `/api/definitions/${encodeURIComponent(kind)}/${encodeURIComponent(name)}/history`;
  return queryOptions({
    queryKey: ['definitions', kind, name, 'history'],
    queryFn: ({ signal }) => getJson<{ items: readonly DefinitionRecord[] }>(path, signal),
  });
}

/** Refreshes that fit, newest first, page by page. */
export function refreshesQuery(
  filter: { readonly status?: string; readonly dataSource?: string; readonly sort?: string } = {},
) {
  return pagedQuery<RefreshJob>(['refreshes', 'list', filter], '/api/refreshes', givenOf(filter));
}

/** One refresh with its tasks. */
export function refreshQuery(jobId: string) {
  return queryOptions({
    queryKey: ['refreshes', jobId],
    queryFn: ({ signal }) => getJson<RefreshJob>(`/api/refreshes/${encodeURIComponent(jobId)}`, signal),
  });
}

/** Entities of the published snapshot. */
export const entitiesQuery = queryOptions({
  queryKey: ['entities'],
  queryFn: ({ signal }) => getJson<{ items: readonly EntityView[] }>('/api/entities', signal),
});

/** Which rows are wanted, as the address of the page says. */
export interface RowsSearch {
  readonly search?: string;
  /** A condition as JSON text. */
  readonly filter?: string;
  readonly sort?: string;
}

/** Rows of an entity that fit, page by page. */
export function rowsQuery(entity: string, search: RowsSearch = {}) {
  const path = `/api/entities/${encodeURIComponent(entity)}/rows`;
  return pagedQuery<EntityRow>(['entities', entity, 'rows', search], path, givenOf(search));
}

/** The first rows of an entity that fit, for a short list. */
export function firstRowsQuery(entity: string, search: RowsSearch) {
  const query = new URLSearchParams([...givenOf(search), ['limit', '5']]);
  return queryOptions({
    queryKey: ['entities', entity, 'first', search],
    queryFn: ({ signal }) =>
      getJson<RowsPage>(`/api/entities/${encodeURIComponent(entity)}/rows?${query.toString()}`, signal),
  });
}

/** How many rows of an entity fit. */
export function countQuery(entity: string, search: RowsSearch) {
  const path = `/api/entities/${encodeURIComponent(entity)}/count?${new URLSearchParams(givenOf(search)).toString()}`;
  return queryOptions({
    queryKey: ['entities', entity, 'count', search],
    queryFn: ({ signal }) => getJson<{ count: number }>(path, signal),
    placeholderData: keepPreviousData,
  });
}

/** Address of the file with all rows that fit. */
export function exportAddress(entity: string, format: 'csv' | 'json', search: RowsSearch = {}): string {
  const query = new URLSearchParams([...givenOf(search), ['format', format]]);
  return `/api/entities/${encodeURIComponent(entity)}/export?${query.toString()}`;
}

/** What the values of the attributes of an entity are like. */
export function profileQuery(entity: string) {
  return queryOptions({
    queryKey: ['entities', entity, 'profile'],
    queryFn: ({ signal }) =>
      getJson<{ items: readonly AttributeProfile[] }>(`/api/entities/${encodeURIComponent(entity)}/profile`, signal),
  });
}

/** Precision and recall by threshold on the pairs of the always and never match lists. */
export function matchThresholdsQuery(labels: NonNullable<MatchLabels['labels']> = []) {
  return queryOptions({
    queryKey: ['matching', 'thresholds', labels],
    queryFn: () => postJson<MatchThresholds>('/api/matching/thresholds', { labels }),
    retry: false,
  });
}

/** One customer with sources, matches, measures and segments. */
export function customerQuery(customerId: string) {
  return queryOptions({
    queryKey: ['entities', 'Customer', 'one', customerId],
    queryFn: ({ signal }) => getJson<CustomerView>(`/api/customers/${encodeURIComponent(customerId)}`, signal),
  });
}

/** When records came to a customer and left it. */
export function mergeHistoryQuery(customerId: string) {
  const path = `/api/customers/${encodeURIComponent(customerId)}/history`;
  return queryOptions({
    queryKey: ['entities', 'Customer', 'history', customerId],
    queryFn: ({ signal }) => getJson<{ items: readonly MergeChange[] }>(path, signal),
  });
}

/** A contact at a business account. */
export function contactQuery(contactId: string) {
  return queryOptions({
    queryKey: ['entities', 'UnifiedContact', 'one', contactId],
    queryFn: ({ signal }) => getJson<ContactView>(`/api/contacts/${encodeURIComponent(contactId)}`, signal),
  });
}

/** Whose records are matched. */
export type MatchedOf = NonNullable<MatchDecision['of']>;

/** Why two source records are, or are not, one customer or contact. */
export function explainQuery({ left, right }: RecordPair, of: MatchedOf) {
  const query = new URLSearchParams({
    of,
    entity1: left.entity,
    key1: left.key,
    entity2: right.entity,
    key2: right.key,
  });
  return queryOptions({
    queryKey: ['matching', 'explain', query.toString()],
    queryFn: ({ signal }) => getJson<MatchExplanation>(`/api/matching/explain?${query.toString()}`, signal),
    retry: false,
  });
}

/** What a customer did, newest first; only what fits the filter, of which empty parts mean all. */
export function timelineQuery(customerId: string, filter: { readonly [Part in keyof TimelineFilter]: string }) {
  const given = Object.entries(filter).filter(([, value]) => value !== '');
  const path = `/api/customers/${encodeURIComponent(customerId)}/timeline`;
  return pagedQuery<TimelineEntry>(['entities', 'Customer', 'timeline', customerId, filter], path, given);
}

/** Kinds of data sources with the schemas of their settings. */
export const sourceKindsQuery = queryOptions({
  queryKey: ['sourceKinds'],
  queryFn: ({ signal }) => getJson<{ items: readonly SourceKindView[] }>('/api/source-kinds', signal),
  staleTime: Number.POSITIVE_INFINITY,
});

/** Kept sizes of a segment, oldest first. */
export function segmentHistoryQuery(name: string) {
  return queryOptions({
    queryKey: ['trends', 'segment', name],
    queryFn: ({ signal }) =>
      getJson<{ items: readonly SegmentPointView[] }>(`/api/segments/${encodeURIComponent(name)}/history`, signal),
  });
}

/** How many members a segment shares with each other one. */
export function overlapQuery(name: string) {
  return queryOptions({
    queryKey: ['trends', 'overlap', name],
    queryFn: ({ signal }) => getJson<SegmentOverlap>(`/api/segments/${encodeURIComponent(name)}/overlap`, signal),
  });
}

/** Members of a segment in the published data, page by page. */
export function membersQuery(segment: string, sort: string) {
  const path = `/api/segments/${encodeURIComponent(segment)}/members`;
  return pagedQuery<EntityRow>(['trends', 'members', segment, sort], path, givenOf({ sort }));
}

/** Who entered and left a segment in one refresh, page by page. */
export function changesQuery(segment: string, refreshId: string, sort: string) {
  const path = `/api/segments/${encodeURIComponent(segment)}/changes/${encodeURIComponent(refreshId)}`;
  return pagedQuery<MembershipChangeView>(['trends', 'changes', segment, refreshId, sort], path, givenOf({ sort }));
}

/** Domain events that a refresh raised. */
export function eventsOfRefreshQuery(refreshId: string) {
  return queryOptions({
    queryKey: ['refreshes', refreshId, 'events'],
    queryFn: ({ signal }) =>
      getJson<Page<EventView>>(`/api/events/history?limit=500&refreshId=${encodeURIComponent(refreshId)}`, signal),
  });
}

/** Definitions that removing this one would break. */
export function usersQuery(kind: DefinitionKind, name: string) {
  const path = `/api/definitions/${kind}/${encodeURIComponent(name)}/users`;
  return queryOptions({
    queryKey: ['definitions', kind, name, 'users'],
    queryFn: ({ signal }) =>
      getJson<{ items: readonly { readonly kind: DefinitionKind; readonly name: string }[] }>(path, signal),
  });
}

/** A definition tried on the published data. */
export function previewQuery<Preview>(kind: 'segments' | 'measures' | 'unification' | 'audience', definition: unknown) {
  return queryOptions({
    queryKey: ['previews', kind, definition],
    queryFn: ({ signal }) => sendJson<Preview>('POST', `/api/${kind}/preview`, { definition }, { signal }),
    placeholderData: keepPreviousData,
    retry: false,
    staleTime: 60_000,
  });
}

/** Pairs of records that a person may decide about. */
export function reviewQuery(of: MatchedOf) {
  return queryOptions({
    queryKey: ['matching', 'review', of],
    queryFn: ({ signal }) => getJson<MatchReview>(`/api/matching/review?limit=20&of=${of}`, signal),
    staleTime: 60_000,
  });
}

/** When a schedule would start refreshes. */
export function schedulePreviewQuery(schedule: unknown) {
  return queryOptions({
    queryKey: ['previews', 'schedule', schedule],
    queryFn: () => postJson<{ items: readonly string[] }>('/api/schedule/preview', { schedule }),
    placeholderData: keepPreviousData,
    retry: false,
  });
}

/** What the data folder holds. */
export const storageQuery = queryOptions({
  queryKey: ['system', 'storage'],
  queryFn: ({ signal }) => getJson<StorageView>('/api/system/storage', signal),
});

/** Flows with their last run. */
export const flowsQuery = queryOptions({
  queryKey: ['flows'],
  queryFn: ({ signal }) => getJson<{ items: readonly FlowView[] }>('/api/flows', signal),
});

/** How the runs of the last four weeks ended; counted anew once a minute, not with every run. */
export const flowWeeksQuery = queryOptions({
  queryKey: ['flowWeeks'],
  queryFn: ({ signal }) => getJson<{ items: readonly FlowWeeks[] }>('/api/flows/weeks', signal),
  staleTime: 60_000,
  refetchInterval: 60_000,
});

/** The runs of a flow in the last four weeks, by day. */
export function flowDaysQuery(name: string) {
  return queryOptions({
    queryKey: ['flows', name, 'days'],
    queryFn: ({ signal }) =>
      getJson<{ items: readonly RunDay[] }>(`/api/flows/${encodeURIComponent(name)}/days`, signal),
  });
}

/** Triggers of a flow with the time of the next look. */
export function flowTriggersQuery(name: string) {
  return queryOptions({
    queryKey: ['flows', name, 'triggers'],
    queryFn: ({ signal }) =>
      getJson<{ items: readonly FlowTriggerView[] }>(`/api/flows/${encodeURIComponent(name)}/triggers`, signal),
  });
}

/** Runs of flows that fit a filter, usually newest first, page by page. */
export function runsQuery(filter: RunFilter & { readonly sort?: string }) {
  return pagedQuery<RunSummary>(['runs', filter], '/api/runs', givenOf(filter));
}

/** One run with its actions. */
export function runQuery(runId: string) {
  return queryOptions({
    queryKey: ['runs', runId],
    queryFn: ({ signal }) => getJson<RunDetail>(`/api/runs/${encodeURIComponent(runId)}`, signal),
  });
}

/** Watchers with their state. */
export const triggersQuery = queryOptions({
  queryKey: ['triggers'],
  queryFn: ({ signal }) => getJson<{ items: readonly WatcherView[] }>('/api/triggers', signal),
});

/** Decisions of a watcher, usually newest first, page by page. */
export function evaluationsQuery(watcherId: string, filter: { readonly decision: string; readonly sort: string }) {
  const path = `/api/triggers/${encodeURIComponent(watcherId)}/evaluations`;
  return pagedQuery<EvaluationView>(['triggers', watcherId, 'evaluations', filter], path, givenOf(filter));
}

/** What a threshold would have done in the kept history. */
export function backtestQuery(request: BacktestRequest) {
  return queryOptions({
    queryKey: ['triggers', 'backtest', request],
    queryFn: () => postJson<BacktestView>('/api/triggers/backtest', request),
    placeholderData: keepPreviousData,
  });
}

/** What this server is, with its checks. */
export const systemQuery = queryOptions({
  queryKey: ['system'],
  queryFn: ({ signal }) => getJson<SystemView>('/api/system', signal),
});

/** How often the server was called in the last four weeks. */
export const usageQuery = queryOptions({
  queryKey: ['system', 'usage'],
  queryFn: ({ signal }) => getJson<UsageView>('/api/system/usage', signal),
});

/** What of a filter was given. */
export function givenOf(filter: object): [string, string][] {
  return Object.entries(filter).filter((entry): entry is [string, string] => Boolean(entry[1]));
}

/** A list that comes page by page. */
export function pagedQuery<Item>(
  queryKey: readonly unknown[],
  path: string,
  parameters: readonly [string, string][] = [],
) {
  return infiniteQueryOptions({
    queryKey,
    queryFn: ({ pageParam, signal }) => getJson<Page<Item>>(addressOfPage(path, parameters, pageParam), signal),
    initialPageParam: '',
    getNextPageParam: (last) => last.nextCursor,
    meta: { path, parameters },
  });
}

export type PagedQuery<Item> = ReturnType<typeof pagedQuery<Item>>;

/** Every item of a list that comes page by page, up to as many as a file is for. */
export async function readAllPages<Item>({ meta }: PagedQuery<Item>): Promise<readonly Item[]> {
  const { path, parameters } = meta as { readonly path: string; readonly parameters: readonly [string, string][] };
  const items: Item[] = [];
  for (let cursor: string | undefined = ''; cursor !== undefined && items.length < MOST_EXPORTED; ) {
    const page: Page<Item> = await getJson<Page<Item>>(addressOfPage(path, [...parameters, ['limit', '500']], cursor));
    items.push(...page.items);
    cursor = page.nextCursor;
  }
  return items;
}

/** Beyond this a list is read through the API or the command line. */
const MOST_EXPORTED = 50_000;

function addressOfPage(path: string, parameters: readonly [string, string][], cursor: string): string {
  const query = new URLSearchParams([...parameters, ...(cursor === '' ? [] : [['cursor', cursor]])]);
  return `${path}?${query.toString()}`;
}
