import { describe, expect, it } from 'vitest';
import type { RefreshJob, RefreshTask } from '../../model/refresh.ts';
import { renderJob } from './refresh.ts';

const task = (taskId: string, rest: Partial<RefreshTask>): RefreshTask => ({
  taskId,
  operationType: 'map',
  identifier: taskId,
  displayName: taskId,
  status: 'successful',
  selectionReason: 'requested',
  waitsFor: [],
  attempts: 1,
  startedAt: undefined,
  endedAt: undefined,
  rows: undefined,
  seconds: undefined,
  error: undefined,
  stages: [],
  warnings: [],
  additionalInfo: {},
  ...rest,
});

const job = (tasks: readonly RefreshTask[]): RefreshJob => ({
  jobId: 'job',
  scope: { kind: 'full' },
  jobType: 'full',
  isFullLoad: false,
  learnsWeights: false,
  submissionKind: 'onDemand',
  submittedBy: 'test',
  submittedAt: '2026-01-01T00:00:00.000Z',
  startedAt: undefined,
  endedAt: undefined,
  snapshotId: undefined,
  error: undefined,
  status: 'successful',
  tasks,
});

describe('a refresh as text', () => {
  it('tells each problem of a task that failed, with its place', () => {
    const problem = {
      code: 'FLX_UNKNOWN_ATTRIBUTE',
      message: "The entity 'Shop_Contact' has no attribute 'Emial'.",
      mend: 'Use one of: Email.',
      place: { object: 'unification', pointer: '/rules/0' },
    };
    const error = { code: 'FLX_INVALID', message: '1 problem(s).', mend: 'Mend each problem.', problems: [problem] };
    expect(
      renderJob(job([task('map', { status: 'failed', error })]))
        .split('\n')
        .slice(3),
    ).toEqual([
      'map  FLX_INVALID  1 problem(s).',
      '  fix Mend each problem.',
      "  FLX_UNKNOWN_ATTRIBUTE  The entity 'Shop_Contact' has no attribute 'Emial'.",
      '    at  unification, /rules/0',
      '    fix Use one of: Email.',
    ]);
  });

  const failed = (taskId: string) =>
    task(taskId, { status: 'failed', error: { code: 'FLX_SOURCE_EMPTY', message: 'No file.', mend: 'Put it there.' } });
  const skipped = (taskId: string, ...waitsFor: readonly string[]) =>
    task(taskId, {
      ...{ status: 'skipped', waitsFor },
      error: { code: 'FLX_TASK_SKIPPED', message: `Skipped because '${waitsFor[0]}' failed.`, mend: 'Mend it.' },
    });

  it('counts the tasks that a failure left out in one line, also those that wait for skipped ones', () => {
    const names = ['match', 'merge', 'measure:Spend', 'segment:Loyal', 'segment:New'];
    const chain = names.map((name, index) => skipped(name, names[index - 1] ?? 'map'));
    const lines = renderJob(
      job([failed('ingestion:Shop'), skipped('map', 'ingestion:Club', 'ingestion:Shop'), ...chain]),
    ).split('\n');
    expect(lines.slice(-3)).toEqual([
      'ingestion:Shop  FLX_SOURCE_EMPTY  No file.',
      '  fix Put it there.',
      '6 tasks were skipped because ingestion:Shop failed: map, match, merge and 3 more',
    ]);
  });

  it('tells of each failure what it left out', () => {
    const tasks = [failed('ingestion:Shop'), failed('ingestion:Club'), skipped('contacts', 'ingestion:Club')];
    const lines = renderJob(job([...tasks, skipped('activity:Order', 'ingestion:Shop')])).split('\n');
    expect(lines.filter((line) => line.includes('skipped because'))).toEqual([
      '1 task was skipped because ingestion:Shop failed: activity:Order',
      '1 task was skipped because ingestion:Club failed: contacts',
    ]);
  });

  it('tells how each task came to its rows, and why all was computed anew', () => {
    const entities = [{ method: 'changedRows' }, { method: 'unchanged' }, { method: 'unchanged' }];
    const lines = renderJob(
      job([
        task('ingestion:Shop', { additionalInfo: { entities } }),
        task('map', { additionalInfo: { method: 'whole', reason: 'A full load was asked for.' } }),
      ]),
    ).split('\n');
    expect(lines[2]).toMatch(/^ingestion:Shop .* changedRows, unchanged$/);
    expect(lines.at(-1)).toBe('map  whole: A full load was asked for.');
  });

  it('tells that it was asked to learn weights anew', () => {
    const queued = job([task('map', { status: 'queued' })]);
    expect(renderJob({ ...queued, learnsWeights: true }).split('\n')[1]).toBe('Asked to learn weights anew.');
    expect(renderJob(queued)).not.toContain('weights');
  });
});
