import { queryOptions } from '@tanstack/react-query';
import type { RunSummary } from '../../../src/app/view/flow.ts';
import { getJson } from './client.ts';

interface Link {
  readonly uri: string;
}

/** One time that an action in a loop ran, as the run history gives it. */
export interface Repetition {
  readonly name: string;
  /** Its place among those that were asked for, from 0. */
  readonly position: number;
  readonly properties: {
    readonly status: RunSummary['status'];
    readonly startTime: string;
    readonly endTime?: string;
    readonly error?: { readonly code: string; readonly message: string; readonly mend?: string };
    readonly repetitionIndexes: readonly { readonly scopeName: string; readonly itemIndex: number }[];
    /** Absent where there is nothing, and where it is secured. */
    readonly inputsLink?: Link;
    readonly outputsLink?: Link;
  };
}

/** How many are read at once. */
const CHUNK = 50;
const FAILED = 'Failed,TimedOut,Cancelled,Aborted';

/** The times around one at which an action in a loop ran, and how many there are. */
export function repetitionsQuery(
  of: { readonly run: Pick<RunSummary, 'flow' | 'runId' | 'endedAt'>; readonly action: string },
  { index, isFailedOnly }: { readonly index: number; readonly isFailedOnly: boolean },
) {
  const { flow, runId, endedAt } = of.run;
  const skip = Math.floor(index / CHUNK) * CHUNK;
  const query = new URLSearchParams({ skip: String(skip), limit: String(CHUNK) });
  if (isFailedOnly) query.set('status', FAILED);
  const path = [flow, 'runs', runId, 'actions', of.action].map(encodeURIComponent).join('/');
  return queryOptions({
    queryKey: ['runs', runId, 'repetitions', of.action, skip, isFailedOnly],
    queryFn: async ({ signal }) => {
      const address = `/api/workflows/${path}/repetitions?${query.toString()}`;
      const { value, count } = await getJson<{ value: readonly Repetition[]; count: number }>(address, signal);
      return { count, value: value.map((each, place) => ({ ...each, position: skip + place })) };
    },
    staleTime: endedAt === undefined ? 0 : Number.POSITIVE_INFINITY,
  });
}

/** Inputs or outputs of a step, by the link to them. */
export function contentQuery(uri: string) {
  return queryOptions({
    queryKey: ['runContent', uri],
    queryFn: ({ signal }) => getJson<unknown>(uri, signal),
    staleTime: 60_000,
  });
}
