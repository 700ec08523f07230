import { describe, expect, it } from 'vitest';
import { findKeyIndex, type KeyDefinition } from './keys.ts';

describe('the field of the primary key', () => {
  const columns = ['', 'Name', 'id', 'ID', 'Ref'];
  it.each<[string, KeyDefinition, number | undefined]>([
    ['is the one called like it', { primaryKey: 'Name' }, 1],
    ['is the one called exactly like it, before others', { primaryKey: 'ID' }, 3],
    ['is the one called like it in another case', { primaryKey: 'REF' }, 4],
    ['is its declared column', { primaryKey: 'Key', attributes: [{ name: 'Key', column: 'rEf' }] }, 4],
    ['is none where there is no such column', { primaryKey: 'Key' }, undefined],
    ['is none without a primary key, also where a column has no name', {}, undefined],
  ])('%s', (_title, definition, expected) => {
    expect(findKeyIndex(columns, definition)).toBe(expected);
  });
});
