import { describe, expect, it } from 'vitest';
import { readLabels } from './label-file.ts';

const label = (isMatch: boolean) => ({
  left: { entity: 'Crm_Contact', key: 'L1' },
  right: { entity: 'Shop_Client', key: 'R1' },
  isMatch,
});

describe('a file of labels', () => {
  it.each([
    ['commas', 'Entity1,Key1,Entity2,Key2,IsMatch\nCrm_Contact,L1,Shop_Client,R1,true\n', [label(true)]],
    [
      'semicolons, quotes and another order',
      '\uFEFFIsMatch;Entity1;Entity1Key;Entity2;Entity2Key\r\nno;"Crm_Contact";"L1";Shop_Client;R1\r\n',
      [label(false)],
    ],
    ['a missing column', 'Entity1,Key1,Entity2,Key2\nCrm_Contact,L1,Shop_Client,R1\n', undefined],
    ['nothing but a header', 'Entity1,Key1,Entity2,Key2,IsMatch\n', undefined],
  ])('is read with %s', (_what, text, labels) => {
    expect(readLabels(text)).toEqual(labels);
  });
});
