import { parseMoment } from '../base/moment.ts';
import type { ExpressionFunction } from '../model/measure.ts';
import type { AttributeType } from '../model/vocabulary.ts';
import { literalOf } from '../sql/condition/literal.ts';
import type { DateUnit, Dialect } from '../sql/dialect.ts';
import { join, type Sql, sql } from '../sql/sql.ts';

interface Argument {
  readonly value: Sql;
  readonly type: AttributeType | undefined;
  readonly constant?: string | number | boolean | null;
}

interface CallContext {
  readonly dialect: Dialect;
  readonly now: string;
  /** Type of the result. */
  readonly type: AttributeType | undefined;
}

type Compiler = (values: readonly Sql[], context: CallContext, given: readonly Argument[]) => Sql;

const first = (values: readonly Sql[]): Sql => values[0] ?? sql`null`;
const second = (values: readonly Sql[]): Sql => values[1] ?? sql`null`;
const asType = (value: Sql, type: AttributeType, dialect: Dialect): Sql =>
  sql`cast(${value} as ${dialect.typeName(type)})`;

const COMPILERS: Readonly<Record<ExpressionFunction, Compiler>> = {
  add: folded(sql` + `),
  subtract: folded(sql` - `),
  multiply: folded(sql` * `),
  modulo: (values, context) => exact(sql`(${first(values)} % nullif(${second(values)}, 0))`, context),
  divide: (values, { dialect }) => {
    const [dividend, divisor] = [first(values), second(values)].map((value) => asType(value, 'double', dialect));
    return sql`(${dividend ?? null} / nullif(${divisor ?? null}, 0))`;
  },
  power: (values, { dialect }) => sql`power(${join(values.map((value) => asType(value, 'double', dialect)))})`,
  negate: (values) => sql`(- ${first(values)})`,
  abs: (values) => sql`abs(${first(values)})`,
  round: (values, context, given) => exact(sql`round(${first(values)}, ${Number(given[1]?.constant ?? 0)})`, context),
  floor: (values, context) => exact(sql`floor(${first(values)})`, context),
  ceiling: (values, context) => exact(sql`ceil(${first(values)})`, context),
  coalesce: (_values, context, given) => sql`coalesce(${join(given.map((argument) => inType(argument, context)))})`,
  concat: (values, { dialect }) =>
    sql`(${join(
      values.map((value) => sql`coalesce(${asType(value, 'string', dialect)}, '')`),
      ' || ',
    )})`,
  lower: (values) => sql`lower(${first(values)})`,
  upper: (values) => sql`upper(${first(values)})`,
  length: (values) => sql`length(${first(values)})`,
  year: datePart('year'),
  month: datePart('month'),
  day: datePart('day'),
  dateDifference: (_values, { dialect }, given) => {
    const [from, to] = datesOf(given.slice(0, 2), dialect);
    return dialect.dateDifference(from ?? sql`null`, to ?? sql`null`, String(given[2]?.constant) as DateUnit);
  },
  now: (_values, { dialect, now }) => dialect.momentLiteral(now),
  today: (_values, { dialect, now }) => asType(dialect.momentLiteral(now), 'date', dialect),
};

/** A function of an expression as SQL. Division by zero gives null. */
export function compileFunction(name: ExpressionFunction, given: readonly Argument[], context: CallContext): Sql {
  const values = given.map(({ value }) => value);
  return COMPILERS[name](values, context, given);
}

function folded(operator: Sql): Compiler {
  return (values, context) => {
    const [start, ...others] = values;
    return others.reduce<Sql>((left, right) => exact(sql`(${left}${operator}${right})`, context), start ?? sql`null`);
  };
}

/** Engines widen a decimal's digits at every step; ours keeps its type. */
function exact(value: Sql, { type, dialect }: CallContext): Sql {
  return type === 'decimal' || type === 'integer' ? asType(value, type, dialect) : value;
}

function inType({ value, type }: Argument, context: CallContext): Sql {
  return context.type === undefined || type === context.type ? value : asType(value, context.type, context.dialect);
}

function datePart(part: 'year' | 'month' | 'day'): Compiler {
  return (_values, { dialect }, given) =>
    asType(dialect.datePart(datesOf(given, dialect)[0] ?? sql`null`, part), 'integer', dialect);
}

/** Dates and moments of one type, so that they can be counted between; texts that are constants become what they say. */
function datesOf(given: readonly Argument[], dialect: Dialect): Sql[] {
  const dates = given.map((argument) => {
    const moment = typeof argument.constant === 'string' ? parseMoment(argument.constant) : undefined;
    return moment ? { value: literalOf(moment.text, moment.kind, dialect), type: moment.kind } : argument;
  });
  const isMixed = new Set(dates.map(({ type }) => type)).size > 1;
  return dates.map(({ value, type }) => (isMixed && type !== 'dateTime' ? asType(value, 'dateTime', dialect) : value));
}
