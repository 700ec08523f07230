import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { loadTables, openSession, runAll } from '../../test/support/insight-fixture.ts';
import type { Measure } from '../model/measure.ts';
import type { EngineSession } from '../sql/engine.ts';
import { sql } from '../sql/sql.ts';
import { createCarriedMeasureStages, createCustomerMeasureStages } from './customer-measure.ts';

let session: EngineSession;

beforeAll(async () => {
  session = await openSession();
  await loadTables(session, {
    Customer: { columns: { CustomerId: 'string' }, rows: [['C1'], ['C2'], ['C4']] },
    previous_Customer_Measure: {
      columns: { CustomerId: 'string', Spent: 'decimal', Orders: 'integer' },
      rows: [
        ['C1', '1.5', 1],
        ['C2', '2.5', 2],
        ['C3', '3.5', 3],
      ],
    },
    previous_Revenue: { columns: { Total: 'decimal' }, rows: [['7.5']] },
    CustomerMeasure_Orders: {
      columns: { CustomerId: 'string', Orders: 'integer' },
      rows: [
        ['C1', 10],
        ['C2', 20],
        ['C4', 40],
      ],
    },
  });
});
afterAll(() => session.close());

const attribute = (name: string): Measure => ({
  name,
  kind: 'customerAttribute',
  entity: 'Shop_Order',
  calculations: [{ name: 'Value', function: 'count' }],
});

describe('a refresh of some measures', () => {
  it('takes the others over from the last published Customer_Measure', async () => {
    const measures = [attribute('Spent'), attribute('Orders')];
    await runAll(session, createCarriedMeasureStages({ measure: attribute('Spent') }));
    await runAll(session, createCustomerMeasureStages({ measures }));
    expect(await session.rows(sql`select * from "Customer_Measure" order by 1`)).toEqual([
      { CustomerId: 'C1', Spent: 1.5, Orders: 10 },
      { CustomerId: 'C2', Spent: 2.5, Orders: 20 },
      { CustomerId: 'C4', Spent: null, Orders: 40 },
    ]);
  });

  it('takes the table of a business measure over', async () => {
    const revenue: Measure = { ...attribute('Revenue'), kind: 'business' };
    await runAll(session, createCarriedMeasureStages({ measure: revenue }));
    expect(await session.rows(sql`select * from "Revenue"`)).toEqual([{ Total: 7.5 }]);
  });

  it('leaves a measure that was never published absent', async () => {
    await runAll(session, createCarriedMeasureStages({ measure: attribute('Never') }));
    expect(await session.columns('CustomerMeasure_Never')).toBeUndefined();
  });
});
