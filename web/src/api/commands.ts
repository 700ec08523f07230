import { useMutation, useQueryClient } from '@tanstack/react-query';
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
