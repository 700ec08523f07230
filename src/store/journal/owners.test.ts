import { expect, it } from 'vitest';
import { describeOnEachStore } from '../../../test/support/store.ts';
import { createJournal } from './journal.ts';
import { listFlowOwners } from './owners.ts';
import { asJournalDatabase } from './schema.ts';

describeOnEachStore('processes that run flows', (test) => {
  it('are listed with the runs they hold and since when, also when their lease has run out', async () => {
    const { store, clock } = test();
    const journal = createJournal(store);
    const now = clock.now();
    const until = new Date(now.getTime() + 30_000);
    for (const owner of ['a/1/x', 'b/2/y']) await journal.keepLease({ owner, until, isNew: true, now });
    const run = (run_id: string, flow: string, owner: string | null, started_at: string) => ({
      ...{ run_id, flow, flow_key: flow.toLowerCase(), owner, started_at, status: 'Running' },
      ...{ version: 'v', trigger_name: 'Manual', trigger: 'null', client_tracking_id: 'c' },
      ...{ fence: 1, signal: 0, seconds: 0 },
    });
    await asJournalDatabase(store.db)
      .insertInto('flow_run')
      .values([
        run('1', 'Greet', 'a/1/x', '2026-01-05T07:00:00.000Z'),
        run('2', 'Greet', 'a/1/x', '2026-01-05T06:00:00.000Z'),
        run('3', 'Tell', 'a/1/x', '2026-01-05T07:30:00.000Z'),
        run('4', 'Tell', null, '2026-01-05T07:30:00.000Z'),
      ])
      .execute();
    clock.advance(60);
    expect(await listFlowOwners(store.db)).toEqual([
      {
        owner: 'a/1/x',
        since: now.toISOString(),
        until: until.toISOString(),
        flows: [
          { flow: 'Greet', runs: 2, oldestAt: '2026-01-05T06:00:00.000Z' },
          { flow: 'Tell', runs: 1, oldestAt: '2026-01-05T07:30:00.000Z' },
        ],
      },
      { owner: 'b/2/y', since: now.toISOString(), until: until.toISOString(), flows: [] },
    ]);
  });
});
