import { infiniteQueryOptions, keepPreviousData, queryOptions } from '@tanstack/react-query';
import type { DefinitionRecord } from '../../../src/app/view/definition.ts';
import type { EntityRow, EntityView } from '../../../src/app/view/entity.ts';
import type { FlowView, RunDetail, RunFilter, RunSummary } from '../../../src/app/view/flow.ts';
import type { HomeView } from '../../../src/app/view/home.ts';
import type { MessageView } from '../../../src/app/view/message.ts';
import type { Page } from '../../../src/app/view/page.ts';
import type { SystemView } from '../../../src/app/view/system.ts';
import type { BacktestRequest, BacktestView, EvaluationView, WatcherView } from '../../../src/app/view/watcher.ts';
import type { DefinitionKind } from '../../../src/model/definition.ts';
import type { RefreshJob } from '../../../src/model/refresh.ts';
import { getJson, postJson } from './client.ts';

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

/** Refreshes, newest first, page by page. */
export const refreshesQuery = pagedQuery<RefreshJob>(['refreshes'], '/api/refreshes');

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

/** Rows of an entity, page by page. */
export function rowsQuery(entity: string) {
  return pagedQuery<EntityRow>(['entities', entity, 'rows'], `/api/entities/${encodeURIComponent(entity)}/rows`);
}

/** Flows with their last run. */
export const flowsQuery = queryOptions({
  queryKey: ['flows'],
  queryFn: ({ signal }) => getJson<{ items: readonly FlowView[] }>('/api/flows', signal),
});

/** Runs of flows that fit a filter, newest first, page by page. */
export function runsQuery(filter: Pick<RunFilter, 'flow' | 'status'>) {
  const given = Object.entries(filter).filter((entry): entry is [string, string] => entry[1] !== undefined);
  return pagedQuery<RunSummary>(['runs', filter], '/api/runs', given);
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

/** Decisions of a watcher, newest first, page by page. */
export function evaluationsQuery(watcherId: string) {
  const path = `/api/triggers/${encodeURIComponent(watcherId)}/evaluations`;
  return pagedQuery<EvaluationView>(['triggers', watcherId, 'evaluations'], path);
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

function pagedQuery<Item>(queryKey: readonly unknown[], path: string, parameters: readonly [string, string][] = []) {
  return infiniteQueryOptions({
    queryKey,
    queryFn: ({ pageParam, signal }) => {
      const query = new URLSearchParams([...parameters, ...(pageParam === '' ? [] : [['cursor', pageParam]])]);
      return getJson<Page<Item>>(`${path}?${query.toString()}`, signal);
    },
    initialPageParam: '',
    getNextPageParam: (last) => last.nextCursor,
  });
}
