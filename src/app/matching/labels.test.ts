import { describe, expect, it } from 'vitest';
import { parseLabels } from './labels.ts';

const HEADER = 'Entity1,Entity1Key,Entity2,Entity2Key,IsMatch';

describe('labels of a file', () => {
  it('are pairs of records with an answer, whatever the order of columns', () => {
    expect(parseLabels('ismatch,Entity2,Entity2Key,Entity1,Entity1Key\nyes,shop,"R,1",crm,L1\n', 'l.csv')).toEqual([
      { left: { entity: 'crm', key: 'L1' }, right: { entity: 'shop', key: 'R,1' }, isMatch: true },
    ]);
  });

  it.each([
    ['a column that is missing', 'Entity1,Entity1Key,Entity2,Entity2Key\n', 'in line 1, IsMatch is missing'],
    ['an answer that is none', `${HEADER}\na,1,b,2,true\na,1,b,3,maybe\n`, "in line 3, IsMatch is 'maybe'"],
  ])('tell %s', (_title, text, reason) => {
    expect(() => parseLabels(text, 'l.csv')).toThrow(reason);
  });

  it.each([
    ['a record paired with itself', 'crm,1,CRM,1 ,yes', "A label pairs the record 'crm:1' with itself.", 3],
    ['a pair that is there twice', 'crm,1,shop,2,yes', "The pair of 'crm:1' and 'shop:2' is labelled twice.", 3],
    ['a pair in the other order', 'Shop,2,crm,1,yes', "The pair of 'Shop:2' and 'crm:1' is labelled twice.", 3],
    ['a contrary answer', 'shop,2,crm,1,no', "The pair of 'shop:2' and 'crm:1' is labelled as a match and as none.", 3],
  ])('refuse %s', (_title, row, message, line) => {
    const read = () => parseLabels(`${HEADER}\ncrm,1,shop,2,yes\n${row}\n`, 'l.csv');
    expect(read).toThrow(expect.objectContaining({ message, place: { file: 'l.csv', line } }));
  });

  it('take records with keys that look alike for two', () => {
    expect(parseLabels(`${HEADER}\na,1,a,11,yes\na,11,a,111,no\n`, 'l.csv')).toHaveLength(2);
  });
});
