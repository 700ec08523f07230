import { queryOptions } from '@tanstack/react-query';
import type { FlowView, FlowWeeks, RunDay, RunDetail, RunFilter, RunSummary } from '../../../../src/app/view/flow.ts';
import type { FlowTriggerView } from '../../../../src/app/view/flow-trigger.ts';
import { getJson } from '../client.ts';
import { givenOf, pagedQuery } from './paged.ts';

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
