import { describe, expect, it } from 'vitest';
import { initialsOf } from './name-of-customer.ts';

describe('the mark of a customer', () => {
  it.each([
    ['Ane Etxeberria', 'AE'],
    ['ane miren etxeberria', 'AE'],
    ['Ane', 'A'],
    ['Ane "Etxe" (Bilbao)', 'AB'],
    ['😀 Ñabi 😀', 'Ñ'],
    ['محمد علي', 'مع'],
    ['ane@example.org', 'A'],
    ['?', ''],
  ])('of %s is %s', (name, initials) => {
    expect(initialsOf(name)).toBe(initials);
  });
});
