import { expect, it } from 'vitest';
import { describeOnEachStore } from '../../test/support/store.ts';
import { createSeededRandom } from '../base/random.ts';
import { acquireLease, getLease, releaseLease } from './leases.ts';
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

  it('can be given back, but only by its owner', async () => {
    const { store, clock } = test();
    await acquire('two', 'ane');
    await releaseLease(store.db, { name: 'two', owner: 'jon' });
    expect(await getLease(store.db, 'two', clock)).toMatchObject({ owner: 'ane' });
    await releaseLease(store.db, { name: 'two', owner: 'ane' });
    expect(await acquire('two', 'jon')).toMatchObject({ fencingToken: 2 + 0 });
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
