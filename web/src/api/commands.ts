import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { DefinitionRecord } from '../../../src/app/view/definition.ts';
import type { FlowView, RunBulk, RunBulkResult, RunSummary } from '../../../src/app/view/flow.ts';
import type { RefreshRequestView } from '../../../src/app/view/refresh.ts';
import type { TestFiringView } from '../../../src/app/view/watcher.ts';
import type { DefinitionKind } from '../../../src/model/definition.ts';
import type { RefreshJob, RefreshScope } from '../../../src/model/refresh.ts';
import { deleteJson, getJson, postJson, putJson } from './client.ts';

/** Starts a refresh. */
export function useSubmitRefresh() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (scope: RefreshScope) => postJson<RefreshJob>('/api/refreshes', { scope }),
    onSettled: () => client.invalidateQueries({ queryKey: ['home'] }),
  });
}

/** Starts a refresh that learns the weights of probabilities anew and unifies everything by them. */
export function useLearnWeights() {
  const client = useQueryClient();
  const request: RefreshRequestView = { scope: { kind: 'unify' }, learnsWeights: true };
  return useMutation({
    mutationFn: () => postJson<RefreshJob>('/api/refreshes', request),
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

/** Resubmits or cancels every run that fits, or only tells how many there are. */
export function bulkRuns(request: RunBulk): Promise<RunBulkResult> {
  return postJson<RunBulkResult>('/api/runs/bulk', request);
}

/** Runs a flow again as one of its runs did, with what happened before an action taken over; gives the new run's id. */
export function useResubmitFrom({ flow, runId }: Pick<RunSummary, 'flow' | 'runId'>) {
  const client = useQueryClient();
  const path = `/api/workflows/${encodeURIComponent(flow)}/runs/${encodeURIComponent(runId)}/resubmit`;
  return useMutation({
    mutationFn: async (action: string) =>
      (await postJson<{ readonly name: string }>(path, { actionsToResubmit: [{ name: action }] })).name,
    onSettled: () => client.invalidateQueries({ queryKey: ['runs'] }),
  });
}

/** A definition to keep; with `version` only when that is still the current one (0: when there is none yet). */
export interface DefinitionToPut {
  readonly kind: DefinitionKind;
  readonly name: string;
  readonly definition: unknown;
  readonly version?: number | undefined;
}

/** Creates or replaces a definition. */
export function putDefinition({ kind, name, definition, version }: DefinitionToPut): Promise<DefinitionRecord> {
  return putJson<DefinitionRecord>(pathOfDefinition(kind, name), definition, { version });
}

/** The current version of a definition. */
export function getDefinition(kind: DefinitionKind, name: string): Promise<DefinitionRecord> {
  return getJson<DefinitionRecord>(pathOfDefinition(kind, name));
}

/** Turns a flow on or off; what it does stays as it is. */
export async function setFlowState(name: string, state: FlowView['state']): Promise<DefinitionRecord> {
  const { definition, version } = await getDefinition('flow', name);
  return putDefinition({ kind: 'flow', name, definition: { ...(definition as object), state }, version });
}

/** Removes a definition that no other uses. */
export function removeDefinition({ kind, name }: Pick<DefinitionToPut, 'kind' | 'name'>): Promise<void> {
  return deleteJson(pathOfDefinition(kind, name));
}

/** Creates or replaces a definition, and reads everything anew. */
export function usePutDefinition() {
  const client = useQueryClient();
  return useMutation({ mutationFn: putDefinition, onSuccess: () => client.invalidateQueries() });
}

/** Hands an occurrence marked as a test to the receivers of a watcher. */
export function useTestTrigger() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (watcherId: string) => postJson<TestFiringView>(`/api/triggers/${encodeURIComponent(watcherId)}/test`),
    onSettled: () => client.invalidateQueries({ queryKey: ['triggers'] }),
  });
}

/** Loads the sample company. */
export function useLoadSample() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: () => postJson<RefreshJob>('/api/sample'),
    onSuccess: () => client.invalidateQueries(),
  });
}

function pathOfDefinition(kind: DefinitionKind, name: string): string {
  return `/api/definitions/${kind}/${encodeURIComponent(name)}`;
}
