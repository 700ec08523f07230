import { describe, expect, it } from 'vitest';
import type { Condition } from '../model/condition.ts';
import type { Segment } from '../model/segment.ts';
import { followedReading } from './follow.ts';

const town: Condition = { operator: 'equals', attribute: 'Town', value: 'Bilbao' };
const spend: Condition = { operator: 'greaterThan', measure: 'Spend', value: 10 };
const of = (...conditions: readonly Condition[]): Segment => ({
  name: 'One',
  rules: conditions.map((condition) => ({ condition })),
});
const reads = (attributes: readonly string[], measures: readonly string[], segments: readonly string[]) => ({
  attributes,
  measures,
  segments,
});

describe('a segment', () => {
  it.each<[string, ReturnType<typeof reads> | undefined, Segment]>([
    ['without rules', reads([], [], []), { name: 'All' }],
    ['by an attribute', reads(['Town'], [], []), of(town)],
    ['by a measure', reads([], ['Spend'], []), of({ operator: 'not', condition: spend })],
    [
      'by all of these and another segment',
      reads(['Town'], ['Spend'], ['Other']),
      of({ operator: 'or', conditions: [town, spend, town, { operator: 'notInSegment', segment: 'Other' }] }),
    ],
    ['of several rules', undefined, of(town, spend)],
    ['of contacts', undefined, { ...of(town), of: 'contacts' }],
    ['of a list', undefined, { name: 'List', kind: 'static', members: ['a'] }],
    ['by related rows', undefined, of({ operator: 'and', conditions: [town, { operator: 'any', path: ['Orders'] }] })],
    ['by what is above', undefined, of({ operator: 'childOf', hierarchy: 'Parents', attribute: 'Name', value: 'a' })],
    ['by recent days', undefined, of({ operator: 'isWithinLast', attribute: 'On', amount: 2, unit: 'day' })],
  ])('%s says what membership of a customer follows from', (_what, reading, segment) => {
    expect(followedReading(segment)).toEqual(reading);
  });
});
