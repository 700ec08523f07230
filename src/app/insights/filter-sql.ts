import type { FilterNode, Literal, ValueNode } from '../../connector/odata/tree.ts';
import type { AttributeType } from '../../model/vocabulary.ts';
import { literalOf } from '../../sql/condition/literal.ts';
import type { Dialect } from '../../sql/dialect.ts';
import { id, join, keyword, type Sql, sql } from '../../sql/sql.ts';
import type { SnapshotEntity } from '../../store/snapshots.ts';
import { appError } from '../catalogue.ts';
import { attributeOf } from './attributes.ts';

/** What a filter is read against. */
export interface FilterScope {
  readonly entity: SnapshotEntity;
  readonly dialect: Dialect;
  /** Tables of memberships, each with the column that names its members, for IsMemberOfSegment. */
  readonly memberships: readonly { readonly key: string; readonly table: Sql }[];
}

const OPERATORS = { eq: '=', ne: '<>', gt: '>', ge: '>=', lt: '<', le: '<=' } as const;

/** A filter as SQL: attributes are quoted, values bound with the type of what they are compared with. */
export function filterSql(node: FilterNode, scope: FilterScope): Sql {
  switch (node.kind) {
    case 'and':
      return sql`(${filterSql(node.left, scope)} and ${filterSql(node.right, scope)})`;
    case 'or':
      return sql`(${filterSql(node.left, scope)} or ${filterSql(node.right, scope)})`;
    case 'not':
      return sql`(not coalesce(${filterSql(node.operand, scope)}, false))`;
    case 'compare':
      return comparisonSql(node, scope);
    case 'in': {
      const type = typeOf(node.value, scope) ?? 'string';
      const list = node.list.map((literal) => valueSql(literal, scope, type));
      return sql`(${valueSql(node.value, scope)} in (${join(list)}))`;
    }
    case 'test':
      return testSql(node, scope);
    case 'memberOfSegment':
      return memberSql(node.segment, scope);
  }
}

function comparisonSql(node: FilterNode & { readonly kind: 'compare' }, scope: FilterScope): Sql {
  const { operator } = node;
  const [value, other] = isNull(node.left) ? [node.right, node.left] : [node.left, node.right];
  if (isNull(other) && (operator === 'eq' || operator === 'ne')) {
    const column = valueSql(value, scope);
    return operator === 'eq' ? sql`(${column} is null)` : sql`(${column} is not null)`;
  }
  const type = typeOf(node.left, scope) ?? typeOf(node.right, scope) ?? literalType(node.left);
  const left = valueSql(node.left, scope, type);
  const right = valueSql(node.right, scope, type);
  if (operator === 'ne') return sql`(${left} is distinct from ${right})`;
  return sql`(${left} ${signOf(operator)} ${right})`;
}

function signOf(operator: keyof typeof OPERATORS): Sql {
  return { pieces: [{ text: OPERATORS[operator] }] };
}

function isNull(value: ValueNode): boolean {
  return value.kind === 'literal' && value.type === 'null';
}

/** Type of a value that is not a constant. */
function typeOf(value: ValueNode, { entity }: FilterScope): AttributeType | undefined {
  if (value.kind === 'attribute') return attributeOf(entity, value.name).type;
  if (value.kind === 'literal') return undefined;
  return ['length', 'year', 'month', 'day'].includes(value.name) ? 'integer' : 'string';
}

function literalType(value: ValueNode): AttributeType {
  if (value.kind !== 'literal') return 'string';
  return ({ text: 'string', number: 'decimal', boolean: 'boolean', moment: 'dateTime', null: 'string' } as const)[
    value.type
  ];
}

function valueSql(value: ValueNode, scope: FilterScope, type?: AttributeType): Sql {
  if (value.kind === 'attribute') return id(attributeOf(scope.entity, value.name).name);
  if (value.kind === 'literal') return constantSql(value, type ?? literalType(value), scope.dialect);
  const argument = valueSql(value.argument, scope);
  switch (value.name) {
    case 'tolower':
      return sql`lower(${argument})`;
    case 'toupper':
      return sql`upper(${argument})`;
    case 'trim':
      return sql`trim(${argument})`;
    case 'length':
      return sql`length(${argument})`;
    default:
      return scope.dialect.datePart(argument, value.name);
  }
}

/** @throws FLX_ITEM_VALUE when the constant is not of the type */
function constantSql(literal: Literal, type: AttributeType, dialect: Dialect): Sql {
  if (literal.type === 'null') return sql`cast(null as ${dialect.typeName(type)})`;
  checkValue(literal.text, type, 'the filter');
  return literalOf(literal.text, type, dialect);
}

const FORMS: Readonly<Partial<Record<AttributeType, RegExp>>> = {
  integer: /^[+-]?\d+(\.\d+)?([eE][+-]?\d+)?$/,
  decimal: /^[+-]?\d+(\.\d+)?([eE][+-]?\d+)?$/,
  double: /^[+-]?\d+(\.\d+)?([eE][+-]?\d+)?$/,
  boolean: /^(true|false)$/i,
  date: /^\d{4}-\d{2}-\d{2}/,
  dateTime: /^\d{4}-\d{2}-\d{2}/,
  guid: /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i,
};

/** @throws FLX_ITEM_VALUE when the text cannot be a value of the type */
export function checkValue(text: string, type: AttributeType, name: string): void {
  if (FORMS[type]?.test(text.trim()) === false) throw appError('FLX_ITEM_VALUE', { value: text, type, name });
}

function testSql(node: FilterNode & { readonly kind: 'test' }, scope: FilterScope): Sql {
  const value = textSql(node.value, scope);
  const text = textSql(node.text, scope);
  if (node.name === 'contains') return sql`(position(${text} in ${value}) > 0)`;
  const side = keyword(node.name === 'startswith' ? 'left' : 'right');
  return sql`(${side}(${value}, length(${text})) = ${text})`;
}

function textSql(value: ValueNode, scope: FilterScope): Sql {
  const own = valueSql(value, scope, 'string');
  return typeOf(value, scope) === 'string' || value.kind === 'literal'
    ? own
    : sql`cast(${own} as ${scope.dialect.typeName('string')})`;
}

/** Rows of members, and rows that name a member. */
function memberSql(segment: string, { entity, memberships }: FilterScope): Sql {
  const named = memberships.filter(({ key }) => entity.columns.some(({ name }) => name === key));
  if (named.length === 0) throw appError('FLX_QUERY_SEGMENTS', { entity: entity.name });
  const tests = named.map(({ key, table }) => {
    const members = sql`select ${id(key)} from ${table} where lower(${id('SegmentName')}) = ${segment.toLowerCase()}`;
    return sql`coalesce(${id(key)} in (${members}), false)`;
  });
  return sql`(${join(tests, ' or ')})`;
}
