import { describe, expect, it } from 'vitest';
import { createFormat } from './format.ts';
import { readableValue } from './value.ts';

const format = createFormat({ numbers: 'en-GB', dates: 'en-GB', hasDateWords: true }, 'Europe/Madrid');

describe('a value of a row', () => {
  it.each([
    ['a day', '1977-11-25', '25 Nov 1977'],
    ['a moment, in the zone of the pages', '2021-05-22T15:32:47Z', '22 May 2021, 17:32'],
    ['a number with a fraction', 1224.9, '1,224.9'],
    ['a whole number, which may be a key', 20830, '20830'],
    ['a text that only begins like a day', '2021-05-22 and later', '2021-05-22 and later'],
    ['nothing', null, '–'],
    ['a list', [1, 2], '[1,2]'],
  ])('is shown as people read it: %s', (_name, value, expected) => {
    expect(readableValue(value, format)).toBe(expected);
  });
});
