import { CUSTOMER_ID } from '../model/insight-model.ts';
import type { Measure } from '../model/measure.ts';
import { customerMeasureTableOf, previousTableOf, TABLES } from '../model/tables.ts';
import type { EngineSession } from '../sql/engine.ts';
import { id, join, type Sql, sql } from '../sql/sql.ts';
import { createOutputStage, type Stage } from '../sql/stage.ts';
import { measureTableOf } from './stages.ts';

/**
 * The stage that gathers the customer attribute measures in `Customer_Measure`: a row a customer, a column a measure. It
 * reads the working table of each, whether computed in this refresh or carried over; customers a carried one does not
 * know have null.
 */
export function createCustomerMeasureStages({ measures }: { readonly measures: readonly Measure[] }): Stage[] {
  const byCustomer = measures.filter(({ kind }) => kind === 'customerAttribute');
  const names = byCustomer.map(({ name }) => name);
  const query = gatherMeasures(names, id(TABLES.customer), (name) => id(customerMeasureTableOf(name)));
  const summary = 'All customer attribute measures, a row a customer.';
  return [
    createOutputStage({ name: `measures:${TABLES.customerMeasure}`, summary, table: TABLES.customerMeasure, query }),
  ];
}

/** Query of the values of customer attribute measures for some customers; `valuesOf` gives the relation with those of one. */
export function gatherMeasures(names: readonly string[], customers: Sql, valuesOf: (name: string) => Sql): Sql {
  const alias = (index: number) => `m${index + 1}`;
  const columns = names.map((name, index) => id(alias(index), name));
  const joins = names.map(
    (name, index) =>
      sql`left join ${valuesOf(name)} as ${id(alias(index))} on ${id(alias(index), CUSTOMER_ID)} = ${id('c', CUSTOMER_ID)}`,
  );
  return sql`select ${join([id('c', CUSTOMER_ID), ...columns])} from ${join([sql`${customers} as c`, ...joins], ' ')}`;
}

/**
 * The stage that makes the table of a measure that is not computed in this refresh from the last published one, so that
 * others can read it; `measure:<name>:carry`. The table stays absent where nothing was published.
 */
export function createCarriedMeasureStages({ measure }: { readonly measure: Measure }): Stage[] {
  const isColumn = measure.kind === 'customerAttribute';
  const source = previousTableOf(isColumn ? TABLES.customerMeasure : measure.name);
  const columns = isColumn ? sql`${id(CUSTOMER_ID)}, ${id(measure.name)}` : sql`*`;
  const run = async (session: EngineSession) => {
    const published = await session.columns(source);
    const isThere = published?.some((column) => !isColumn || column.name === measure.name);
    if (!isThere) return;
    await session.run(
      sql`create or replace table ${id(measureTableOf(measure))} as select ${columns} from ${id(source)}`,
    );
  };
  return [{ name: `measure:${measure.name}:carry`, summary: 'The measure as it was last published.', run }];
}
