import { describe, expect, it } from 'vitest';
import { systemClock } from '../../base/clock.ts';
import type { RefreshJob, RefreshTask } from '../../model/refresh.ts';
import { type ProgressState, ProgressWriter } from './progress-writer.ts';

const job = { jobId: 'refresh', status: 'running' } as RefreshJob;
const task = (taskId: string, attempts: number) => ({ taskId, attempts }) as RefreshTask;

/** A writer whose pause ends when the test says so, and what it wrote. */
function createWriter({ write = async () => {} }: { readonly write?: () => Promise<void> } = {}) {
  const written: ProgressState[] = [];
  const errors: unknown[] = [];
  let endPause = () => {};
  const sleep = (_seconds: number, signal?: AbortSignal) =>
    new Promise<void>((resolve, reject) => {
      endPause = resolve;
      if (signal?.aborted) reject(signal.reason);
      signal?.addEventListener('abort', () => reject(signal.reason));
    });
  const writer = new ProgressWriter({
    write: async (state) => {
      written.push(state);
      await write();
    },
    onError: (error) => errors.push(error),
    clock: { ...systemClock, sleep },
  });
  return { writer, written, errors, endPause: () => endPause() };
}

const settled = () => new Promise<void>((resolve) => setImmediate(resolve));

describe('progress of a refresh', () => {
  it('is written at once, then together: the newest state of each task', async () => {
    const { writer, written, endPause } = createWriter();
    writer.add(job);
    for (const attempts of [1, 2, 3]) writer.add(job, task('map', attempts));
    writer.add(job, task('match', 1));
    await settled();
    expect(written).toEqual([{ job, tasks: [] }]);
    endPause();
    await settled();
    expect(written.slice(1)).toEqual([{ job: undefined, tasks: [task('map', 3), task('match', 1)] }]);
    await writer.close();
  });

  it('is written at once again after a while without any', async () => {
    const { writer, written, endPause } = createWriter();
    writer.add(job, task('map', 1));
    await settled();
    endPause();
    await settled();
    writer.add(job, task('map', 2));
    await settled();
    expect(written).toHaveLength(2);
    await writer.close();
  });

  it('is not written after the end, whose writer knows it all', async () => {
    const { writer, written } = createWriter();
    writer.add(job);
    await settled();
    writer.add(job, task('map', 1));
    await writer.close();
    writer.add(job, task('match', 1));
    await settled();
    expect(written).toHaveLength(1);
  });

  it('that could not be written is told, and the next is tried', async () => {
    const { writer, written, errors, endPause } = createWriter({ write: () => Promise.reject(new Error('no disk')) });
    writer.add(job);
    await settled();
    writer.add(job, task('map', 1));
    endPause();
    await settled();
    expect([written.length, errors.length]).toEqual([2, 2]);
    await writer.close();
  });
});
