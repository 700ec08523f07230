import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openTestSession } from '../../../test/support/unify.ts';
import { Unification } from '../../model/unification.ts';
import { validate } from '../../model/validate.ts';
import type { EngineSession } from '../../sql/engine.ts';
import { id, sql } from '../../sql/sql.ts';
import { foreseePairs } from './foresee.ts';

const entities = ['Crm', 'Shop'].map((name) => ({
  name,
  attributes: ['Id', 'Name'].map((attribute) => ({ name: attribute, type: 'string' as const })),
}));
const names = ['Ane', 'Jon', 'Leire', 'Mikel', 'Unai'];
const rows = names.flatMap((Name) => ['1', '2'].map((digit) => ({ Id: `${Name}${digit}`, Name })));
const sides = { left: 'Crm', right: 'Shop', conditions: [{ left: 'Name', right: 'Name', precision: 'high' }] };
const open = { name: 'Open', ...sides };
const byName = { name: 'ByName', ...sides, blocking: [{ left: 'Name', right: 'Name' }] };

let session: EngineSession;
beforeAll(async () => {
  session = await openTestSession();
  for (const { name, attributes } of entities) await session.insert(name, attributes, [rows]);
});
afterAll(() => session.close());

async function foresee(further: object) {
  const definition = { entities: entities.map(({ name }) => ({ entity: name, primaryKey: 'Id' })), ...further };
  const unification = validate(Unification, definition, { object: 'unification' });
  const previous = { hasAlternateKey: false };
  return foreseePairs(session, { unification, entities, previous, dialect: session.dialect });
}

describe('what a refresh would do with the blocks of a unification', () => {
  it('is told of each rule that it would refuse', async () => {
    expect((await foresee({ rules: [open, byName], maxPairs: 19 })).map(({ code }) => code)).toEqual([
      'FLX_UNIFY_NO_BLOCKING',
      'FLX_UNIFY_TOO_MANY_PAIRS',
    ]);
  });

  it('is told as what has not happened: the largest blocks it would skip, and the number of the others', async () => {
    expect((await foresee({ rules: [byName], maxBlockSize: 3 })).map(({ code, message }) => [code, message])).toEqual([
      ...['Ane', 'Jon', 'Leire'].map((name) => [
        'FLX_UNIFY_BLOCK_TO_SKIP',
        `The rule 'ByName' would skip the block Name = '${name}': 4 rows share it, more than 3.`,
      ]),
      ['FLX_UNIFY_BLOCKS_TO_SKIP', "The rule 'ByName' would skip 2 more blocks of more than 3 rows."],
    ]);
  });

  it('is not a fault of the engine: that is thrown', async () => {
    await session.run(sql`create view ${id('unify_block_size')} as select 1 as size`);
    await expect(foresee({ rules: [byName] })).rejects.toMatchObject({ code: 'FLX_ENGINE' });
  });
});
