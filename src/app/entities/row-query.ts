import type { FluxuError } from '../../base/errors.ts';
import { checkCondition } from '../../model/check/condition.ts';
import { Condition } from '../../model/condition.ts';
import { createConditionNames } from '../../model/condition-names.ts';
import type { InsightModel } from '../../model/insight-model.ts';
import { invalid, validate } from '../../model/validate.ts';
import { compileCondition } from '../../sql/condition/condition.ts';
import type { Dialect } from '../../sql/dialect.ts';
import { whereAll } from '../../sql/path/hop.ts';
import { id, join, type Sql, sql } from '../../sql/sql.ts';
import type { SnapshotEntity } from '../../store/snapshots.ts';
import type { RowsQuery } from '../view/entity.ts';

/** Name of the row in the statement. */
const ROW = 'r0';

export interface RowQueryContext {
  readonly entity: SnapshotEntity;
  readonly table: Sql;
  readonly dialect: Dialect;
  /** The moment that relative dates count from, ISO 8601. */
  readonly now: string;
}

/**
 * Rows of an entity that fit a query, in its order; equal rows are told apart by the key and every other column, which
 * makes pages stable. @throws FLX_INVALID when the filter or the order names what is not there
 */
export function selectRows(query: RowsQuery, context: RowQueryContext): Sql {
  const { entity, table, dialect } = context;
  const tests = [...searchOf(query, entity, dialect), ...filterOf(query, context)];
  return sql`select ${id(ROW)}.* from ${table} as ${id(ROW)}${whereAll(tests)} order by ${orderOf(query, entity)}`;
}

/** Number of rows that fit. */
export function countRows(query: RowsQuery, context: RowQueryContext): Sql {
  const tests = [...searchOf(query, context.entity, context.dialect), ...filterOf(query, context)];
  return sql`select count(*) from ${context.table} as ${id(ROW)}${whereAll(tests)}`;
}

function searchOf({ search }: RowsQuery, { columns }: SnapshotEntity, dialect: Dialect): Sql[] {
  const words = (search ?? '').trim().toLowerCase().split(/\s+/).filter(Boolean).slice(0, 8);
  const text = dialect.typeName('string');
  return words.map((word) => {
    const found = columns.map(({ name }) => sql`position(${word} in lower(cast(${id(ROW, name)} as ${text}))) > 0`);
    return sql`(${join(found, ' or ')})`;
  });
}

function filterOf({ filter }: RowsQuery, { entity, dialect, now }: RowQueryContext): Sql[] {
  if (filter === undefined) return [];
  const condition = validate(Condition, filter, { object: 'filter' }) as Condition;
  const model: InsightModel = {
    entities: [{ name: entity.name, attributes: entity.columns }],
    relationships: [],
    measures: [],
    segments: [],
    unifiedEntities: [],
  };
  const place = { object: 'filter', pointer: '' };
  const problems: FluxuError[] = checkCondition(condition, { model, entity: entity.name, hasCustomer: false, place });
  if (problems.length > 0) throw invalid(problems, place);
  const names = createConditionNames(model);
  return [compileCondition(condition, { entity: entity.name, alias: ROW }, { dialect, names, now })];
}

function orderOf({ sort }: RowsQuery, { columns, primaryKey }: SnapshotEntity): Sql {
  const isDescending = sort?.startsWith('-') ?? false;
  const wanted = sort?.replace(/^-/, '');
  const first = columns.find(({ name }) => name === wanted);
  const leading = first
    ? [isDescending ? sql`${id(ROW, first.name)} desc nulls last` : sql`${id(ROW, first.name)} nulls last`]
    : [];
  const rest = [...new Set([primaryKey ?? [], columns.map(({ name }) => name)].flat())];
  return join([...leading, ...rest.map((name) => id(ROW, name))]);
}
