import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { RunSummary } from '../../../src/app/view/flow.ts';
import type { RefreshJob, RefreshScope } from '../../../src/model/refresh.ts';
import { postJson } from './client.ts';

/** Starts a refresh. */
export function useSubmitRefresh() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (scope: RefreshScope) => postJson<RefreshJob>('/api/refreshes', { scope }),
    onSettled: () => client.invalidateQueries({ queryKey: ['home'] }),
  });
}

/** Asks a refresh to stop. */
export function useCancelRefresh() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (jobId: string) => postJson<RefreshJob>(`/api/refreshes/${encodeURIComponent(jobId)}/cancel`),
    onSettled: () => client.invalidateQueries({ queryKey: ['home'] }),
  });
}

/** Starts a run of a flow by hand. */
export function useRunFlow() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (flow: string) => postJson<RunSummary>(`/api/flows/${encodeURIComponent(flow)}/run`, {}),
    onSettled: () => client.invalidateQueries({ queryKey: ['flows'] }),
  });
}

/** Stops a run, or starts it again with the same trigger outputs. */
export function useRunCommand(command: 'cancel' | 'resubmit') {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (runId: string) => postJson<RunSummary>(`/api/runs/${encodeURIComponent(runId)}/${command}`),
    onSettled: () => client.invalidateQueries({ queryKey: ['runs'] }),
  });
}
