import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import type { Page } from '../../../../src/app/view/page.ts';
import type { EventView } from '../../../../src/app/view/watcher.ts';
import type { RefreshJob } from '../../../../src/model/refresh.ts';
import { getJson, postJson } from '../client.ts';
import { givenOf, pagedQuery } from './paged.ts';

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

/** Domain events that a refresh raised. */
export function eventsOfRefreshQuery(refreshId: string) {
  return queryOptions({
    queryKey: ['refreshes', refreshId, 'events'],
    queryFn: ({ signal }) =>
      getJson<Page<EventView>>(`/api/events/history?limit=500&refreshId=${encodeURIComponent(refreshId)}`, signal),
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
