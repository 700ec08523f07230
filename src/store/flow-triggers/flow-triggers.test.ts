import { expect, it } from 'vitest';
import { describeOnEachStore } from '../../../test/support/store.ts';
import { listFirings, recordFirings, type TriggerFiring } from './trigger-history.ts';
import { TriggerStates } from './trigger-states.ts';

const since = new Date('2026-01-05T08:00:00Z');
const trigger = {
  flow: 'Notify',
  triggerName: 'Daily',
  kind: 'recurrence',
  hash: 'h1',
  isWanted: true,
  since,
  nextAt: since,
  state: { secret: 'x' },
  failures: 0,
} as const;
const claim = { owner: 'a', limit: 10, seconds: 60, now: since };

describeOnEachStore('triggers of flows', (test) => {
  it('are claimed by one, and settled by who holds the claim', async () => {
    const states = new TriggerStates(test().store);
    await states.write(trigger);
    const [[mine], others] = [await states.claim(claim), await states.claim({ ...claim, owner: 'b' })];
    expect(mine).toMatchObject({ ...trigger, fence: 2 });
    expect(others).toEqual([]);
    const next = { nextAt: new Date('2026-01-06T08:00:00Z'), state: {}, failures: 1 };
    expect(mine && (await states.settle(mine, next))).toBe(true);
    expect(await states.list()).toMatchObject([{ ...next, isWanted: true }]);
    expect(await states.nextAt()).toEqual(next.nextAt);
  });

  it('are taken over when a claim has run out, and the late one changes nothing', async () => {
    const states = new TriggerStates(test().store);
    await states.write(trigger);
    const [late] = await states.claim(claim);
    const [taken] = await states.claim({ ...claim, owner: 'b', now: new Date(since.getTime() + 61_000) });
    expect(taken).toBeDefined();
    expect(late && (await states.settle(late, { nextAt: undefined, state: null, failures: 0 }))).toBe(false);
  });

  it('keep what they are subscribed to from readers of the database', async () => {
    const states = new TriggerStates(test().store);
    await states.write(trigger);
    const raw = JSON.stringify(
      await test()
        .store.db.selectFrom('flow_trigger' as never)
        .selectAll()
        .execute(),
    );
    expect(raw).not.toContain('secret');
  });

  it('leave the claim behind when their definition changes, and go when they are removed', async () => {
    const states = new TriggerStates(test().store);
    await states.write(trigger);
    const [held] = await states.claim(claim);
    await states.write({ ...trigger, hash: 'h2' });
    expect(held && (await states.settle(held, { nextAt: undefined, state: null, failures: 0 }))).toBe(false);
    const [now] = await states.list();
    if (now) await states.remove(now);
    expect(await states.list()).toEqual([]);
  });

  it('have a history, newest first, in pages, each firing once', async () => {
    const { db } = test().store;
    const firing = (minute: number, rest: Partial<TriggerFiring> = {}): TriggerFiring => {
      const startedAt = new Date(since.getTime() + minute * 60_000);
      return {
        historyId: `h${minute}`,
        flow: 'Notify',
        triggerName: 'Daily',
        status: 'Succeeded',
        isFired: true,
        startedAt,
        endedAt: startedAt,
        ...rest,
      };
    };
    await recordFirings(db, [firing(1), firing(2, { status: 'Skipped', isFired: false }), firing(3)]);
    await recordFirings(db, [firing(3, { status: 'Failed' })]);
    const first = await listFirings(db, { flow: 'notify' }, { limit: 2 });
    expect(first.items.map(({ historyId, status }) => [historyId, status])).toEqual([
      ['h3', 'Succeeded'],
      ['h2', 'Skipped'],
    ]);
    const second = await listFirings(db, { flow: 'notify' }, { limit: 2, cursor: first.next });
    expect(second.items.map(({ historyId }) => historyId)).toEqual(['h1']);
    expect((await listFirings(db, { status: 'Skipped' }, {})).items).toHaveLength(1);
  });
});
