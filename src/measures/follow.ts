import type { Condition } from '../model/condition.ts';
import { readingOfCondition } from '../model/condition-reading.ts';
import { CUSTOMER_ID, findEntity, type InsightModel, isCustomer } from '../model/insight-model.ts';
import { hopsToCustomerId } from '../model/link.ts';
import type { Expression, Measure } from '../model/measure.ts';
import { wayToCustomer } from '../model/path.ts';
import { customerMeasureTableOf, previousTableOf, TABLES } from '../model/tables.ts';
import type { EngineSession } from '../sql/engine.ts';
import { type Patch, patchedRows } from '../sql/patch.ts';
import { id, join, type Sql, sql } from '../sql/sql.ts';
import { runStages, type Stage, type StageRun } from '../sql/stage.ts';
import { gatherMeasures } from './customer-measure.ts';
import { readingOf } from './row-columns.ts';
import { createMeasureStages, customersOf, type MeasureStagesOptions } from './stages.ts';

/** Customers whose value is computed anew, those that are gone among them: CustomerId. */
export const touchedTableOf = (measure: string): string => `CustomerMeasureTouched_${measure}`;

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
  /** Query of customers whose profile is new, gone or another: CustomerId. */
  readonly affected: Sql;
  /** How a table of unification changed. */
  readonly patchOf: (table: string) => Patch;
  /** Changed rows of the entity: a table of their keys as `key`, and the column with the key; undefined where none changed. */
  readonly rows?: { readonly changes: string; readonly key: string } | undefined;
  /** Name of the area to work in. */
  readonly area: string;
}

/**
 * Computes a measure for the customers whose rows or profiles changed, and takes the values of all others from the last
 * published ones: afterwards its table is as `createMeasureStages` makes it.
 */
export async function followMeasure(session: EngineSession, options: FollowOptions, run: StageRun): Promise<void> {
  const { measure, model } = options;
  const [touched, table] = [id(touchedTableOf(measure.name)), id(customerMeasureTableOf(measure.name))];
  const isTouched = sql`${id(CUSTOMER_ID)} in (select ${id(CUSTOMER_ID)} from ${touched})`;
  const area = await session.area(options.area);
  try {
    await writeTouched(area, options);
    for (const name of [TABLES.customer, TABLES.alternateKey]) {
      const all = findEntity(model, name)?.attributes.map((attribute) => attribute.name) ?? [];
      const isRead = name === TABLES.alternateKey || isCustomer(measure.entity);
      const columns = join((isRead ? all : [CUSTOMER_ID]).map((column) => id(column)));
      const rows = patchedRows(options.patchOf(name), columns, sql`select ${id(CUSTOMER_ID)} from ${touched}`);
      await area.run(sql`create or replace table ${id(name)} as ${rows}`);
    }
    await runStages(area, createMeasureStages(options), run);
  } finally {
    await area.close();
  }
  const columns = sql`${id(CUSTOMER_ID)}, ${id(measure.name)}`;
  const { fresh, rest } = followedMeasure(measure, options.area);
  await session.run(sql`create or replace view ${table} as
    select ${columns} from ${rest} where not ${isTouched} union all select ${columns} from ${fresh}`);
}

/** Where the values of a measure are that `followMeasure` computed in an area. */
export function followedMeasure({ name }: Pick<Measure, 'name'>, area: string): Patch & { readonly fresh: Sql } {
  return {
    key: CUSTOMER_ID,
    keys: sql`select ${id(CUSTOMER_ID)} from ${id(touchedTableOf(name))}`,
    fresh: id(area, customerMeasureTableOf(name)),
    rest: id(previousTableOf(TABLES.customerMeasure)),
  };
}

/** Customers whose profile changed, and those to whom a changed row belonged or belongs. */
async function writeTouched(area: EngineSession, options: FollowOptions): Promise<void> {
  const { measure, model, affected, rows } = options;
  const touched = [sql`select ${id(CUSTOMER_ID)} from (${affected})`];
  if (rows) {
    const columns = join((findEntity(model, measure.entity)?.attributes ?? []).map(({ name }) => id(name)));
    const changed = (table: string) =>
      sql`select ${columns} from ${area.outer(table)} where ${id(rows.key)} in (select key from ${id(rows.changes)})`;
    await area.run(sql`create or replace table ${id(measure.entity)} as
      ${changed(measure.entity)} union all ${changed(previousTableOf(measure.entity))}`);
    touched.push(customersOf(options));
  }
  await area.run(
    sql`create or replace table ${area.outer(touchedTableOf(measure.name))} as ${join(touched, ' union all ')}`,
  );
  await area.drop(measure.entity);
}

export interface FollowedMeasures {
  /** Each with the area it was followed in. */
  readonly measures: readonly { readonly measure: Measure; readonly area: string }[];
  /** How `Customer` changed. */
  readonly customers: Patch;
}

/**
 * The stage that makes `Customer_Measure` where all its measures were followed: only the customers of one of them are
 * written.
 */
export function createFollowedMeasureStages({ measures, customers }: FollowedMeasures): Stage[] {
  const { customerMeasure } = TABLES;
  const patches = new Map(measures.map(({ measure, area }) => [measure.name, followedMeasure(measure, area)]));
  const touched = join(
    [...patches.values()].map(({ keys }) => keys),
    ' union all ',
  );
  const customer = id(CUSTOMER_ID);
  const valuesOf = (name: string, patch: Patch) => sql`(${patchedRows(patch, sql`${customer}, ${id(name)}`, touched)})`;
  const rows = gatherMeasures([...patches.keys()], sql`(${patchedRows(customers, customer, touched)})`, (name) => {
    const patch = patches.get(name);
    return patch ? valuesOf(name, patch) : id(customerMeasureTableOf(name));
  });
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
