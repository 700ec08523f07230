import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openTestSession } from '../../../test/support/unify.ts';
import type { Workspace } from '../../model/definition.ts';
import { TABLES } from '../../model/tables.ts';
import type { EngineSession } from '../../sql/engine.ts';
import { id, sql } from '../../sql/sql.ts';
import { affectedCustomers, remadeRows } from '../../unify/incremental/splice.ts';
import { AFFECTED_ID_TABLE, AREAS } from '../../unify/incremental/tables.ts';
import type { TaskOutput } from './task-output.ts';
import { rowOwnerTableOf, TouchedCustomers, touchedIn } from './touched-customers.ts';

const workspace = { measures: [{ name: 'Club' }, { name: 'Orders' }] } as unknown as Workspace;
const merged: TaskOutput = { tables: [], warnings: [], additionalInfo: { method: 'changedRows' } };
const outputs = new Map([['merge', merged]]);

describe('the customers a refresh asks anew', () => {
  let session: EngineSession;
  const context = () => ({ session, workspace, outputs });
  const idsOf = async (from: string, area: string) =>
    (await session.rows(sql`select "CustomerId" from ${id(area, from)} order by 1`)).map((row) => row['CustomerId']);

  /** c1 is gone, c2 is another, c3 is new; c4 has a changed order; c5 stays. */
  beforeEach(async () => {
    session = await openTestSession();
    const tables = [TABLES.customer, TABLES.alternateKey];
    const area = await session.area(AREAS.after);
    for (const table of tables) {
      await session.run(
        sql`create table ${id(table)} as select unnest(['c2', 'c3', 'c4', 'c5']) as "CustomerId", 1 as x`,
      );
      await area.run(sql`create table ${remadeRows(table)} as select unnest(['c2', 'c3']) as "CustomerId", 1 as x`);
    }
    await area.close();
    await session.run(sql`create table ${id(AFFECTED_ID_TABLE)} as select unnest(['c1', 'c2']) as "CustomerId"`);
    await session.run(sql`create table ${id(rowOwnerTableOf('Orders'))} as select 'c4' as "CustomerId"`);
  });
  afterEach(() => session.close());

  it('are those whose profile is another, with their rows only', async () => {
    const area = await new TouchedCustomers().area([], context());
    expect(await session.rows(sql`select * from (${touchedIn(area)}) order by 1`)).toEqual(
      await session.rows(sql`select * from (${affectedCustomers()}) order by 1`),
    );
    expect(await idsOf(TABLES.customer, area)).toEqual(['c2', 'c3']);
  });

  it('are also those of changed rows, for what reads these', async () => {
    const area = await new TouchedCustomers().area(['Orders'], context());
    expect(await idsOf(TABLES.customer, area)).toEqual(['c2', 'c3', 'c4']);
    expect(await idsOf(TABLES.alternateKey, area)).toEqual(['c2', 'c3', 'c4']);
  });

  it('share one area, asked for side by side, in which a table is made once and what was computed stays', async () => {
    const customers = new TouchedCustomers();
    const [area = '', other] = await Promise.all([1, 2].map(() => customers.area([], context())));
    expect(area).toBe(other);
    await session.run(sql`create table known as select unnest(['c2', 'c5']) as "CustomerId"`);
    await Promise.all([1, 2].map(() => customers.bring('known', area, context())));
    expect(await idsOf('known', area)).toEqual(['c2']);
    await session.run(sql`create table ${id(area, 'computed')} as select 'c3' as "CustomerId"`);
    customers.hold('computed', area);
    await customers.bring('computed', area, context());
    expect(await idsOf('computed', area)).toEqual(['c3']);
  });
});
