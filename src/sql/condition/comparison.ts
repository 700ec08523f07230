import type { ColumnType } from '../column.ts';
import type { Dialect } from '../dialect.ts';
import { join, type Sql, sql } from '../sql.ts';
import type { ColumnOperator, ComparisonNode, ConditionValue } from './condition-tree.ts';
import { hasDatePart, isAtTime, isWithinLast, isYearToDate } from './date.ts';
import { isDay, sidesOf } from './literal.ts';
import { containsText, type TextPosition } from './text.ts';

/** A column that is compared, and with what. */
export interface Compared {
  readonly column: Sql;
  readonly type: ColumnType;
  readonly node: ComparisonNode;
  readonly dialect: Dialect;
  readonly now: string;
}

type Sign = '=' | '<>' | '>' | '>=' | '<' | '<=';

/** How each operator is written. Null where the column is null, save for the two that ask for it. */
const COMPARISONS: Readonly<Record<ColumnOperator, (compared: Compared) => Sql>> = {
  equals: signed('='),
  notEquals: signed('<>'),
  greaterThan: signed('>'),
  greaterThanOrEqualTo: signed('>='),
  lessThan: signed('<'),
  lessThanOrEqualTo: signed('<='),
  contains: textual('anywhere'),
  startsWith: textual('start'),
  endsWith: textual('end'),
  isNull: ({ column }) => sql`${column} is null`,
  isNotNull: ({ column }) => sql`${column} is not null`,
  isIn,
  isBetween: (compared) => sql`(${join(bounds(compared), ' and ')})`,
  isNotBetween: (compared) => sql`not (${join(bounds(compared), ' and ')})`,
  isWithinLast: (compared) => isWithinLast(compared, compared.node.amount ?? 1, compared.node.unit ?? 'day'),
  yearToDate: isYearToDate,
  dayOf: (compared) => hasDatePart(compared, 'day', operandOf(compared)),
  monthOf: (compared) => hasDatePart(compared, 'month', operandOf(compared)),
  yearOf: (compared) => hasDatePart(compared, 'year', operandOf(compared)),
  dayOfWeek: (compared) => hasDatePart(compared, 'dayOfWeek', operandOf(compared)),
  timeAt: (compared) => isAtTime(compared, String(operandOf(compared))),
};

/** The comparison of a column as SQL. */
export function compileComparison(compared: Compared): Sql {
  const { operator } = compared.node;
  if (operator === 'childOf' || operator === 'parentOf') return signed('=')(compared);
  return COMPARISONS[operator](compared);
}

function operandOf({ node }: Compared): ConditionValue {
  return node.value ?? '';
}

function signed(sign: Sign) {
  return (compared: Compared): Sql => compare(compared, sign, operandOf(compared));
}

function compare({ column, node, ...kind }: Compared, sign: Sign, value: ConditionValue): Sql {
  const { left, right } = sidesOf(column, value, { ...kind, ignoreCase: node.ignoreCase });
  return sql`${left} ${signOf(sign)} ${right}`;
}

const SIGNS: Readonly<Record<Sign, Sql>> = {
  '=': sql`=`,
  '<>': sql`<>`,
  '>': sql`>`,
  '>=': sql`>=`,
  '<': sql`<`,
  '<=': sql`<=`,
};

function signOf(sign: Sign): Sql {
  return SIGNS[sign];
}

function bounds(compared: Compared): Sql[] {
  const { from = '', to = '' } = compared.node;
  return [compare(compared, '>=', from), compare(compared, '<=', to)];
}

function textual(position: TextPosition) {
  return (compared: Compared): Sql =>
    containsText(compared.column, String(operandOf(compared)), position, compared.node.ignoreCase === true);
}

function isIn(compared: Compared): Sql {
  const values = compared.node.values ?? [];
  if (compared.type !== 'dateTime') return isOneOf(compared, values);
  const lists = [values.filter(isDay), values.filter((value) => !isDay(value))].filter((list) => list.length > 0);
  return sql`(${join(
    lists.map((list) => isOneOf(compared, list)),
    ' or ',
  )})`;
}

function isOneOf({ column, node, ...kind }: Compared, values: readonly ConditionValue[]): Sql {
  const sides = values.map((value) => sidesOf(column, value, { ...kind, ignoreCase: node.ignoreCase }));
  return sql`${sides[0]?.left ?? column} in (${join(sides.map(({ right }) => right))})`;
}
