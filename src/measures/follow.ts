import type { Condition } from '../model/condition.ts';
import { readingOfCondition } from '../model/condition-reading.ts';
import { CUSTOMER_ID, findEntity, type InsightModel, isCustomer } from '../model/insight-model.ts';
import { hopsToCustomerId } from '../model/link.ts';
import type { Expression, Measure } from '../model/measure.ts';
import { wayToCustomer } from '../model/path.ts';
import { customerMeasureTableOf, previousTableOf, TABLES } from '../model/tables.ts';
import type { EngineSession } from '../sql/engine.ts';
import { id, join, type Sql, sql } from '../sql/sql.ts';
import { runStages, type Stage, type StageRun } from '../sql/stage.ts';
import { gatherMeasures } from './customer-measure.ts';
import { readingOf } from './row-columns.ts';
import { createMeasureStages, customersOf, type MeasureStagesOptions } from './stages.ts';

/**
 * Whether the value of each customer follows from the rows of one entity that belong to the customer, or from the profile,
 * and from nothing else, so that it stays as long as these stay.
 */
export function followsCustomers(measure: Measure, model: InsightModel): boolean {
  const { lookups, measures } = readingOf(measure);
  return (
    measure.kind === 'customerAttribute' &&
    measure.rollUp === undefined &&
    lookups.length + measures.length === 0 &&
    isOwn(measure.filter) &&
    [...(measure.variables ?? []), ...measure.calculations].every(({ expression }) => isLasting(expression)) &&
    measure.calculations.every(({ orderBy, filter }) => isLasting(orderBy) && isOwn(filter)) &&
    belongsDirectly(measure, model)
  );
}

function isOwn(condition: Condition | undefined): boolean {
  const reading = readingOfCondition(condition);
  return reading !== undefined && reading.measures.length + reading.segments.length === 0;
}

function isLasting(expression: Expression | undefined): boolean {
  if (expression === undefined) return true;
  if ('when' in expression)
    return isOwn(expression.when) && isLasting(expression.value) && isLasting(expression.otherwise);
  if (!('function' in expression)) return true;
  return expression.function !== 'now' && expression.function !== 'today' && expression.arguments.every(isLasting);
}

/** Whether rows name their customer through `AlternateKey` alone. */
function belongsDirectly({ entity, path }: Measure, model: InsightModel): boolean {
  if (isCustomer(entity)) return true;
  const found = wayToCustomer(model, entity, path);
  if (found.problem) return false;
  const hops = hopsToCustomerId(found.way);
  return hops.length === 1 && hops[0]?.table === TABLES.alternateKey;
}

export interface FollowOptions extends MeasureStagesOptions {
  /** Name of the area with the rows of the customers whose value is computed anew. */
  readonly area: string;
  /** Query of these customers, those that are gone among them: CustomerId. */
  readonly touched: Sql;
}

/**
 * Computes a measure for the customers of an area, and takes the values of all others from the last published ones:
 * afterwards its table is as `createMeasureStages` makes it.
 */
export async function followMeasure(session: EngineSession, options: FollowOptions, run: StageRun): Promise<void> {
  const { measure, touched } = options;
  const area = await session.area(options.area);
  await runStages(area, createMeasureStages(options), run).finally(() => area.close());
  const [table, customer] = [customerMeasureTableOf(measure.name), id(CUSTOMER_ID)];
  const columns = sql`${customer}, ${id(measure.name)}`;
  await session.run(sql`create or replace view ${id(table)} as
    select ${columns} from ${id(previousTableOf(TABLES.customerMeasure))} where ${customer} not in (${touched})
    union all select ${columns} from ${id(options.area, table)}`);
}

export interface RowOwners extends MeasureStagesOptions {
  /** Table with the keys of the changed rows of the entity, as `key`. */
  readonly changes: string;
  /** Column with the key. */
  readonly key: string;
  /** Table to write: CustomerId. */
  readonly into: string;
  /** Name of the area to work in. */
  readonly area: string;
}

/** Writes the customers to whom a changed row of a measure's entity belonged or belongs. */
export async function writeRowOwners(session: EngineSession, options: RowOwners): Promise<void> {
  const { measure, model, changes, key, into } = options;
  const columns = join((findEntity(model, measure.entity)?.attributes ?? []).map(({ name }) => id(name)));
  const changed = (table: string) =>
    sql`select ${columns} from ${session.outer(table)} where ${id(key)} in (select key from ${id(changes)})`;
  const area = await session.area(options.area);
  try {
    await area.run(sql`create or replace table ${id(measure.entity)} as
      ${changed(measure.entity)} union all ${changed(previousTableOf(measure.entity))}`);
    await area.run(sql`create or replace table ${area.outer(into)} as ${customersOf(options)}`);
  } finally {
    await area.close();
  }
}

export interface FollowedMeasures {
  readonly measures: readonly Pick<Measure, 'name'>[];
  /** Name of the area with `Customer` and the tables of these measures for the customers of any of them. */
  readonly area: string;
  /** Query of these customers, those that are gone among them: CustomerId. */
  readonly touched: Sql;
}

/**
 * The stage that makes `Customer_Measure` where all its measures were followed: only the customers of one of them are
 * written.
 */
export function createFollowedMeasureStages({ measures, area, touched }: FollowedMeasures): Stage[] {
  const { customer, customerMeasure } = TABLES;
  const names = measures.map(({ name }) => name);
  const rows = gatherMeasures(names, id(area, customer), (name) => id(area, customerMeasureTableOf(name)));
  return [
    {
      name: `measures:${customerMeasure}`,
      summary: 'All customer attribute measures: those published, but for the customers whose values may be others.',
      table: customerMeasure,
      run: (session) =>
        session.createChangedTable(customerMeasure, {
          previous: previousTableOf(customerMeasure),
          keys: [CUSTOMER_ID],
          gone: touched,
          rows,
        }),
    },
  ];
}
