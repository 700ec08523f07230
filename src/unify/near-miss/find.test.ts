import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openTestSession, type SourceTable, unify } from '../../../test/support/unify.ts';
import { previousTableOf, TABLES } from '../../model/tables.ts';
import { Unification } from '../../model/unification.ts';
import { validate } from '../../model/validate.ts';
import type { EngineSession } from '../../sql/engine.ts';
import { id, sql } from '../../sql/sql.ts';
import { findNearMisses } from './find.ts';

let session: EngineSession;

beforeAll(async () => {
  session = await openTestSession();
});
afterAll(() => session.close());

/** So many people of each town with names of their own, in two entities. */
function townsOf(sizes: Readonly<Record<string, number>>, letter: string): SourceTable {
  const rows = Object.entries(sizes).flatMap(([town, size]) =>
    Array.from({ length: size }, (_, index) => ({
      Id: `${letter}${town}${index}`,
      Town: town,
      Name: `${letter}${index}`,
    })),
  );
  return { rows, types: { Id: 'string' } };
}

const rule = {
  name: 'ByTownAndName',
  left: 'Crm',
  right: 'Shop',
  conditions: ['Town', 'Name'].map((attribute) => ({ left: attribute, right: attribute })),
};
const entity = (name: string) => ({ entity: name, primaryKey: 'Id' });

/** What is found in towns of these sizes on each side, within a number of pairs. */
async function missesOf(sizes: Readonly<Record<string, number>>, mostPairs?: number) {
  const sources = { Crm: townsOf(sizes, 'c'), Shop: townsOf(sizes, 's') };
  const definition = { entities: [entity('Crm'), entity('Shop')], rules: [rule] };
  await unify(session, sources, definition);
  const keys = id(TABLES.alternateKey);
  await session.run(sql`create or replace table ${id(previousTableOf(TABLES.alternateKey))} as select * from ${keys}`);
  const attributes = ['Id', 'Town', 'Name'].map((name) => ({ name, type: 'string' as const }));
  const entities = Object.keys(sources).map((name) => ({ name, attributes }));
  const unification = validate(Unification, definition, { object: 'unification' });
  const { pairs, bounds } = await findNearMisses(
    session,
    { unification, entities, dialect: session.dialect, previous: { hasAlternateKey: true } },
    { limit: 10_000, mostPairs },
  );
  const towns = pairs.map(({ left }) => left.key.replace(/^c|\d+$/g, ''));
  return { towns: [...new Set(towns)].sort(), pairs: pairs.length, bounds };
}

const withoutName = (largestBlock: number) => [{ rule: 'ByTownAndName', condition: 'Name', largestBlock }];

describe('near misses', () => {
  it.each([
    ['of all blocks where their pairs are few', { a: 3, b: 5 }, undefined, ['a', 'b'], 34, []],
    [
      'of blocks up to a size at which the pairs stay within their number',
      { a: 3, b: 5, c: 6 },
      80,
      ['a', 'b'],
      34,
      withoutName(10),
    ],
    ['of all blocks of one size or of none', { a: 3, b: 5, c: 5 }, 80, ['a'], 9, withoutName(6)],
    ['of no block where one pair is too many', { a: 3 }, 1, [], 0, withoutName(0)],
    ['of blocks of up to 100 rows', { a: 3, b: 50, c: 51 }, undefined, ['a', 'b'], 2509, withoutName(100)],
  ])('are those %s', async (_what, sizes, mostPairs, towns, pairs, bounds) => {
    expect(await missesOf(sizes, mostPairs)).toEqual({ towns, pairs, bounds });
  });
});
