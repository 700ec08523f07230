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
import { SEARCH_COLUMN } from './search-text.ts';

/** Name of the row in the statement. */
const ROW = 'r0';

export interface RowQueryContext {
  readonly entity: SnapshotEntity;
  readonly table: Sql;
  readonly dialect: Dialect;
  /** The moment that relative dates count from, ISO 8601. */
  readonly now: string;
  /** True when no two rows have the same primary key. */
  readonly hasUniqueKey: boolean;
  /** Keys and search texts of the rows; without it the columns themselves are searched. */
  readonly searchText: Sql | undefined;
}

/** Which rows of a result are wanted. */
export interface Part {
  readonly offset: number;
  readonly limit: number;
}

/**
 * Rows of an entity that fit a query, in its order; equal rows are told apart by the key and every other column, which
 * makes pages stable. @throws FLX_INVALID when the filter or the order names what is not there
 */
export function selectRows(query: RowsQuery, context: RowQueryContext): Sql {
  const tests = whereAll(testsOf(query, context));
  return sql`select ${id(ROW)}.* from ${context.table} as ${id(ROW)}${tests} order by ${orderOf(query, context)}`;
}

/**
 * Some of the rows that `selectRows` gives, in its order. Where the key is unique the rows are found by what the query names
 * alone, and only those that are shown are read whole.
 */
export function selectPart(query: RowsQuery, { offset, limit }: Part, context: RowQueryContext): Sql {
  const { entity, table } = context;
  const part = sql` limit ${limit} offset ${offset}`;
  if (!context.hasUniqueKey || entity.primaryKey === undefined) return sql`${selectRows(query, context)}${part}`;
  const key = id(ROW, entity.primaryKey);
  const order = orderOf(query, context);
  const keys = sql`select ${key} from ${table} as ${id(ROW)}${whereAll(testsOf(query, context))} order by ${order}${part}`;
  return sql`select ${id(ROW)}.* from ${table} as ${id(ROW)} where ${key} in (${keys}) order by ${order}`;
}

/** Number of rows that fit. */
export function countRows(query: RowsQuery, context: RowQueryContext): Sql {
  return sql`select count(*) from ${context.table} as ${id(ROW)}${whereAll(testsOf(query, context))}`;
}

function testsOf(query: RowsQuery, context: RowQueryContext): Sql[] {
  return [...searchOf(query, context), ...filterOf(query, context)];
}

/** The words of a search, in lower case. */
export function wordsOf({ search }: Pick<RowsQuery, 'search'>): readonly string[] {
  return (search ?? '').trim().toLowerCase().split(/\s+/).filter(Boolean).slice(0, 8);
}

function searchOf(query: RowsQuery, { entity, dialect, searchText }: RowQueryContext): Sql[] {
  const words = wordsOf(query);
  if (words.length === 0) return [];
  if (searchText && entity.primaryKey !== undefined) {
    const found = words.map((word) => sql`position(${word} in ${id(SEARCH_COLUMN)}) > 0`);
    const key = entity.primaryKey;
    return [sql`${id(ROW, key)} in (select ${id(key)} from ${searchText} where ${join(found, ' and ')})`];
  }
  const text = dialect.typeName('string');
  return words.map((word) => {
    const found = entity.columns.map(
      ({ name }) => sql`position(${word} in lower(cast(${id(ROW, name)} as ${text}))) > 0`,
    );
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

function orderOf({ sort }: RowsQuery, { entity: { columns, primaryKey }, hasUniqueKey }: RowQueryContext): Sql {
  const isDescending = sort?.startsWith('-') ?? false;
  const wanted = sort?.replace(/^-/, '');
  const first = columns.find(({ name }) => name === wanted);
  const leading = first
    ? [isDescending ? sql`${id(ROW, first.name)} desc nulls last` : sql`${id(ROW, first.name)} nulls last`]
    : [];
  const all = hasUniqueKey && primaryKey ? [] : columns.map(({ name }) => name);
  const rest = [...new Set([primaryKey ?? [], all].flat())];
  return join([...leading, ...rest.map((name) => id(ROW, name))]);
}
