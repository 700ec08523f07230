import type { SourceEntity } from '../../model/data-source.ts';
import { previousTableOf } from '../../model/tables.ts';
import type { Column } from '../../sql/column.ts';
import type { Dialect } from '../../sql/dialect.ts';
import { LOAD_COLUMNS, type TableChange } from '../../sql/engine.ts';
import { id, join, type Sql, sql } from '../../sql/sql.ts';
import { freshTableOf } from './typed-rows.ts';

export interface UpsertRequest {
  readonly entityName: string;
  readonly entity: SourceEntity;
  readonly columns: readonly Column[];
  /** Columns of the published table; none when this is the first load. */
  readonly previous: readonly Column[];
  readonly dialect: Dialect;
  /** Query of the keys of published rows that left; those with a new row stay. */
  readonly gone?: Sql | undefined;
  /** Whether the rows of this load are known to be new or others, none with the key of another. */
  readonly areChanged: boolean;
}

const ROW = id(LOAD_COLUMNS.row);

/**
 * The newest version of each key: by the last-updated attribute where there is one, else the new rows over the old, later
 * lines over earlier ones. Keys that stand in one row only, which are most, are never sorted.
 */
export function upsertedRows(request: UpsertRequest): Sql {
  const { entity, columns, previous } = request;
  const key = id(entity.primaryKey ?? '');
  if (previous.length === 0)
    return sql`${versions(request)} select ${names(columns)} from newest where ${isPresent(request)}`;
  return sql`${versions(request)}, before as (${publishedRows(request)}), newer as (${newerBefore(request)})
    select ${names(columns)} from newest where ${key} not in (select ${key} from newer) and ${isPresent(request)}
    union all
    select ${names(columns)} from before where (${key} not in (select ${key} from newest) or ${key} in (select ${key} from newer)) and ${isPresent(request)}`;
}

/** The newest row of each key of this load, as `newest`. */
function versions({ entityName, entity, columns }: UpsertRequest): Sql {
  const key = id(entity.primaryKey ?? '');
  const fresh = id(freshTableOf(entityName));
  const order =
    entity.lastUpdated === undefined ? sql`${ROW} desc` : sql`${id(entity.lastUpdated)} desc nulls last, ${ROW} desc`;
  const repeated = sql`select ${key} from ${fresh} group by ${key} having count(*) > 1`;
  const ranked = sql`select *, row_number() over (partition by ${key} order by ${order}) as version from ${fresh} where ${key} in (select ${key} from repeated)`;
  return sql`with repeated as (${repeated}),
      newest as (select ${names(columns)} from ${fresh} where ${key} not in (select ${key} from repeated)
        union all select ${names(columns)} from (${ranked}) where version = 1)`;
}

/** Table of the rows of an increment that are new or another than the published ones. */
export function changedTableOf(entityName: string): string {
  return `changed_${entityName}`;
}

/** Rows of an increment that are new or another than the published ones, which have the same columns. */
export function changedRows(request: UpsertRequest): Sql {
  if (request.areChanged) return notOlderRows(request);
  const { entityName, entity, columns } = request;
  const key = id(entity.primaryKey ?? '');
  const differs = columns.map(({ name }) => sql`newest.${id(name)} is distinct from before.${id(name)}`);
  const newer = entity.lastUpdated === undefined ? sql`false` : isNewerBefore(entity.lastUpdated);
  return sql`${versions(request)} select newest.* from newest left join ${id(previousTableOf(entityName))} as before on before.${key} = newest.${key}
    where (${join(differs, ' or ')}) and not coalesce(${newer}, false)`;
}

/** Rows of this load but those of which a newer one is published; only key and date of the published rows are read. */
function notOlderRows({ entityName, entity, columns }: UpsertRequest): Sql {
  const fresh = sql`select ${names(columns)} from ${id(freshTableOf(entityName))} as newest`;
  if (entity.lastUpdated === undefined) return fresh;
  const key = id(entity.primaryKey ?? '');
  return sql`${fresh} where ${key} not in (select before.${key} from ${id(previousTableOf(entityName))} as before
    join ${id(freshTableOf(entityName))} as newest on before.${key} = newest.${key} where ${isNewerBefore(entity.lastUpdated)})`;
}

/** How the published table becomes that of `upsertedRows`, once `changedRows` are in their table. */
export function upsertedChange(request: UpsertRequest): TableChange {
  const { entityName, entity, columns } = request;
  const key = id(entity.primaryKey ?? '');
  const changed = id(changedTableOf(entityName));
  const previous = previousTableOf(entityName);
  const left = request.gone
    ? sql`select gone.${key} from (${request.gone}) as gone where not exists (select 1 from ${id(freshTableOf(entityName))} as fresh where fresh.${key} = gone.${key})`
    : sql`select ${key} from ${id(previous)} where not (${isPresent(request)})`;
  return {
    previous,
    keys: [entity.primaryKey ?? ''],
    gone: sql`select ${key} from ${changed} union all ${left}`,
    rows: sql`select ${names(columns)} from ${changed} where ${isPresent(request)}`,
  };
}

function names(columns: readonly Column[]): Sql {
  return join(columns.map((column) => id(column.name)));
}

/** What is published, in the columns and types of the entity. */
function publishedRows({ entityName, columns, previous, dialect }: UpsertRequest): Sql {
  const values = columns.map((column) => {
    const known = previous.find((candidate) => candidate.name === column.name);
    if (!known) return sql`cast(null as ${dialect.typeName(column.type)}) as ${id(column.name)}`;
    return known.type === column.type
      ? id(column.name)
      : sql`${dialect.tryCast(id(column.name), column.type)} as ${id(column.name)}`;
  });
  return sql`select ${join(values)} from ${id(previousTableOf(entityName))}`;
}

/** Keys of which the published row is newer than the new one; none without a last-updated attribute. */
function newerBefore({ entity }: UpsertRequest): Sql {
  const key = id(entity.primaryKey ?? '');
  if (entity.lastUpdated === undefined) return sql`select ${key} from newest where false`;
  return sql`select newest.${key} from newest join before using (${key}) where ${isNewerBefore(entity.lastUpdated)}`;
}

function isNewerBefore(lastUpdated: string): Sql {
  const updated = id(lastUpdated);
  return sql`(before.${updated} > newest.${updated} or (newest.${updated} is null and before.${updated} is not null))`;
}

/** True of rows that do not carry the mark of deleted ones. */
function isPresent({ entity, columns, dialect }: UpsertRequest): Sql {
  if (entity.deleted === undefined) return sql`true`;
  const { attribute, value } = entity.deleted;
  const type = columns.find((column) => column.name === attribute)?.type ?? 'string';
  return sql`${id(attribute)} is distinct from ${dialect.tryCast(sql`${String(value)}`, type)}`;
}
