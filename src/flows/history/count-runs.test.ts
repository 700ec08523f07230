import { expect, it } from 'vitest';
import { createTestEngine, flowOf } from '../../../test/support/flow-engine.ts';
import { describeOnEachStore } from '../../../test/support/store.ts';
import { countRunsByDay, countRunsByFlow } from './count-runs.ts';

describeOnEachStore('runs by day', (test) => {
  it('are counted by how they ended, of one flow and since a moment', async () => {
    const opened = test();
    const { engine, start } = createTestEngine(opened);
    const fine = flowOf({ Say: { type: 'Compose', inputs: 1 } });
    const faulty = flowOf({ Stop: { type: 'Terminate', inputs: { runStatus: 'Failed' } } });
    const waiting = flowOf({ Wait: { type: 'Wait', inputs: { interval: { count: 9, unit: 'Week' } } } });
    const since = opened.clock.now();
    for (const flow of [fine, fine, faulty]) await start(flow, { outputs: {} });
    await engine.settle();
    opened.clock.advance(86_400);
    await start(waiting, { outputs: {} });
    await start({ ...fine, name: 'Another' }, { outputs: {} });
    await engine.settle();
    const { db } = opened.store;
    const flow = fine.name.toUpperCase();
    const [first, second] = ['2026-01-05', '2026-01-06'];
    expect(await countRunsByDay(db, { flow, since })).toEqual([
      { day: first, succeeded: 2, failed: 1, other: 0 },
      { day: second, succeeded: 0, failed: 0, other: 1 },
    ]);
    const later = new Date(since.getTime() + 1000);
    expect((await countRunsByDay(db, { flow, since: later })).map(({ day }) => day)).toEqual([second]);
    expect(await countRunsByFlow(db, { since })).toEqual([
      { flow: 'Another', succeeded: 1, failed: 0, other: 0 },
      { flow: fine.name, succeeded: 2, failed: 1, other: 1 },
    ]);
    await engine.stop();
  });
});
