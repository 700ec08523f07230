import { expect, it } from 'vitest';
import { tellBound } from './customer.ts';

it.each([
  [0, 'ByTown without Name: too many rows share the rest, none of them was looked at.'],
  [1, 'ByTown without Name: blocks of more than 1 row were not looked at.'],
  [80, 'ByTown without Name: blocks of more than 80 rows were not looked at.'],
])('says what was not looked at to find pairs for review: %i', (largestBlock, told) => {
  expect(tellBound({ rule: 'ByTown', condition: 'Name', largestBlock })).toBe(told);
});
