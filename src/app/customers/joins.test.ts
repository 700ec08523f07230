import { describe, expect, it } from 'vitest';
import { joinsOf } from './joins.ts';

const shop = (index: number) => ({ entity: 'Shop_Contact', key: `C${index}` });

describe('what joined very many records of one customer', () => {
  const records = Array.from({ length: 3000 }, (_, index) => shop(index));
  const listed = records.slice(1).map((record) => [shop(0), record] as const);

  it('is told where every one of them is on the always match list', () => {
    const entities = [{ entity: 'Shop_Contact', primaryKey: 'Id', rules: [], rows: new Map() }];
    expect(joinsOf({ records, entities, matchRules: [], mode: 'rules', listed })).toEqual([
      { by: [{ by: 'alwaysList' }], records },
    ]);
  });

  it('names the rule, the list and what is not known, each of a thousand records', () => {
    const rowOf = (index: number) => ({
      Deduplication_WinnerId: 'C0',
      ...(index < 1000 && { Rule: 'SameEmail', Score: 0.9 }),
    });
    const rows = new Map(records.map(({ key }, index) => [key, rowOf(index)]));
    const entities = [{ entity: 'Shop_Contact', primaryKey: 'Id', rules: [], rows }];
    const pairs = listed.slice(999, 1999);
    expect(joinsOf({ records, entities, matchRules: [], mode: 'rules', listed: pairs })).toEqual([
      { by: [{ by: 'rule', rule: 'SameEmail' }, { by: 'alwaysList' }, { by: 'unknown' }], records, score: 0.9 },
    ]);
  });

  it('leaves none out that nothing joined within its entity', () => {
    const matched = { Shop_Contact_Id: 'C0', Web_Client_Id: 'W1', Rule: 'SamePhone', Score: 1 };
    const client = { entity: 'Web_Client', key: 'W1' };
    const entities = [
      { entity: 'Shop_Contact', primaryKey: 'Id', rules: [], rows: new Map() },
      { entity: 'Web_Client', primaryKey: 'Id', rules: [], rows: new Map() },
    ];
    const evidence = { records: [...records, client], entities, matchRules: [], mode: 'rules', matched } as const;
    const [across, ...others] = joinsOf({ ...evidence, listed: [] });
    expect(others).toEqual([]);
    expect(across?.by).toEqual([{ by: 'rule', rule: 'SamePhone' }]);
    expect(across?.records).toEqual([shop(0), client, ...records.slice(1)]);
  });
});
