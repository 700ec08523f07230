import { describe, expect, it } from 'vitest';
import { runStep } from '../../../test/support/action-call.ts';
import { createManualClock } from '../../../test/support/manual-clock.ts';
import type { ValueObject } from '../language/index.ts';
import { wait } from './wait.ts';

const start = '2026-01-31T08:00:00.000Z';

describe('Wait', () => {
  it.each<[string, ValueObject, string]>([
    ['seconds', { interval: { count: 10, unit: 'Second' } }, '2026-01-31T08:00:10.000Z'],
    ['a count as text', { interval: { count: '@{2}', unit: 'minute' } }, '2026-01-31T08:02:00.000Z'],
    ['hours', { interval: { count: 3, unit: 'Hour' } }, '2026-01-31T11:00:00.000Z'],
    ['days', { interval: { count: 1, unit: 'Day' } }, '2026-02-01T08:00:00.000Z'],
    ['weeks', { interval: { count: 2, unit: 'Week' } }, '2026-02-14T08:00:00.000Z'],
    ['months, to the last day', { interval: { count: 1, unit: 'Month' } }, '2026-02-28T08:00:00.000Z'],
    ['until a moment', { until: { timestamp: '2026-02-01T10:00:00+01:00' } }, '2026-02-01T09:00:00.000Z'],
  ])('waits %s', async (_name, inputs, expected) => {
    const clock = createManualClock(start);
    const outcome = await runStep({ kind: wait, definition: { inputs }, clock });
    expect(outcome).toMatchObject({ kind: 'waiting', dueAt: new Date(expected), awaitsSignal: false });
    const state = outcome.kind === 'waiting' ? outcome.state : null;
    expect(await runStep({ kind: wait, definition: { inputs }, clock }, { state })).toMatchObject({
      status: 'Succeeded',
    });
  });

  it.each<[string, ValueObject]>([
    ['a moment that has passed', { until: { timestamp: '2020-01-01' } }],
    ['no time at all', { interval: { count: 0, unit: 'Second' } }],
  ])('goes on at once: %s', async (_name, inputs) => {
    const outcome = await runStep({ kind: wait, definition: { inputs }, clock: createManualClock(start) });
    expect(outcome).toMatchObject({ kind: 'ended', status: 'Succeeded' });
  });

  it.each<[string, ValueObject, RegExp]>([
    ['nothing', {}, /needs? an interval/],
    ['a count that is none', { interval: { count: 'ten', unit: 'Second' } }, /'ten'/],
    ['an unknown unit', { interval: { count: 1, unit: 'Fortnight' } }, /fortnight/],
    ['a timestamp that is none', { until: { timestamp: 'soon' } }, /'soon'/],
  ])('fails: %s', async (_name, inputs, message) => {
    const outcome = await runStep({ kind: wait, definition: { inputs } });
    expect(outcome).toMatchObject({ status: 'Failed', error: { message: expect.stringMatching(message) } });
  });
});
