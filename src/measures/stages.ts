import { parseMoment } from '../base/moment.ts';
import { validateMeasure } from '../model/check/measure.ts';
import { expressionPlaceOf } from '../model/check/measure-type.ts';
import { createConditionNames } from '../model/condition-names.ts';
import { CUSTOMER_ID, type InsightModel } from '../model/insight-model.ts';
import type { Measure } from '../model/measure.ts';
import { ancestorTableOf, customerMeasureTableOf, TABLES } from '../model/tables.ts';
import { invalid } from '../model/validate.ts';
import { compileCondition } from '../sql/condition/condition.ts';
import type { Dialect } from '../sql/dialect.ts';
import { whereAll } from '../sql/path/hop.ts';
import { id, join, type Sql, sql } from '../sql/sql.ts';
import { createTableStage, type Stage } from '../sql/stage.ts';
import { aggregateOf, replaceNull } from './aggregate.ts';
import { dimensionColumn, dimensionName } from './dimension.ts';
import type { ExpressionContext } from './expression.ts';
import { customerColumn, prepareRows } from './rows.ts';

export interface MeasureStagesOptions {
  readonly measure: Measure;
  readonly model: InsightModel;
  readonly dialect: Dialect;
  /** The refresh's moment, ISO 8601; relative dates count from it. */
  readonly now: string;
}

/** Table that holds a measure's result: its own name, or for a customer attribute the working table with its column. */
export function measureTableOf(measure: Measure): string {
  return measure.kind === 'customerAttribute' ? customerMeasureTableOf(measure.name) : measure.name;
}

/**
 * The stage that computes a measure: `measure:<name>`. It reads the base entity, the entities on its paths, `Customer` and
 * `AlternateKey` where it is about customers, and the tables of the measures and segments it uses.
 * @throws FLX_INVALID with every problem of the measure.
 */
export function createMeasureStages(options: MeasureStagesOptions): Stage[] {
  const { measure, model } = options;
  const problems = validateMeasure(measure, model);
  if (problems.length > 0) throw invalid(problems, { object: `measure '${measure.name}'` });
  const context = createContext(options);
  const groups = groupQuery(measure, context);
  const query = measure.kind === 'customerAttribute' ? everyCustomer(measure, groups, context) : groups;
  const summary = SUMMARIES[measure.kind];
  return [createTableStage({ name: `measure:${measure.name}`, summary, table: measureTableOf(measure), query })];
}

/** Query of the customers to whom rows of a measure about customers belong: CustomerId, each once. */
export function customersOf(options: MeasureStagesOptions): Sql {
  const customer = customerColumn(options.measure) ?? sql`null`;
  return sql`select distinct ${customer} as ${id(CUSTOMER_ID)} from ${prepareRows(options.measure, createContext(options))} as r0`;
}

const SUMMARIES: Readonly<Record<Measure['kind'], string>> = {
  customerAttribute: 'The measure for every customer.',
  customer: 'The measure by customer and dimension.',
  business: 'The measure for the business as a whole.',
};

function createContext({ measure, model, dialect, now }: MeasureStagesOptions): ExpressionContext {
  const rows = { entity: measure.entity, alias: 'r0', customerId: customerColumn(measure) };
  const moment = parseMoment(now)?.text ?? now;
  return { dialect, now: moment, rows, names: createConditionNames(model), place: expressionPlaceOf(model, measure) };
}

function groupQuery(measure: Measure, context: ExpressionContext): Sql {
  const { dimensions = [], calculations, filter } = measure;
  const { customer, joined } = accountOf(measure, context);
  const keys = [...(customer ? [CUSTOMER_ID] : []), ...dimensions.map(dimensionName)].map((name) => id(name));
  const aggregations = calculations.map((calculation, index) => aggregateOf(calculation, index, context));
  const columns = [
    ...(customer ? [sql`${customer} as ${id(CUSTOMER_ID)}`] : []),
    ...dimensions.map((dimension) => dimensionColumn(dimension, context)),
    ...aggregations.flatMap((aggregation) => aggregation.columns),
  ];
  const where = whereAll(filter ? [compileCondition(filter, context.rows, context)] : []);
  const prepared = prepareRows(measure, context);
  const picked = columns.length > 0 ? join(columns) : sql`1 as ${id('row')}`;
  const rows = sql`(select ${picked} from ${prepared} as r0${joined}${where}) as ${id('rows')}`;
  const values = calculations.map((calculation, index) => {
    const value = aggregations[index]?.value ?? sql`null`;
    const told = measure.kind === 'customerAttribute' ? value : replaceNull(value, calculation, context);
    return sql`${told} as ${id(outputName(measure, index))}`;
  });
  const grouping = keys.length > 0 ? sql` group by ${join(keys)}` : sql``;
  return sql`select ${join([...keys, ...values])} from ${rows}${grouping}`;
}

/** The customer that a row counts for; rolled up, its account and every one above, which a join adds. */
function accountOf({ kind, rollUp }: Measure, { rows }: ExpressionContext) {
  if (kind === 'business' || rows.customerId === undefined) return { customer: undefined, joined: sql`` };
  if (rollUp === undefined) return { customer: rows.customerId, joined: sql`` };
  const joined = sql` join ${id(ancestorTableOf(rollUp))} as up on ${id('up', CUSTOMER_ID)} = ${rows.customerId}`;
  return { customer: id('up', 'AncestorId'), joined };
}

/** Column of a calculation; that of a customer attribute bears the measure's name. */
function outputName(measure: Measure, index: number): string {
  return measure.kind === 'customerAttribute' ? measure.name : (measure.calculations[index]?.name ?? '');
}

function everyCustomer(measure: Measure, groups: Sql, context: ExpressionContext): Sql {
  const [calculation] = measure.calculations;
  const found = id('v', measure.name);
  const value = calculation ? replaceNull(found, calculation, context) : found;
  const customers = sql`${id(TABLES.customer)} as c left join (${groups}) as v on ${id('v', CUSTOMER_ID)} = ${id('c', CUSTOMER_ID)}`;
  return sql`select ${id('c', CUSTOMER_ID)}, ${value} as ${id(measure.name)} from ${customers}`;
}
