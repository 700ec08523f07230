import type { SourceEntity } from '../../model/data-source.ts';
import { previousTableOf } from '../../model/tables.ts';
import type { Column } from '../../sql/column.ts';
import type { Dialect } from '../../sql/dialect.ts';
import { LOAD_COLUMNS } from '../../sql/engine.ts';
import { id, join, type Sql, sql } from '../../sql/sql.ts';
import { createTableStage, type Stage } from '../../sql/stage.ts';
import { freshTableOf } from './typed-rows.ts';

export interface CombineRequest {
  readonly entityName: string;
  readonly entity: SourceEntity;
  readonly columns: readonly Column[];
  /** Columns of the published table when this load is incremental. */
  readonly previous: readonly Column[] | undefined;
  readonly dialect: Dialect;
}

/** The stage that makes the entity's table: this load alone, or upserted over what was published, deletes removed. */
export function entityTableStage(request: CombineRequest): Stage {
  const { entityName, columns, previous } = request;
  const query = previous
    ? upsert(request, previous)
    : sql`select ${names(columns)} from ${id(freshTableOf(entityName))}`;
  return createTableStage({
    name: `ingest:entity:${entityName}`,
    summary: `All rows of ${entityName}.`,
    table: entityName,
    query,
  });
}

function names(columns: readonly Column[]): Sql {
  return join(columns.map((column) => id(column.name)));
}

/**
 * The newest version of each key wins: by the last-updated attribute where there is one, else the new rows over the old,
 * later lines over earlier ones.
 */
function upsert({ entityName, entity, columns, dialect }: CombineRequest, previous: readonly Column[]): Sql {
  const before = columns.map((column) => {
    const known = previous.find((candidate) => candidate.name === column.name);
    if (!known) return sql`cast(null as ${dialect.typeName(column.type)}) as ${id(column.name)}`;
    return known.type === column.type
      ? id(column.name)
      : sql`${dialect.tryCast(id(column.name), column.type)} as ${id(column.name)}`;
  });
  const row = id(LOAD_COLUMNS.row);
  const versions = sql`select ${names(columns)}, 0 as ${row} from (select ${join(before)} from ${id(previousTableOf(entityName))}) union all select ${names(columns)}, ${row} from ${id(freshTableOf(entityName))}`;
  const order =
    entity.lastUpdated === undefined ? sql`${row} desc` : sql`${id(entity.lastUpdated)} desc nulls last, ${row} desc`;
  const newest = sql`select *, row_number() over (partition by ${id(entity.primaryKey ?? '')} order by ${order}) as version from (${versions})`;
  const removed =
    entity.deleted === undefined
      ? sql``
      : sql` and ${id(entity.deleted.attribute)} is distinct from ${dialect.tryCast(sql`${String(entity.deleted.value)}`, typeOf(columns, entity.deleted.attribute))}`;
  return sql`select ${names(columns)} from (${newest}) where version = 1${removed}`;
}

function typeOf(columns: readonly Column[], name: string) {
  return columns.find((column) => column.name === name)?.type ?? 'string';
}
