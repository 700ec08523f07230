import { describe, expect, it } from 'vitest';
import { tellMissed } from './why-not.ts';

const values = { attribute: 'City', left: 'Bilbo', right: 'Irun', similarity: 0, precision: 1 };

describe('why a rule does not find two records', () => {
  it.each([
    ['condition', "Not by rule ByName: City 'Bilbo' / 'Irun' differ"],
    ['blocking', "Not by rule ByName: they do not share the blocking key City 'Bilbo' / 'Irun'"],
    ['exception', "Not by rule ByName: City 'Bilbo' / 'Irun' differ, and the rule has that as an exception"],
  ] as const)('is told of a %s', (part, told) => {
    expect(tellMissed({ rule: 'ByName', failed: [{ part, ...values }] })).toBe(told);
  });
});
