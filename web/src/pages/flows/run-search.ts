import type { RunSummary } from '../../../../src/app/view/flow.ts';

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
}

/** Reads the address; what is not a state is left out. */
export function readRunSearch(search: Record<string, unknown>): RunSearch {
  const status = FILTERED_STATUSES.find((each) => each === search['status']);
  return status ? { status } : {};
}

/** What the address of a run says: how its actions are shown. */
export interface RunViewSearch {
  readonly view?: 'canvas';
}

/** Reads the address of a run. */
export function readRunViewSearch(search: Readonly<Record<string, unknown>>): RunViewSearch {
  return search['view'] === 'canvas' ? { view: 'canvas' } : {};
}
