import { describe, expect, it } from 'vitest';
import { editDistance, nearestName, suggestName } from './nearest.ts';

describe('edits between two texts', () => {
  it.each([
    ['email', 'email', 0],
    ['email', 'emial', 1],
    ['ab', 'ba', 1],
    ['ca', 'abc', 3],
    ['name', 'names', 1],
    ['name', 'game', 1],
    ['', 'abc', 3],
  ])('%s and %s: %d', (left, right, edits) => {
    expect(editDistance(left, right)).toBe(edits);
    expect(editDistance(right, left)).toBe(edits);
  });
});

describe('the nearest name', () => {
  it.each([
    ['Emial', 'Email'],
    ['EMAIL', 'Email'],
    ['FistName', 'FirstName'],
    ['Total', undefined],
  ])('to %s is %s', (name, nearest) => {
    expect(nearestName(name, ['Id', 'Email', 'FirstName'])).toBe(nearest);
  });

  it('is suggested, or else what there is', () => {
    expect(suggestName('Emial', ['Email'])).toBe("Did you mean 'Email'?");
    expect(suggestName('Total', ['Email', 'Id'])).toBe('Use one of: Email, Id.');
    expect(suggestName('Total', [])).toBe('There is none yet; create one first.');
  });
});
