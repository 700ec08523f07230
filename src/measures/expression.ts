import { type ExpressionPlace, inspectExpression } from '../model/check/expression.ts';
import { type Expression, isScalarMeasure } from '../model/measure.ts';
import type { AttributeType } from '../model/vocabulary.ts';
import { compileCondition } from '../sql/condition/condition.ts';
import type { ConditionContext, ConditionRows } from '../sql/condition/condition-tree.ts';
import { literalOf } from '../sql/condition/literal.ts';
import { id, type Sql, sql } from '../sql/sql.ts';
import { compileFunction } from './function.ts';
import { ROW_COLUMNS } from './row-columns.ts';

/** What the expressions of a measure are compiled with. */
export interface ExpressionContext extends ConditionContext {
  /** The rows, with their variables, for telling types. */
  readonly place: ExpressionPlace;
  readonly rows: ConditionRows;
}

/** An expression as SQL with its type; a null constant has none. */
export interface TypedSql {
  readonly value: Sql;
  readonly type: AttributeType | undefined;
  /** The constant itself, where it is one. */
  readonly constant?: string | number | boolean | null;
}

/** An expression over the rows of a measure as SQL. It must have been validated. */
export function compileExpression(expression: Expression, context: ExpressionContext): TypedSql {
  const { type } = inspectExpression(expression, context.place);
  const { alias } = context.rows;
  if ('constant' in expression) return compileConstant(expression.constant, type, context);
  if ('attribute' in expression) return { value: id(alias, attributeColumn(expression)), type };
  if ('variable' in expression) return { value: id(alias, ROW_COLUMNS.variable(expression.variable)), type };
  if ('measure' in expression) return { value: compileMeasure(expression.measure, context), type };
  if ('when' in expression) {
    const condition = compileCondition(expression.when, context.rows, context);
    const value = widen(compileExpression(expression.value, context), type, context);
    const otherwise = widen(compileExpression(expression.otherwise, context), type, context);
    return { value: sql`case when ${condition} then ${value} else ${otherwise} end`, type };
  }
  const inner = expression.arguments.map((argument) => compileExpression(argument, context));
  return { value: compileFunction(expression.function, inner, { ...context, type }), type };
}

/** Column of the prepared rows that holds an attribute, whether their own or one at the end of a path. */
export function attributeColumn({
  attribute,
  path,
}: {
  readonly attribute: string;
  readonly path?: readonly string[];
}): string {
  return path && path.length > 0 ? ROW_COLUMNS.lookup(path, attribute) : attribute;
}

function compileConstant(
  constant: string | number | boolean | null,
  type: AttributeType | undefined,
  { dialect }: ExpressionContext,
): TypedSql {
  if (constant === null || type === undefined) return { value: sql`null`, type: undefined, constant: null };
  return { value: literalOf(constant, type, dialect), type, constant };
}

function compileMeasure(name: string, { place, rows }: ExpressionContext): Sql {
  const measure = place.model.measures.find((candidate) => candidate.name === name);
  if (!measure || !isScalarMeasure(measure)) return id(rows.alias, ROW_COLUMNS.measure(name));
  return sql`(select ${id(measure.calculations[0]?.name ?? '')} from ${id(name)})`;
}

/** The value in a wider type, where it is not of that type already. */
function widen(given: TypedSql, type: AttributeType | undefined, { dialect }: Pick<ExpressionContext, 'dialect'>): Sql {
  return type === undefined || given.type === type
    ? given.value
    : sql`cast(${given.value} as ${dialect.typeName(type)})`;
}
