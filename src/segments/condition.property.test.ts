import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { listOf, loadTables, modelOf, openSession, runAll } from '../../test/support/insight-fixture.ts';
import type { Comparison, Condition } from '../model/condition.ts';
import type { InsightModel } from '../model/insight-model.ts';
import type { EngineSession } from '../sql/engine.ts';
import { sql } from '../sql/sql.ts';
import { createSegmentStages } from './stages.ts';

type Value = string | number | boolean | null;
interface Row {
  readonly key: string;
  readonly text: string | null;
  readonly whole: number | null;
  readonly day: string | null;
  readonly flag: boolean | null;
}

const TEXTS = ['', 'a', 'A', 'ab', '%', 'a_b', 'ñ', 'Ñ'];
const DAYS = ['2023-12-31', '2024-01-01', '2024-02-29', '2024-03-01', '2024-12-31'];
const NOW = '2024-03-01T12:00:00Z';

const rowOf = (key: string): fc.Arbitrary<Row> =>
  fc.record({
    key: fc.constant(key),
    text: fc.option(fc.constantFrom(...TEXTS)),
    whole: fc.option(fc.integer({ min: -2, max: 4 })),
    day: fc.option(fc.constantFrom(...DAYS)),
    flag: fc.option(fc.boolean()),
  });
const keys = Array.from({ length: 24 }, (_, index) => `C${index}`);
const [customers = []] = fc.sample(fc.tuple(...keys.map(rowOf)), { seed: 7, numRuns: 1 });
const orders = fc.sample(fc.constantFrom(...keys.slice(0, 12)).chain(rowOf), { seed: 11, numRuns: 40 });

const leaf: fc.Arbitrary<Condition> = fc.oneof(
  fc.record({
    operator: fc.constantFrom('equals', 'notEquals', 'contains', 'startsWith', 'endsWith'),
    attribute: fc.constant('text'),
    value: fc.constantFrom(...TEXTS),
    ignoreCase: fc.boolean(),
  }),
  fc.record({
    operator: fc.constantFrom(
      'equals',
      'notEquals',
      'greaterThan',
      'greaterThanOrEqualTo',
      'lessThan',
      'lessThanOrEqualTo',
    ),
    attribute: fc.constant('whole'),
    value: fc.integer({ min: -2, max: 4 }),
  }),
  fc.record({
    operator: fc.constantFrom('isBetween', 'isNotBetween'),
    attribute: fc.constant('whole'),
    from: fc.integer({ min: -2, max: 4 }),
    to: fc.integer({ min: -2, max: 4 }),
  }),
  fc.record({
    operator: fc.constantFrom('isIn'),
    attribute: fc.constant('whole'),
    values: fc.array(fc.integer({ min: -2, max: 4 }), { minLength: 1, maxLength: 3 }),
  }),
  fc.record({
    operator: fc.constantFrom('equals', 'lessThan', 'greaterThanOrEqualTo'),
    attribute: fc.constant('day'),
    value: fc.constantFrom(...DAYS),
  }),
  fc.record({ operator: fc.constantFrom('yearToDate'), attribute: fc.constant('day') }),
  fc.record({ operator: fc.constantFrom('equals', 'notEquals'), attribute: fc.constant('flag'), value: fc.boolean() }),
  fc.record({
    operator: fc.constantFrom('isNull', 'isNotNull'),
    attribute: fc.constantFrom('text', 'whole', 'day', 'flag'),
  }),
);

const tree: fc.Arbitrary<Condition> = fc.letrec<{ tree: Condition }>((tie) => ({
  tree: fc.oneof(
    { maxDepth: 4, withCrossShrink: true },
    leaf,
    fc.record({
      operator: fc.constantFrom('and', 'or'),
      conditions: fc.array(tie('tree'), { minLength: 1, maxLength: 3 }),
    }),
    fc.record({ operator: fc.constant('not' as const), condition: tie('tree') }),
    fc.record({
      operator: fc.constantFrom('any', 'all'),
      path: fc.constant(['OrderCustomer']),
      condition: leaf,
    }),
  ),
})).tree;

/** What a condition means, written without SQL. */
function holds(condition: Condition, row: Row): boolean {
  switch (condition.operator) {
    case 'and':
      return condition.conditions.every((inner) => holds(inner, row));
    case 'or':
      return condition.conditions.some((inner) => holds(inner, row));
    case 'not':
      return !holds(condition.condition, row);
    case 'any':
    case 'all': {
      const related = orders.filter((order) => order.key === row.key);
      const met = related.filter((order) => !condition.condition || holds(condition.condition, order));
      return condition.operator === 'any' ? met.length > 0 : related.length > 0 && met.length === related.length;
    }
    default:
      return compares(condition as Comparison, row);
  }
}

function compares(comparison: Comparison, row: Row): boolean {
  const value = row[comparison.attribute as keyof Row];
  if (comparison.operator === 'isNull') return value === null;
  if (value === null) return false;
  const fold = (text: Value | undefined) => (comparison.ignoreCase ? String(text).toLowerCase() : (text ?? ''));
  const [left, right] = [fold(value), fold(comparison.value)];
  const isBetween = value >= (comparison.from ?? '') && value <= (comparison.to ?? '');
  const answers: Partial<Record<Comparison['operator'], boolean>> = {
    isNotNull: true,
    equals: left === right,
    notEquals: left !== right,
    greaterThan: left > right,
    greaterThanOrEqualTo: left >= right,
    lessThan: left < right,
    lessThanOrEqualTo: left <= right,
    contains: String(left).includes(String(right)),
    startsWith: String(left).startsWith(String(right)),
    endsWith: String(left).endsWith(String(right)),
    isIn: comparison.values?.includes(value) ?? false,
    isBetween,
    isNotBetween: !isBetween,
    yearToDate: value >= '2024-01-01' && value <= '2024-03-01',
  };
  return answers[comparison.operator] ?? false;
}

let session: EngineSession;
let model: InsightModel;

beforeAll(async () => {
  session = await openSession();
  const columns = { text: 'string', whole: 'integer', day: 'date', flag: 'boolean' } as const;
  const cells = ({ key, text, whole, day, flag }: Row) => [key, text, whole, day, flag];
  const entities = await loadTables(session, {
    Customer: { columns: { CustomerId: 'string', ...columns }, rows: customers.map(cells) },
    Shop_Order: { columns: { Customer: 'string', ...columns }, rows: orders.map(cells) },
  });
  const link = { fromEntity: 'Shop_Order', fromAttribute: 'Customer', toEntity: 'Customer', toAttribute: 'CustomerId' };
  model = modelOf(entities, { relationships: [{ name: 'OrderCustomer', ...link }] });
});
afterAll(() => session.close());

describe('any condition tree', () => {
  it('finds in SQL the customers whom plain logic finds', async () => {
    const check = fc.asyncProperty(tree, async (condition) => {
      const segment = { name: 'Random', rules: [{ condition }] };
      await runAll(session, createSegmentStages({ segment, model, dialect: session.dialect, now: NOW }));
      const found = await listOf(session, sql`select * from "Segment_Random"`);
      const expected = customers.filter((row) => holds(condition, row)).map((row) => row.key);
      expect(found).toEqual(expected.sort());
    });
    await fc.assert(check, { numRuns: 250 });
  });
});
