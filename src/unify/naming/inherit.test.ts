import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openTestSession } from '../../../test/support/unify.ts';
import type { EngineSession } from '../../sql/engine.ts';
import { id, sql } from '../../sql/sql.ts';
import { inheritIdsInEngine } from './inherit.ts';
import { inheritIds, type Overlap } from './succession.ts';

let session: EngineSession;
beforeAll(async () => {
  session = await openTestSession();
});
afterAll(() => session.close());

const COLUMNS = [
  { name: 'cluster', type: 'integer' },
  { name: 'CustomerId', type: 'string' },
  { name: 'records', type: 'integer' },
  { name: 'age', type: 'integer' },
  { name: 'first_rid', type: 'integer' },
] as const;

async function inEngine(overlaps: readonly Overlap[]): Promise<Record<string, string>> {
  await session.insert('overlap', COLUMNS, [
    overlaps.map(({ customerId, firstRecord, ...own }) => ({ ...own, CustomerId: customerId, first_rid: firstRecord })),
  ]);
  await inheritIdsInEngine(session, { table: 'inherited', overlaps: sql`select * from ${id('overlap')}` });
  const rows = await session.rows(sql`select * from ${id('inherited')}`);
  return Object.fromEntries(rows.map((row) => [Number(row['cluster']), String(row['CustomerId'])]));
}

it('gives ids to the clusters that get them one by one, for any overlaps', async () => {
  const small = fc.integer({ min: 1, max: 3 });
  const claim = fc.record({
    cluster: fc.integer({ min: 1, max: 5 }),
    customerId: fc.constantFrom('a', 'b', 'c', 'd', 'e'),
    records: small,
    age: small,
  });
  const claims = fc.uniqueArray(claim, {
    selector: ({ cluster, customerId }) => `${cluster} ${customerId}`,
    maxLength: 12,
  });
  await fc.assert(
    fc.asyncProperty(claims, async (given) => {
      const overlaps = given.map((own, index): Overlap => ({ ...own, firstRecord: index + 1 }));
      expect(await inEngine(overlaps)).toEqual(Object.fromEntries(inheritIds(overlaps)));
    }),
    { numRuns: 15 },
  );
});
