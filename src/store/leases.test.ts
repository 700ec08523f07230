import { expect, it } from 'vitest';
import { describeOnEachStore } from '../../test/support/store.ts';
import { createSeededRandom } from '../base/random.ts';
import { acquireLease, getLease, listLeases, releaseLease, withLease } from './leases.ts';
import { createOwner, createOwnerCheck } from './process-owner.ts';

describeOnEachStore('a lease', (test) => {
  const acquire = (name: string, owner: string) =>
    acquireLease(test().store.db, { name, owner, seconds: 30, clock: test().clock });

  it('belongs to one at a time, and its token grows with each change of owner', async () => {
    const { store, clock } = test();
    expect(await acquire('one', 'ane')).toMatchObject({ fencingToken: 1 });
    expect(await acquire('one', 'jon')).toBeUndefined();
    clock.advance(29);
    expect(await acquire('one', 'ane')).toMatchObject({ fencingToken: 1 });
    clock.advance(30);
    expect(await getLease(store.db, 'one', clock)).toBeUndefined();
    expect(await acquire('one', 'jon')).toMatchObject({ owner: 'jon', fencingToken: 2 });
  });

  it('is listed with its owner since it was taken, also when it has run out', async () => {
    const { store, clock } = test();
    const mine = async () => (await listLeases(store.db)).find(({ name }) => name === 'listed');
    const since = clock.now().toISOString();
    await acquire('listed', 'ane');
    clock.advance(10);
    await acquire('listed', 'ane');
    expect(await mine()).toMatchObject({ owner: 'ane', since });
    clock.advance(3600);
    const lapsed = await mine();
    expect(lapsed).toMatchObject({ owner: 'ane', since });
    expect((lapsed?.expires_at ?? '') < clock.now().toISOString()).toBe(true);
    await acquire('listed', 'jon');
    expect(await mine()).toMatchObject({ owner: 'jon', since: clock.now().toISOString() });
    await releaseLease(store.db, { name: 'listed', owner: 'jon' });
    expect(await mine()).toBeUndefined();
  });

  it('can be given back, but only by its owner', async () => {
    const { store, clock } = test();
    await acquire('two', 'ane');
    await releaseLease(store.db, { name: 'two', owner: 'jon' });
    expect(await getLease(store.db, 'two', clock)).toMatchObject({ owner: 'ane' });
    await releaseLease(store.db, { name: 'two', owner: 'ane' });
    expect(await acquire('two', 'jon')).toMatchObject({ fencingToken: 2 + 0 });
  });

  it('is given back when the work done with it ends, in order or not', async () => {
    const { store, clock } = test();
    const work = { name: 'work', owner: 'ane', seconds: 30, clock };
    const namesOfHeld = async () => (await listLeases(store.db)).map(({ name }) => name);
    expect(await withLease(store.db, work, namesOfHeld)).toContain('work');
    const failing = withLease(store.db, work, () => Promise.reject(new Error('the work failed')));
    await expect(failing).rejects.toThrow('the work failed');
    expect(await namesOfHeld()).not.toContain('work');
    await acquire('work', 'jon');
    expect(await withLease(store.db, work, namesOfHeld)).toBeUndefined();
  });

  it('goes to exactly one of many who ask at once', async () => {
    const leases = await Promise.all(Array.from({ length: 10 }, (_, index) => acquire('rush', `owner${index}`)));
    expect(leases.filter((lease) => lease !== undefined)).toHaveLength(1);
  });
});

it('an owner is known to be gone when it is another process of this machine that has ended', () => {
  const self = createOwner(createSeededRandom(1));
  const [host] = self.split('/');
  const isAlive = createOwnerCheck(self);
  expect(
    [self, `${host}/${process.ppid}/x`, 'elsewhere/1/x', `${host}/${process.pid}/earlier`, `${host}/999999999/x`].map(
      isAlive,
    ),
  ).toEqual([true, true, true, false, false]);
});
