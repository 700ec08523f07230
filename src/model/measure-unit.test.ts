import { describe, expect, it } from 'vitest';
import { unitOfCalculation } from './measure-unit.ts';

const calculation = (name: string, aggregate: 'sum' | 'count') => ({ name, function: aggregate });

describe('the unit of a calculation', () => {
  const mixed = { unit: 'EUR', calculations: [calculation('Total', 'sum'), calculation('Orders', 'count')] };
  const counts = { unit: 'orders', calculations: [calculation('Orders', 'count')] };
  it.each([
    ['an amount', mixed, 'Total', 'EUR'],
    ['the first where none is named', mixed, undefined, 'EUR'],
    ['a count beside an amount', mixed, 'Orders', undefined],
    ['a count alone', counts, 'Orders', 'orders'],
  ])('is that of %s', (_title, measure, name, unit) => {
    expect(unitOfCalculation(measure, name)).toBe(unit);
  });
});
