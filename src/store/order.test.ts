import { beforeAll, expect, it } from 'vitest';
import { describeOnEachStore } from '../../test/support/store.ts';
import { type AuditFilter, listAudit, recordAudit } from './audit.ts';

const ACTORS = ['bea', 'ane', 'bea', 'ane', 'jon', 'bea', 'ane'];

describeOnEachStore('a list in several orders', (test) => {
  beforeAll(async () => {
    const { store, clock } = test();
    for (const [index, actor] of ACTORS.entries()) await record(actor, `S${index % 2}`);
    async function record(actor: string, objectName: string) {
      const entry = { actor, action: 'definition.put', objectKind: 'segment', objectName, clock };
      await store.transaction((tx) => recordAudit(tx, entry));
    }
  });

  /** All entries, two at a time. */
  async function readAll(filter: AuditFilter): Promise<readonly string[]> {
    const { store } = test();
    const found: string[] = [];
    let cursor: string | undefined;
    do {
      const page = await listAudit(store.db, { ...filter, limit: 2, cursor });
      found.push(...page.items.map(({ actor, objectName, sequence }) => `${actor} ${objectName} ${sequence}`));
      cursor = page.next;
    } while (cursor !== undefined);
    return found;
  }

  const all = ACTORS.map((actor, index) => ({ actor, name: `S${index % 2}`, sequence: index + 1 }));
  const textOf = ({ actor, name, sequence }: (typeof all)[number]) => `${actor} ${name} ${sequence}`;
  const by = (key: (entry: (typeof all)[number]) => string) =>
    all.toSorted((a, b) => key(a).localeCompare(key(b)) || a.sequence - b.sequence).map(textOf);

  it.each([
    ['newest first when nothing is asked', undefined, all.map(textOf).toReversed()],
    ['from the oldest', 'at', all.map(textOf)],
    ['by who, with equal ones once each', 'actor', by(({ actor }) => actor)],
    ['by who from the last', '-actor', by(({ actor }) => actor).toReversed()],
    ['by what was changed', 'objectKind', by(({ name }) => name)],
  ])('comes page by page: %s', async (_what, sort, expected) => {
    expect(await readAll({ sort })).toEqual(expected);
  });

  it('goes on in the order and among the entries that were asked for', async () => {
    const expected = by(({ actor }) => actor).filter((text) => text.includes('S1'));
    expect(await readAll({ sort: 'actor', objectName: 'S1' })).toEqual(expected);
  });

  it('refuses the cursor of the other direction', async () => {
    const { store } = test();
    const { next } = await listAudit(store.db, { sort: 'actor', limit: 2 });
    await expect(listAudit(store.db, { sort: '-actor', cursor: next })).rejects.toMatchObject({
      code: 'FLX_CURSOR_INVALID',
    });
  });

  it('refuses the cursor of another order', async () => {
    const { store } = test();
    const { next } = await listAudit(store.db, { sort: 'actor', limit: 2 });
    await expect(listAudit(store.db, { sort: 'action', cursor: next })).rejects.toMatchObject({
      code: 'FLX_CURSOR_INVALID',
    });
  });

  it('does not miss what is added behind the place where it stands', async () => {
    const { store, clock } = test();
    const first = await listAudit(store.db, { sort: 'actor', limit: 3 });
    const entry = { actor: 'zoe', action: 'definition.put', objectKind: 'segment', objectName: 'S9', clock };
    await store.transaction((tx) => recordAudit(tx, entry));
    const rest = await listAudit(store.db, { sort: 'actor', cursor: first.next });
    expect(rest.items.map(({ actor }) => actor)).toEqual(['bea', 'bea', 'bea', 'jon', 'zoe']);
  });
});
