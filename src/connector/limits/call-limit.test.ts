import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { describeOnEachStore, openTestStore } from '../../../test/support/store.ts';
import { createCallLimit } from './call-limit.ts';

describeOnEachStore('the limit of calls', (test) => {
  const create = () => createCallLimit(test().store, { calls: 5, seconds: 60, clock: test().clock });
  const takeTimes = async (count: number, id: string, limit = create()) => {
    const answers: (number | undefined)[] = [];
    for (let index = 0; index < count; index++) answers.push(await limit.take(id));
    return answers;
  };

  it('lets so many through, and tells the next when to come back', async () => {
    const limit = create();
    expect(await takeTimes(5, 'a', limit)).toEqual(Array(5).fill(undefined));
    expect(await takeTimes(2, 'a', limit)).toEqual([60, 60]);
    expect(await takeTimes(1, 'b', limit)).toEqual([undefined]);
  });

  it('slides: each call counts for its own minute, and refused calls do not count', async () => {
    const [limit, { clock }] = [create(), test()];
    await takeTimes(3, 'sliding', limit);
    clock.advance(30);
    expect(await takeTimes(3, 'sliding', limit)).toEqual([undefined, undefined, 30]);
    clock.advance(29);
    expect(await takeTimes(1, 'sliding', limit)).toEqual([1]);
    clock.advance(1);
    expect(await takeTimes(4, 'sliding', limit)).toEqual([undefined, undefined, undefined, 30]);
  });
});

describe('the limit of calls of several processes', () => {
  let shared: Awaited<ReturnType<typeof openTestStore>>;
  const create = () => createCallLimit(shared.store, { calls: 5, seconds: 60, clock: shared.clock });
  beforeAll(async () => {
    shared = await openTestStore('postgresql');
  });
  afterAll(() => shared.close());

  it('is one, however many calls come at once', async () => {
    const processes = [create(), create(), create()];
    const calls = Array.from({ length: 60 }, (_, index) => processes[index % 3]?.take('shared'));
    const answers = await Promise.all(calls);
    expect(answers.filter((answer) => answer === undefined)).toHaveLength(5);
  });

  it('forgets connections that are idle', async () => {
    const limit = create();
    await limit.take('idle');
    shared.clock.advance(7200);
    await limit.take('busy');
    const rows = await shared.store.db.selectFrom('connector_call').select('connection_id').execute();
    expect(rows.map(({ connection_id }) => connection_id)).toEqual(['busy']);
  });
});
