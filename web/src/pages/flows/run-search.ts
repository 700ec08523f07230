import type { RunFilter, RunSummary } from '../../../../src/app/view/flow.ts';
import { endOfDay, startOfDay } from '../../format/day-moments.ts';

/** States by which runs can be filtered. */
export const FILTERED_STATUSES = [
  'Running',
  'Waiting',
  'Succeeded',
  'Failed',
  'Cancelled',
  'TimedOut',
] as const satisfies readonly RunSummary['status'][];

/** What the address of the runs page says beside its path. */
export interface RunSearch {
  readonly status?: (typeof FILTERED_STATUSES)[number];
  /** Name of a flow. */
  readonly flow?: string;
  readonly text?: string;
  /** First and last day, e.g. `2026-11-26`, in the reader's time. */
  readonly from?: string;
  readonly to?: string;
}

/** Reads the address; what is not a state or a day is left out. */
export function readRunSearch(search: Record<string, unknown>): RunSearch {
  const status = FILTERED_STATUSES.find((each) => each === search['status']);
  const words = (['flow', 'text'] as const).flatMap((key) =>
    search[key] ? [[key, String(search[key])] as const] : [],
  );
  const days = (['from', 'to'] as const).flatMap((key) => {
    const day = String(search[key] ?? '');
    return /^\d{4}-\d{2}-\d{2}$/.test(day) ? [[key, day] as const] : [];
  });
  return { ...(status && { status }), ...Object.fromEntries([...words, ...days]) };
}

/** The filter that the server takes: the days begin and end in the reader's time. */
export function filterOf({ status, flow, text, from, to }: RunSearch): RunFilter {
  return {
    ...(status && { status }),
    ...(flow && { flow }),
    ...(text && { text }),
    ...(from && { startedAfter: startOfDay(from) }),
    ...(to && { startedBefore: endOfDay(to) }),
  };
}

/** What the address of a run says: how its actions are shown. */
export interface RunViewSearch {
  readonly view?: 'canvas';
}

/** Reads the address of a run. */
export function readRunViewSearch(search: Readonly<Record<string, unknown>>): RunViewSearch {
  return search['view'] === 'canvas' ? { view: 'canvas' } : {};
}
