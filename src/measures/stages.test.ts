import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openSession, runAll } from '../../test/support/insight-fixture.ts';
import { loadCompany } from '../../test/support/sample-company.ts';
import type { InsightModel } from '../model/insight-model.ts';
import type { Expression, Measure, MeasureCalculation } from '../model/measure.ts';
import type { EngineSession, Row } from '../sql/engine.ts';
import { id, render, sql } from '../sql/sql.ts';
import { createCustomerMeasureStages } from './customer-measure.ts';
import { readMeasureResult } from './result.ts';
import { createMeasureStages, measureTableOf } from './stages.ts';

const NOW = '2024-03-31T10:30:00Z';

let session: EngineSession;
let company: InsightModel;

beforeAll(async () => {
  session = await openSession();
  company = await loadCompany(session);
});
afterAll(() => session.close());

async function rowsOf(measure: Measure, model = company): Promise<Row[]> {
  await runAll(session, createMeasureStages({ measure, model, dialect: session.dialect, now: NOW }));
  return session.rows(sql`select * from ${id(measureTableOf(measure))} order by all`);
}

const attribute = (name: string, path?: readonly string[]): Expression => ({ attribute: name, ...(path && { path }) });
const amount = attribute('Amount');
const constant = (value: string | number | boolean | null): Expression => ({ constant: value });
const call = (name: 'add', ...given: Expression[]): Expression => ({ function: name, arguments: given });

function business(calculation: Omit<MeasureCalculation, 'name'>, rest: Partial<Measure> = {}): Measure {
  return {
    name: 'Result',
    kind: 'business',
    entity: 'Shop_Order',
    calculations: [{ name: 'Value', ...calculation }],
    ...rest,
  };
}

function perCustomer(calculation: Omit<MeasureCalculation, 'name'>, rest: Partial<Measure> = {}): Measure {
  return { ...business(calculation, rest), kind: 'customerAttribute' };
}

describe('a function of a business measure', () => {
  const byTime = attribute('OrderedAt');
  const status = attribute('Status');
  it.each([
    ['sum of decimals is exact: 10.10 + 20.20 + 5.05 + 99 + 7', { function: 'sum', expression: amount }, 141.35],
    ['average leaves out what is missing', { function: 'avg', expression: amount }, 28.27],
    ['count counts rows', { function: 'count' }, 6],
    ['count of an expression counts values', { function: 'count', expression: amount }, 5],
    ['distinct values are counted once', { function: 'countDistinct', expression: status }, 3],
    ['least', { function: 'min', expression: amount }, 5.05],
    ['greatest, of moments', { function: 'max', expression: byTime }, '2024-03-02T00:00:00Z'],
    ['first by time', { function: 'first', expression: status, orderBy: byTime }, 'paid'],
    ['last by time', { function: 'last', expression: status, orderBy: byTime }, 'lost'],
    ['value where another is greatest', { function: 'argMax', expression: status, orderBy: amount }, 'paid'],
    ['value where another is least', { function: 'argMin', expression: status, orderBy: amount }, 'open'],
    ['of equal order the greater value is last', { function: 'last', expression: amount, orderBy: constant(1) }, 99],
    [
      'its own filter',
      { function: 'sum', expression: amount, filter: { operator: 'equals', attribute: 'Status', value: 'paid' } },
      129.3,
    ],
    [
      'its own filter together with an order',
      {
        function: 'last',
        expression: attribute('OrderId'),
        orderBy: byTime,
        filter: { operator: 'isNotNull', attribute: 'Discount' },
      },
      3,
    ],
    [
      'a value put where there is none',
      {
        function: 'sum',
        expression: amount,
        filter: { operator: 'equals', attribute: 'Status', value: 'none' },
        replaceNull: 0,
      },
      0,
    ],
    [
      'none stays none',
      { function: 'max', expression: amount, filter: { operator: 'equals', attribute: 'Status', value: 'none' } },
      null,
    ],
  ] as readonly [string, Omit<MeasureCalculation, 'name'>, unknown][])('%s', async (_title, calculation, expected) => {
    expect(await rowsOf(business(calculation))).toEqual([{ Value: expected }]);
  });

  it('adds tenths without an error of binary fractions, and keeps 29 digits', async () => {
    const big = {
      when: { operator: 'isNull', attribute: 'Amount' },
      value: { function: 'multiply', arguments: [constant(12345678901234.5), constant(1_000_000)] },
      otherwise: amount,
    } as const;
    expect(await rowsOf(business({ function: 'sum', expression: big }))).toEqual([
      { Value: '12345678901234500141.35' },
    ]);
  });
});

describe('an expression', () => {
  const exp = (name: string, ...given: Expression[]) => ({ function: name, arguments: given }) as Expression;
  const leap = constant('2024-02-29');
  it.each([
    ['add', exp('add', constant(0.1), constant(0.2), constant(1)), 1.3],
    ['subtract', exp('subtract', constant(1), constant(0.9)), 0.1],
    ['multiply keeps decimals exact', exp('multiply', constant(1.1), constant(1.1)), 1.21],
    ['divide', exp('divide', constant(7), constant(2)), 3.5],
    ['division by zero is null', exp('divide', constant(7), constant(0)), null],
    ['modulo', exp('modulo', constant(7), constant(4)), 3],
    ['modulo zero is null', exp('modulo', constant(7), constant(0)), null],
    ['power', exp('power', constant(2), constant(10)), 1024],
    ['negate', exp('negate', constant(2.5)), -2.5],
    ['abs', exp('abs', constant(-2.5)), 2.5],
    ['round half away from zero', exp('round', constant(2.345), constant(2)), 2.35],
    ['round to a whole number', exp('round', constant(-2.5), constant(0)), -3],
    ['floor', exp('floor', constant(-2.5)), -3],
    ['ceiling', exp('ceiling', constant(2.1)), 3],
    ['coalesce takes the first value', exp('coalesce', constant(null), constant(2), constant(1.5)), 2],
    ['concat joins texts, missing ones are empty', exp('concat', constant('a'), constant(null), constant(7)), 'a7'],
    ['lower', exp('lower', constant('ÁB')), 'áb'],
    ['upper', exp('upper', constant('ñ')), 'Ñ'],
    ['length in characters', exp('length', constant('ñandú')), 5],
    ['year', exp('year', leap), 2024],
    ['month', exp('month', leap), 2],
    ['day', exp('day', leap), 29],
    [
      'days between, over a leap day',
      exp('dateDifference', constant('2024-02-28'), constant('2024-03-01'), constant('day')),
      2,
    ],
    ['months between count boundaries', exp('dateDifference', leap, constant('2024-03-01'), constant('month')), 1],
    ['years between a day and a moment', exp('dateDifference', leap, exp('now'), constant('year')), 0],
    [
      'hours between moments of two zones',
      exp('dateDifference', constant('2024-01-01T00:00:00+02:00'), constant('2024-01-01T00:00:00Z'), constant('hour')),
      2,
    ],
    ['now', exp('now'), NOW],
    ['today', exp('today'), '2024-03-31'],
    [
      'a choice',
      { when: { operator: 'equals', attribute: 'OrderId', value: 1 }, value: constant(1), otherwise: constant(2.5) },
      2.5,
    ],
  ] as readonly [string, Expression, unknown][])('%s', async (_title, expression, expected) => {
    expect(await rowsOf(business({ function: 'max', expression }))).toEqual([{ Value: expected }]);
  });

  it('reads attributes at the end of a path, one value a row', async () => {
    const measure = business(
      { function: 'countDistinct', expression: attribute('Email', ['OrderContact']) },
      { dimensions: [{ attribute: 'City', path: ['OrderContact', 'Customer'], name: 'CustomerCity' }] },
    );
    expect(await rowsOf(measure)).toEqual([
      { CustomerCity: 'Bilbao', Value: 2 },
      { CustomerCity: 'Donostia', Value: 1 },
      { CustomerCity: null, Value: 0 },
    ]);
  });

  it('builds variables on variables', async () => {
    const variables = [
      { name: 'Net', expression: call('add', amount, constant(1)) },
      {
        name: 'Gross',
        expression: { function: 'multiply', arguments: [{ variable: 'Net' }, constant(1.21)] } as const,
      },
    ];
    const expression = { function: 'round', arguments: [{ variable: 'Gross' }, constant(2)] } as const;
    expect(await rowsOf(business({ function: 'min', expression }, { variables }))).toEqual([{ Value: 7.32 }]);
  });
});

describe('dimensions', () => {
  it.each([
    ['day', ['2023-12-31', '2024-01-31', '2024-02-29', '2024-03-01', '2024-03-02'], [1, 1, 2, 1, 1]],
    ['month', ['2023-12-01', '2024-01-01', '2024-02-01', '2024-03-01'], [1, 1, 2, 2]],
    ['year', ['2023-01-01', '2024-01-01'], [1, 5]],
  ] as const)('group moments by %s', async (bucket, days, counts) => {
    const dimensions = [{ attribute: 'OrderedAt', name: 'Time', bucket }];
    const rows = await rowsOf(business({ function: 'count' }, { dimensions }));
    expect(rows).toEqual(days.map((day, index) => ({ Time: day, Value: counts[index] })));
  });

  it('are told as text when the result is read', async () => {
    const measure = business(
      { function: 'sum', expression: amount },
      { dimensions: [{ attribute: 'Status' }, { attribute: 'Discount' }] },
    );
    await rowsOf(measure);
    expect((await readMeasureResult(session, measure)).slice(0, 2)).toEqual([
      { dimensions: { Status: 'lost', Discount: '' }, values: { Value: 7 } },
      { dimensions: { Status: 'open', Discount: '0.5' }, values: { Value: 5.05 } },
    ]);
  });
});

describe('a customer attribute', () => {
  it('counts the orders of every record of a customer, and has a row for every customer', async () => {
    expect(await rowsOf(perCustomer({ function: 'sum', expression: amount }))).toEqual([
      { CustomerId: 'C1', Result: 30.3 },
      { CustomerId: 'C2', Result: 5.05 },
      { CustomerId: 'C3', Result: null },
    ]);
  });

  it('puts a value where a customer has none', async () => {
    const rows = await rowsOf(perCustomer({ function: 'count', replaceNull: 0 }));
    expect(rows.map((row) => row['Result'])).toEqual([2, 2, 0]);
  });

  it('counts a row once for a customer, however many ways lead there', async () => {
    const rows = await rowsOf(
      perCustomer(
        { function: 'count' },
        { entity: 'Shop_Product', path: ['LineProduct', 'LineOrder', 'OrderContact'] },
      ),
    );
    expect(rows.map((row) => row['Result'])).toEqual([2, 1, null]);
  });

  it('reads the profile itself', async () => {
    const expression = { function: 'length', arguments: [attribute('FullName')] } as const;
    const rows = await rowsOf(perCustomer({ function: 'max', expression }, { entity: 'Customer' }));
    expect(rows.map((row) => row['Result'])).toEqual([3, 5, 5]);
  });

  it('finds the way through several hops', async () => {
    const rows = await rowsOf(
      perCustomer({ function: 'sum', expression: attribute('Quantity') }, { entity: 'Shop_Line' }),
    );
    expect(rows.map((row) => row['Result'])).toEqual([4, 4, null]);
  });

  it('filters its rows by what hangs on them', async () => {
    const filter = {
      operator: 'any',
      path: ['LineOrder', 'LineProduct'],
      condition: { operator: 'equals', attribute: 'Category', value: 'coffee' },
    } as const;
    const rows = await rowsOf(perCustomer({ function: 'sum', expression: amount }, { filter }));
    expect(rows.map((row) => row['Result'])).toEqual([30.3, null, null]);
  });

  it('uses segments, other customer attributes and business measures', async () => {
    const total = business({ function: 'sum', expression: amount });
    const orders: Measure = { ...perCustomer({ function: 'count', replaceNull: 0 }), name: 'Orders' };
    const segments = [{ name: 'Basque', rules: [{}] }];
    const model = { ...company, measures: [total, orders], segments };
    await rowsOf(total);
    await rowsOf(orders);
    await session.run(sql`create or replace table "Segment_Basque" as select 'C1' as "CustomerId"`);
    const share: Measure = {
      ...perCustomer({
        function: 'sum',
        expression: {
          function: 'divide',
          arguments: [amount, { function: 'multiply', arguments: [{ measure: 'Result' }, { measure: 'Orders' }] }],
        },
        filter: {
          operator: 'and',
          conditions: [
            { operator: 'inSegment', segment: 'Basque' },
            { operator: 'greaterThan', measure: 'Orders', value: 1 },
          ],
        },
      }),
      name: 'Share',
    };
    const rows = await rowsOf(share, model);
    expect(rows.map((row) => row['Share'])).toEqual([30.3 / 282.7, null, null]);
  });

  it('becomes a column of Customer_Measure beside the others', async () => {
    const [orders, spent] = [
      { ...perCustomer({ function: 'count', replaceNull: 0 }), name: 'Orders' },
      { ...perCustomer({ function: 'sum', expression: amount }), name: 'Spent' },
    ];
    await rowsOf(orders);
    await rowsOf(spent);
    await runAll(session, createCustomerMeasureStages({ measures: [spent, business({ function: 'count' }), orders] }));
    expect(await session.rows(sql`select * from "Customer_Measure" order by "CustomerId"`)).toEqual([
      { CustomerId: 'C1', Spent: 30.3, Orders: 2 },
      { CustomerId: 'C2', Spent: 5.05, Orders: 2 },
      { CustomerId: 'C3', Spent: null, Orders: 0 },
    ]);
  });
});

describe('a customer measure', () => {
  it('has a row for each customer and dimension with data', async () => {
    const measure: Measure = {
      name: 'SpendByMonth',
      kind: 'customer',
      entity: 'Shop_Order',
      dimensions: [{ attribute: 'OrderedAt', name: 'Month', bucket: 'month' }],
      calculations: [
        { name: 'Spent', function: 'sum', expression: amount },
        { name: 'Orders', function: 'count' },
      ],
    };
    expect(await rowsOf(measure)).toEqual([
      { CustomerId: 'C1', Month: '2024-01-01', Spent: 10.1, Orders: 1 },
      { CustomerId: 'C1', Month: '2024-02-01', Spent: 20.2, Orders: 1 },
      { CustomerId: 'C2', Month: '2023-12-01', Spent: null, Orders: 1 },
      { CustomerId: 'C2', Month: '2024-02-01', Spent: 5.05, Orders: 1 },
    ]);
  });
});

describe('the SQL of a measure', () => {
  it('can be read and run by itself', () => {
    const [stage] = createMeasureStages({
      measure: perCustomer({ function: 'sum', expression: amount, replaceNull: 0 }),
      model: company,
      dialect: session.dialect,
      now: NOW,
    });
    const [statement] = stage?.statements ?? [];
    expect(statement && render(statement, session.dialect)).toBe(
      `create or replace table "CustomerMeasure_Result" as select "c"."CustomerId", coalesce("v"."Result", cast('0' as decimal(38,9))) as "Result" from "Customer" as c left join (select "CustomerId", cast(sum(":value 1") as decimal(38,9)) as "Result" from (select "r0".":customer" as "CustomerId", "r0"."Amount" as ":value 1" from (select r0.*, "k"."CustomerId" as ":customer" from "Shop_Order" as r0 join "AlternateKey" as k on "k"."AlternateValue" = "r0"."Contact" and "k"."EntityName" = 'Shop_Contact') as r0) as "rows" group by "CustomerId") as v on "v"."CustomerId" = "c"."CustomerId"`,
    );
  });
});
