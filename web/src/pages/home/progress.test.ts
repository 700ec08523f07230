import { describe, expect, it } from 'vitest';
import { sampleRefresh, sampleRunningRefresh } from '../../../../test/browser/support/sample-home.ts';
import { groupTasks, progressOf, secondsOf } from './progress.ts';

describe('progress of a refresh', () => {
  it('counts tasks that have ended, whatever their end', () => {
    expect(progressOf(sampleRefresh)).toEqual({ done: 9, total: 9 });
    expect(progressOf(sampleRunningRefresh)).toEqual({ done: 3, total: 9 });
  });

  it('groups tasks in the order of the stages', () => {
    expect(groupTasks(sampleRefresh.tasks).map(({ group, tasks }) => [group, tasks.length])).toEqual([
      ['sources', 3],
      ['unification', 3],
      ['measures', 2],
      ['segments', 1],
    ]);
  });

  it('counts the seconds of what runs up to now', () => {
    const now = new Date('2026-11-24T06:00:05Z');
    expect(secondsOf({ startedAt: '2026-11-24T06:00:01Z' }, now)).toBe(4);
    expect(secondsOf({ startedAt: '2026-11-24T06:00:01Z', endedAt: '2026-11-24T06:00:03Z' }, now)).toBe(2);
    expect(secondsOf({}, now)).toBeUndefined();
  });
});
