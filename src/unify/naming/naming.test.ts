import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { openTestSession, type Unified, unify } from '../../../test/support/unify.ts';
import type { EngineSession } from '../../sql/engine.ts';
import { id, sql } from '../../sql/sql.ts';
import { inheritIds } from './succession.ts';

const CRM = 'Crm_Contact';
const SHOP = 'Shop_Customer';
let session: EngineSession;

beforeEach(async () => {
  await session?.close();
  session = await openTestSession();
});
afterAll(() => session.close());

/** Records as `c1: a` (CRM record c1 with e-mail a) and `s1: a`; those with one mail are one customer. */
function refresh(
  records: string,
  { isAgain = false, customerIdKeys }: { isAgain?: boolean; customerIdKeys?: object[] } = {},
): Promise<Unified> {
  const rows = records.split(', ').map((record) => {
    const [Id = '', Email = ''] = record.split(': ');
    return { Id, Email };
  });
  const sources = {
    [CRM]: { rows: rows.filter((row) => row.Id.startsWith('c')), types: { Id: 'string', Email: 'string' } as const },
    [SHOP]: { rows: rows.filter((row) => row.Id.startsWith('s')), types: { Id: 'string', Email: 'string' } as const },
  };
  const byEmail = { name: 'ByEmail', conditions: [{ attribute: 'Email' }] };
  const definition = {
    entities: [CRM, SHOP].map((entity) => ({ entity, primaryKey: 'Id', deduplicate: { rules: [byEmail] } })),
    rules: [{ name: 'ByEmail', left: CRM, right: SHOP, conditions: [{ left: 'Email', right: 'Email' }] }],
    ...(customerIdKeys && { customerIdKeys }),
  };
  return unify(session, sources, definition, { isAgain });
}

const idOf = (unified: Unified, key: string) => unified.ids.get(`${key.startsWith('c') ? CRM : SHOP}:${key}`);
const previousOf = (unified: Unified, key: string) =>
  unified.customers.find((customer) => customer['CustomerId'] === idOf(unified, key))?.['PreviousCustomerId'] ?? null;

describe('CustomerId', () => {
  it('is a UUID that the same first load gives again', async () => {
    const first = await refresh('c1: a, s1: a, c2: b');
    const again = await refresh('c2: b, s1: a, c1: a');
    expect(again.ids).toEqual(first.ids);
    expect(new Set(first.ids.values()).size).toBe(2);
    for (const customerId of first.ids.values())
      expect(customerId).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-8[0-9a-f]{3}-[0-9a-f]{12}$/);
  });

  it('stays when records come and go around the others', async () => {
    const before = await refresh('c1: a, s1: a, c2: b');
    const after = await refresh('c0: b, c2: b, s1: a, s9: z', { isAgain: true });
    expect(idOf(after, 's1')).toBe(idOf(before, 'c1'));
    expect(idOf(after, 'c0')).toBe(idOf(before, 'c2'));
    expect([...before.ids.values()]).not.toContain(idOf(after, 's9'));
    expect(previousOf(after, 's1')).toBe(null);
  });

  it('of the larger part stays when profiles become one, and the others are noted', async () => {
    const before = await refresh('c1: a, c2: b, s2: b, c3: d');
    const after = await refresh('c1: b, c2: b, s2: b, c3: b', { isAgain: true });
    expect(idOf(after, 'c1')).toBe(idOf(before, 'c2'));
    expect(previousOf(after, 'c1')).toBe([idOf(before, 'c1'), idOf(before, 'c3')].sort().join(';'));
    expect(after.result.statistics.profilesWithPreviousId).toBe(1);
  });

  it('stays with the larger part when a profile splits; the other part is new and notes the origin', async () => {
    const before = await refresh('c1: a, c2: a, s1: a');
    const after = await refresh('c1: z, c2: a, s1: a', { isAgain: true });
    expect(idOf(after, 'c2')).toBe(idOf(before, 'c1'));
    expect(idOf(after, 'c1')).not.toBe(idOf(before, 'c1'));
    expect([previousOf(after, 'c1'), previousOf(after, 'c2')]).toEqual([idOf(before, 'c1'), null]);
  });

  it('goes to the smallest record on a tie', async () => {
    const before = await refresh('c1: a, s1: a');
    const after = await refresh('c1: a, s1: b', { isAgain: true });
    expect(idOf(after, 'c1')).toBe(idOf(before, 'c1'));
    expect(previousOf(after, 's1')).toBe(idOf(before, 'c1'));
  });

  it('that is older stays when equal parts become one', async () => {
    await refresh('s1: a');
    await refresh('s1: a, c1: b', { isAgain: true });
    const before = await refresh('s1: a, c1: b', { isAgain: true });
    const after = await refresh('s1: a, c1: a', { isAgain: true });
    expect(idOf(after, 'c1')).toBe(idOf(before, 's1'));
  });

  it('goes on to be noted in later refreshes, through several mergers', async () => {
    const first = await refresh('c1: a, s1: a, c2: b, c3: d');
    const second = await refresh('c1: a, s1: a, c2: a, c3: d', { isAgain: true });
    const third = await refresh('c1: a, s1: a, c2: a, c3: d', { isAgain: true });
    const fourth = await refresh('c1: a, s1: a, c2: a, c3: a', { isAgain: true });
    expect(previousOf(second, 'c1')).toBe(idOf(first, 'c2'));
    expect(previousOf(third, 'c1')).toBe(idOf(first, 'c2'));
    expect(previousOf(fourth, 'c1')).toBe([idOf(first, 'c2'), idOf(first, 'c3')].sort().join(';'));
  });

  it('comes back to its customer when a merge is undone, and is noted no more', async () => {
    const before = await refresh('c1: a, s1: a, c2: b');
    const merged = await refresh('c1: a, s1: a, c2: a', { isAgain: true });
    const kept = await refresh('c1: a, s1: a, c2: a', { isAgain: true });
    const undone = await refresh('c1: a, s1: a, c2: b', { isAgain: true });
    expect([idOf(merged, 'c2'), previousOf(kept, 'c2')]).toEqual([idOf(before, 'c1'), idOf(before, 'c2')]);
    expect(undone.ids).toEqual(before.ids);
    expect([previousOf(undone, 'c1'), previousOf(undone, 'c2')]).toEqual([null, idOf(before, 'c1')]);
    const again = await refresh('c1: a, s1: a, c2: a', { isAgain: true });
    expect([idOf(again, 'c2'), previousOf(again, 'c2')]).toEqual([idOf(before, 'c1'), idOf(before, 'c2')]);
    const history = await session.value(sql`select count(*) from ${id('CustomerIdHistory')}`);
    expect(Number(history)).toBe(2);
  });

  it('stays noted when a merge is undone and the part that had it gets one from a field', async () => {
    const customerIdKeys = [{ entity: SHOP, attribute: 'Email' }];
    const before = await refresh('c1: a, c2: a, c3: b', { customerIdKeys });
    const merged = await refresh('c1: a, c2: a, c3: a', { isAgain: true, customerIdKeys });
    expect(previousOf(merged, 'c1')).toBe(idOf(before, 'c3'));
    const undone = await refresh('c1: a, c2: a, c3: b, s3: b', { isAgain: true, customerIdKeys });
    expect([...before.ids.values()]).not.toContain(idOf(undone, 'c3'));
    expect([previousOf(undone, 'c1'), previousOf(undone, 'c3')]).toEqual([idOf(before, 'c3'), idOf(before, 'c1')]);
  });

  it('is never given to somebody else, even long after its customer is gone', async () => {
    const first = await refresh('c1: a, s1: a, s2: a');
    const split = await refresh('c1: z, s1: a, s2: a', { isAgain: true });
    expect(idOf(split, 's1')).toBe(idOf(first, 'c1'));
    await refresh('c9: q', { isAgain: true });
    const back = await refresh('c9: q, c1: z', { isAgain: true });
    expect([...first.ids.values(), ...split.ids.values()]).not.toContain(idOf(back, 'c1'));
    const history = await session.rows(
      sql`select count(*) as ids, count(distinct ${id('CustomerId')}) as different, max(${id('FirstRefresh')}) as refreshes from ${id('CustomerIdHistory')}`,
    );
    expect(history).toEqual([{ ids: 4, different: 4, refreshes: 4 }]);
  });

  it('can come from stable fields, the first that has a value', async () => {
    const customerIdKeys = [
      { entity: CRM, attribute: 'Email' },
      { entity: SHOP, attribute: 'Email' },
    ];
    const first = await refresh('c1: a, s1: a, s2: b', { customerIdKeys });
    const later = await refresh('c7: a, s8: b', { customerIdKeys });
    expect(idOf(later, 'c7')).toBe(idOf(first, 'c1'));
    expect(idOf(later, 's8')).toBe(idOf(first, 's2'));
    const moved = await refresh('c7: c, s8: b', { isAgain: true, customerIdKeys });
    expect(previousOf(moved, 'c7')).toBe(idOf(first, 'c1'));
  });
});

describe('succession of ids', () => {
  const overlap = (cluster: number, customerId: string, records: number, further: object = {}) => ({
    cluster,
    customerId,
    records,
    age: 1,
    firstRecord: cluster,
    ...further,
  });

  it.each([
    ['the largest overlap', [overlap(1, 'x', 1), overlap(2, 'x', 2)], [[2, 'x']]],
    ['the older id on a tie', [overlap(1, 'x', 1, { age: 2 }), overlap(1, 'y', 1)], [[1, 'y']]],
    ['the smallest record on a further tie', [overlap(2, 'x', 1), overlap(1, 'x', 1)], [[1, 'x']]],
    [
      'one id a cluster and one cluster an id',
      [overlap(1, 'x', 3), overlap(1, 'y', 2), overlap(2, 'x', 2), overlap(2, 'y', 1)],
      [
        [1, 'x'],
        [2, 'y'],
      ],
    ],
  ] as const)('follows %s', (_title, overlaps, expected) => {
    expect([...inheritIds(overlaps)].sort()).toEqual(expected);
  });
});
