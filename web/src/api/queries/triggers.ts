import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import type { BacktestRequest, BacktestView, EvaluationView, WatcherView } from '../../../../src/app/view/watcher.ts';
import { getJson, postJson } from '../client.ts';
import { givenOf, pagedQuery } from './paged.ts';

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
