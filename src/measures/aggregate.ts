import { calculationTypeOf } from '../model/check/measure-type.ts';
import type { MeasureCalculation } from '../model/measure.ts';
import { compileCondition, isTrue } from '../sql/condition/condition.ts';
import type { Dialect } from '../sql/dialect.ts';
import { id, join, type Sql, sql } from '../sql/sql.ts';
import { compileExpression, type ExpressionContext } from './expression.ts';

/** A calculation: the columns it needs of each row, and how they become one value of a group. */
export interface Aggregation {
  readonly columns: readonly Sql[];
  readonly value: Sql;
}

type Aggregate = (value: Sql, order: Sql, dialect: Dialect) => Sql;

/** Rows of equal order are told apart by their value, so that a result never depends on the order of rows. */
const least: Aggregate = (value, order, dialect) => dialect.argMin(value, sql`(${order}, ${value})`);
const greatest: Aggregate = (value, order, dialect) => dialect.argMax(value, sql`(${order}, ${value})`);

const AGGREGATES: Readonly<Record<MeasureCalculation['function'], Aggregate>> = {
  sum: (value) => sql`sum(${value})`,
  avg: (value) => sql`avg(${value})`,
  count: (value) => sql`count(${value})`,
  countDistinct: (value) => sql`count(distinct ${value})`,
  min: (value) => sql`min(${value})`,
  max: (value) => sql`max(${value})`,
  first: least,
  argMin: least,
  last: greatest,
  argMax: greatest,
};

/** A calculation over groups of prepared rows; `index` keeps its columns apart from those of the others. */
export function aggregateOf(calculation: MeasureCalculation, index: number, context: ExpressionContext): Aggregation {
  const { expression, orderBy, filter } = calculation;
  const [value, order, counts] = [`:value ${index + 1}`, `:order ${index + 1}`, `:counts ${index + 1}`];
  const columns = [
    ...(expression ? [sql`${compileExpression(expression, context).value} as ${id(value)}`] : []),
    ...(orderBy ? [sql`${compileExpression(orderBy, context).value} as ${id(order)}`] : []),
    ...(filter ? [sql`${isTrue(compileCondition(filter, context.rows, context))} as ${id(counts)}`] : []),
  ];
  const call = AGGREGATES[calculation.function](expression ? id(value) : sql`*`, id(order), context.dialect);
  const tests = [...(orderBy ? [present(value), present(order)] : []), ...(filter ? [id(counts)] : [])];
  const filtered = tests.length === 0 ? call : sql`${call} filter (where ${join(tests, ' and ')})`;
  return { columns, value: typed(filtered, calculation, context) };
}

function present(column: string): Sql {
  return sql`${id(column)} is not null`;
}

function typed(value: Sql, calculation: MeasureCalculation, context: ExpressionContext): Sql {
  return sql`cast(${value} as ${outputType(calculation, context)})`;
}

function outputType(calculation: MeasureCalculation, { place, dialect }: ExpressionContext): Sql {
  return dialect.typeName(calculationTypeOf(calculation, place) ?? 'double');
}

/** The value, or what the calculation puts where there is none, in the calculation's type. */
export function replaceNull(value: Sql, calculation: MeasureCalculation, context: ExpressionContext): Sql {
  if (calculation.replaceNull === undefined) return value;
  const replacement = sql`cast(${String(calculation.replaceNull)} as ${outputType(calculation, context)})`;
  return sql`coalesce(${value}, ${replacement})`;
}
