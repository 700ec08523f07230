import { describe, expect, it } from 'vitest';
import type { InsightModel } from '../model/insight-model.ts';
import type { Measure } from '../model/measure.ts';
import { TABLES } from '../model/tables.ts';
import { followsCustomers } from './follow.ts';

const attributes = (...names: readonly string[]) => names.map((name) => ({ name, type: 'string' as const }));
const model: InsightModel = {
  entities: [
    { name: 'Shop_Contact', attributes: attributes('Id', 'Code') },
    { name: 'Shop_Order', attributes: attributes('OrderId', 'Contact', 'Code', 'On') },
    { name: TABLES.customer, attributes: attributes('CustomerId', 'Town') },
    { name: TABLES.alternateKey, attributes: attributes('EntityName', 'AlternateValue', 'CustomerId') },
  ],
  relationships: [
    {
      name: 'ById',
      fromEntity: 'Shop_Order',
      fromAttribute: 'Contact',
      toEntity: 'Shop_Contact',
      toAttribute: 'Id',
    },
    {
      name: 'ByCode',
      fromEntity: 'Shop_Order',
      fromAttribute: 'Code',
      toEntity: 'Shop_Contact',
      toAttribute: 'Code',
    },
  ],
  measures: [],
  segments: [],
  unifiedEntities: [{ entity: 'Shop_Contact', primaryKey: 'Id' }],
};
const measure = (further: Partial<Measure>): Measure => ({
  name: 'Value',
  kind: 'customerAttribute',
  entity: 'Shop_Order',
  path: ['ById'],
  calculations: [{ name: 'Value', function: 'count' }],
  ...further,
});
const calculated = (expression: NonNullable<Measure['calculations'][number]['expression']>) =>
  measure({ calculations: [{ name: 'Value', function: 'max', expression }] });

describe('a measure by customer', () => {
  it.each<[string, boolean, Measure]>([
    ['over rows that name a record by its key', true, measure({})],
    ['over records of the customer', true, measure({ entity: 'Shop_Contact', path: [] })],
    ['over the profile', true, measure({ entity: TABLES.customer, path: [] })],
    ['of rows with a value', true, measure({ filter: { operator: 'equals', attribute: 'Code', value: 'a' } })],
    ['over rows that name a record by another attribute', false, measure({ path: ['ByCode'] })],
    ['by dimension', false, measure({ kind: 'customer' })],
    ['up a hierarchy', false, measure({ rollUp: 'Parents' })],
    [
      'of rows of some days',
      false,
      measure({ filter: { operator: 'isWithinLast', attribute: 'On', amount: 2, unit: 'day' } }),
    ],
    [
      'of rows not of this year',
      false,
      measure({ filter: { operator: 'not', condition: { operator: 'yearToDate', attribute: 'On' } } }),
    ],
    ['of rows with related rows', false, measure({ filter: { operator: 'any', path: ['ById'] } })],
    ['of members of a segment', false, measure({ filter: { operator: 'inSegment', segment: 'Big' } })],
    ['of another measure', false, calculated({ measure: 'Other' })],
    ['of today', false, calculated({ function: 'year', arguments: [{ function: 'today', arguments: [] }] })],
    ['of what a path leads to', false, calculated({ attribute: 'Code', path: ['ById'] })],
    ['of an attribute', true, calculated({ function: 'upper', arguments: [{ attribute: 'Code' }] })],
  ])('%s stays for customers whose rows stay: %s', (_what, follows, given) => {
    expect(followsCustomers(given, model)).toBe(follows);
  });
});
