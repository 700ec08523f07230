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
});
