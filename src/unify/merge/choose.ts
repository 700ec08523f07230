import type { Attribute } from '../../model/attribute.ts';
import type { AttributeType } from '../../model/vocabulary.ts';
import type { Dialect } from '../../sql/dialect.ts';
import { id, join, type Sql, sql } from '../../sql/sql.ts';
import { sharedType } from '../comparison/value.ts';
import type { PlannedEntity } from '../plan/plan.ts';
import type { Choice, FieldGroup, FieldSource, UnifiedField } from './field.ts';

/** Gives the column of an entity's winner (or its preferred value) inside the profile query. */
export type ColumnOf = (entity: PlannedEntity, attribute: Attribute) => Sql;

/** SQL for the value of a field of its own. */
export function fieldValue(field: UnifiedField, columnOf: ColumnOf, dialect: Dialect): Sql {
  const values = field.sources.map((source) => sourceValue(field, source, columnOf, dialect));
  if (field.choice.policy === 'importance') return sql`coalesce(${join(values)})`;
  const isThere = values.map((value) => sql`${value} is not null`);
  return chosen(values, isThere, { choice: field.choice, sources: field.sources, columnOf, dialect });
}

/** SQL for each field of a group: all come from one source, the first (or most recent) that is not entirely empty. */
export function groupValues(group: FieldGroup, columnOf: ColumnOf, dialect: Dialect): Sql[] {
  const values = group.fields.map((field) =>
    field.sources.map((source) => sourceValue(field, source, columnOf, dialect)),
  );
  const sources = group.fields[0]?.sources ?? [];
  const isThere = sources.map((_, index) => {
    const filled = values.flatMap((ofField) => (ofField[index] ? [sql`${ofField[index]} is not null`] : []));
    return sql`(${join(filled, ' or ')})`;
  });
  return values.map((ofField) => chosen(ofField, isThere, { choice: group.choice, sources, columnOf, dialect }));
}

/** The value in the field's type. */
function sourceValue(
  field: UnifiedField,
  { entity, attribute }: FieldSource,
  columnOf: ColumnOf,
  dialect: Dialect,
): Sql {
  const column = columnOf(entity, attribute);
  return attribute.type === field.type ? column : sql`cast(${column} as ${dialect.typeName(field.type)})`;
}

interface Choosing {
  readonly choice: Choice;
  readonly sources: readonly FieldSource[];
  readonly columnOf: ColumnOf;
  readonly dialect: Dialect;
}

function chosen(values: readonly Sql[], isThere: readonly Sql[], choosing: Choosing): Sql {
  const [first = sql`null`] = values;
  if (values.length === 1) return first;
  const dates = choosing.choice.policy === 'importance' ? [] : datesOf(isThere, choosing);
  const best = choosing.choice.policy === 'mostRecent' ? sql`greatest(${join(dates)})` : sql`least(${join(dates)})`;
  const cases = values.map((value, index) => {
    const condition = isThere[index] ?? sql`false`;
    return dates.length === 0
      ? sql`when ${condition} then ${value}`
      : sql`when ${dates[index] ?? sql`null`} = ${best} then ${value}`;
  });
  return sql`case ${join(cases, ' ')} end`;
}

/** When each source was current; null where it has no value. Rows without a date come last. */
function datesOf(isThere: readonly Sql[], { choice, sources, columnOf, dialect }: Choosing): Sql[] {
  const dates = sources.flatMap(({ entity }) => {
    const attribute = entity.attributes.find(({ name }) => name === choice.recency[entity.name]);
    return attribute ? [{ entity, attribute }] : [];
  });
  const types = dates.map(({ attribute }) => attribute.type);
  const type = types.reduce((shared, next) => sharedType(shared, next), types[0] ?? 'dateTime');
  return dates.map(({ entity, attribute }, index) => {
    const date = sql`cast(${columnOf(entity, attribute)} as ${dialect.typeName(type)})`;
    return sql`case when ${isThere[index] ?? sql`false`} then coalesce(${date}, ${utmost(choice.policy, type, dialect)}) end`;
  });
}

const UTMOST_NUMBER = 999_999_999_999_999;

/** A moment or number that loses against every real one. */
function utmost(policy: Choice['policy'], type: AttributeType, dialect: Dialect): Sql {
  const isLow = policy === 'mostRecent';
  if (type === 'date' || type === 'dateTime') {
    const moment = dialect.momentLiteral(isLow ? '0001-01-01T00:00:00Z' : '9999-12-31T00:00:00Z');
    return sql`cast(${moment} as ${dialect.typeName(type)})`;
  }
  return sql`cast(${isLow ? -UTMOST_NUMBER : UTMOST_NUMBER} as ${dialect.typeName(type)})`;
}

/** The column of a record table in a profile query, through the entity's own preference where it has one. */
export function recordColumn(position: number, name: string, isPreferred: boolean): Sql {
  const own = sql`${id(`record${position}`)}.${id(name)}`;
  const preferred = id(`preferred${position}`);
  return isPreferred
    ? sql`case when ${preferred}.cluster is not null then ${preferred}.${id(name)} else ${own} end`
    : own;
}
