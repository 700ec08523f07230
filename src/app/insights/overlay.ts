import type { Attribute } from '../../model/attribute.ts';
import { literalOf } from '../../sql/condition/literal.ts';
import type { Dialect } from '../../sql/dialect.ts';
import type { Row } from '../../sql/engine.ts';
import { id, join, type Sql, sql } from '../../sql/sql.ts';
import type { RealtimeItem } from '../../store/realtime-items.ts';
import type { SnapshotEntity } from '../../store/snapshots.ts';
import type { SnapshotReader } from '../entities/reader.ts';

export interface OverlayParts {
  readonly reader: SnapshotReader;
  readonly entity: SnapshotEntity;
  readonly table: Sql;
  readonly key: Attribute;
  readonly items: readonly RealtimeItem[];
}

/** The published rows with the written ones in their places: updated rows replaced, created ones added. */
export async function overlayRows({ reader, entity, table, key, items }: OverlayParts): Promise<Sql> {
  if (items.length === 0) return table;
  const { dialect } = reader;
  const keyText = sql`cast(${id(key.name)} as ${dialect.typeName('string')})`;
  const ids = join(items.map((item) => sql`${item.id}`));
  const published = await reader.query(sql`select * from ${table} where ${keyText} in (${ids})`);
  const byKey = new Map(published.map((row) => [String(row[key.name]), row]));
  const rows = items.flatMap((item) => {
    const base = byKey.get(item.id);
    if (item.kind === 'updated') return base ? [{ ...base, ...item.content }] : [];
    return base ? [] : [item.content as Row];
  });
  const replaced = items.filter((item) => item.kind === 'updated' && byKey.has(item.id));
  const kept =
    replaced.length === 0 ? sql`true` : sql`${keyText} not in (${join(replaced.map((item) => sql`${item.id}`))})`;
  const columns = join(entity.columns.map(({ name }) => id(name)));
  const written = rows.map((row) => rowSql(row, entity, dialect));
  return sql`(${join([sql`select ${columns} from ${table} where ${kept}`, ...written], ' union all ')})`;
}

function rowSql(row: Readonly<Record<string, unknown>>, { columns }: SnapshotEntity, dialect: Dialect): Sql {
  const values = columns.map(({ name, type }) => {
    const value = row[name];
    const isMissing = value === null || value === undefined;
    const own = isMissing ? sql`cast(null as ${dialect.typeName(type)})` : literalOf(String(value), type, dialect);
    return sql`${own} as ${id(name)}`;
  });
  return sql`select ${join(values)}`;
}
