import type { Workspace } from '../../model/definition.ts';
import { CUSTOMER_ID } from '../../model/insight-model.ts';
import { previousTableOf, TABLES } from '../../model/tables.ts';
import type { EngineSession } from '../../sql/engine.ts';
import { patchedRows } from '../../sql/patch.ts';
import { id, join, type Sql, sql } from '../../sql/sql.ts';
import { changedProfiles } from './changed-profiles.ts';
import type { TaskOutput, Touched } from './task-output.ts';

interface AreaContext {
  readonly session: EngineSession;
  readonly workspace: Workspace;
  readonly outputs: ReadonlyMap<string, TaskOutput>;
}

/** Table of an area: CustomerId of the customers it holds, those that are gone among them. */
const TOUCHED_TABLE = 'TouchedCustomer';

/** Query of the customers that an area holds, those that are gone among them: CustomerId. */
export const touchedIn = (area: string): Sql => sql`select ${id(CUSTOMER_ID)} from ${id(area, TOUCHED_TABLE)}`;

/** Table of the customers to whom changed rows of a measure belong or belonged: CustomerId. */
export const rowOwnerTableOf = (measure: string): string => `CustomerMeasureTouched_${measure}`;

/**
 * The customers whom a refresh asks anew, in areas that hold the rows of these customers only: there, measures and segments
 * run as they run over everybody. What reads the same changes shares an area, in which each table is made once.
 */
export class TouchedCustomers {
  readonly #made = new Map<string, Promise<void>>();

  /** Name of the area of some customers; it holds their profiles and keys of records as they are now. */
  async area(touched: Touched, context: AreaContext): Promise<string> {
    const { workspace, session } = context;
    const profiles = changedProfiles(context);
    if (!profiles) throw new Error('Customers are followed only where their profiles are.');
    const positions = touched.map((name) => workspace.measures.findIndex((measure) => measure.name === name));
    const area = ['touched', ...positions.sort((one, other) => one - other)].join('_');
    const owners = touched.map((name) => sql`select ${id(CUSTOMER_ID)} from ${id(rowOwnerTableOf(name))}`);
    const all = sql`select distinct ${id(CUSTOMER_ID)} from (${join([profiles.affected, ...owners], ' union all ')})`;
    await this.#make(session, { area, table: TOUCHED_TABLE, query: () => all });
    for (const table of [TABLES.customer, TABLES.alternateKey]) {
      const columns = join(((await session.columns(table)) ?? []).map(({ name }) => id(name)));
      const patch = profiles.patchOf(table);
      const remade = patch.fresh ?? sql`(select * from ${patch.rest} where false)`;
      const query =
        touched.length > 0 ? patchedRows(patch, columns, touchedIn(area)) : sql`select ${columns} from ${remade}`;
      await this.#make(session, { area, table, query: () => query });
    }
    return area;
  }

  /** Makes readable in an area what a table of the session, such as one of a measure, says of the area's customers. */
  bring(table: string, area: string, { session }: Pick<AreaContext, 'session'>): Promise<void> {
    const isTouched = sql`${id(CUSTOMER_ID)} in (${touchedIn(area)})`;
    return this.#make(session, { area, table, query: () => session.rowsWhere(table, isTouched) });
  }

  /** Brings the published memberships of an area's customers. */
  bringMembership(area: string, context: Pick<AreaContext, 'session'>): Promise<void> {
    return this.bring(previousTableOf(TABLES.segmentMembership), area, context);
  }

  /** Says that a table was computed in an area, so that it need not be brought there. */
  hold(table: string, area: string): void {
    this.#made.set(`${area}.${table}`, Promise.resolve());
  }

  #make(session: EngineSession, made: AreaTable): Promise<void> {
    const key = `${made.area}.${made.table}`;
    const known = this.#made.get(key) ?? makeTable(session, made);
    this.#made.set(key, known);
    return known;
  }
}

interface AreaTable {
  readonly area: string;
  readonly table: string;
  readonly query: () => Sql | Promise<Sql>;
}

async function makeTable(session: EngineSession, { area, table, query }: AreaTable): Promise<void> {
  const rows = await query();
  const place = await session.area(area);
  await place.run(sql`create or replace table ${id(area, table)} as ${rows}`).finally(() => place.close());
}
