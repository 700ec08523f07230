import type { RowQuery } from '../../connector/odata/query.ts';
import { MEMBER_KINDS } from '../../model/member-kind.ts';
import { TABLES } from '../../model/tables.ts';
import type { Row } from '../../sql/engine.ts';
import { id, join, keyword, type Sql, sql } from '../../sql/sql.ts';
import { listRealtimeItems } from '../../store/realtime-items.ts';
import type { SnapshotEntity } from '../../store/snapshots.ts';
import { appError } from '../catalogue.ts';
import { findEntity } from '../entities/reader.ts';
import { attributeOf, CUSTOMER_ID, keyOf } from './attributes.ts';
import { type FilterScope, filterSql } from './filter-sql.ts';
import type { InsightsOptions } from './options.ts';
import { overlayRows } from './overlay.ts';

/** A row with what was expanded into it. */
export type Item = Readonly<Record<string, unknown>>;

/** A page of rows. */
export interface ItemPage {
  readonly items: readonly Item[];
  /** True when further rows follow. */
  readonly hasMore: boolean;
  /** Rows that fit the filter, where the request asked. */
  readonly count: number | undefined;
}

/** An entity with everything that is to be read of it: the published rows and those written since. */
export async function openEntity(
  { reader, store, clock }: InsightsOptions,
  name: string,
): Promise<{ readonly entity: SnapshotEntity; readonly relation: Sql }> {
  const { entity, table } = await reader.relation(name);
  const items = await listRealtimeItems(store.db, entity.name, clock.now().toISOString());
  if (items.length === 0) return { entity, relation: table };
  return { entity, relation: await overlayRows({ reader, entity, table, key: keyOf(entity), items }) };
}

/** Rows as a query asks for them, in a stable order. @throws FLX_ENTITY_UNKNOWN, FLX_QUERY_… */
export async function readItems(options: InsightsOptions, name: string, query: RowQuery): Promise<ItemPage> {
  const { entity, relation } = await openEntity(options, name);
  const condition = await conditionOf(options, entity, query);
  const selected = query.select?.map((attribute) => attributeOf(entity, attribute).name);
  checkExpand(entity, query, selected);
  const columns = selected ? join(selected.map((column) => id(column))) : sql`*`;
  const rows = await options.reader.query(
    sql`select ${columns} from ${relation} as ${id('item')} where ${condition} order by ${orderOf(entity, query)} limit ${query.pageRows + 1} offset ${query.skip}`,
  );
  const items = rows.slice(0, query.pageRows);
  return {
    items: await expand(options, items, query.expand),
    hasMore: rows.length > items.length && (query.top === undefined || query.top > query.pageRows),
    count: query.isCounted ? await countOf(options, relation, condition) : undefined,
  };
}

/** How many rows fit. */
export async function countItems(options: InsightsOptions, name: string, query: RowQuery): Promise<number> {
  const { entity, relation } = await openEntity(options, name);
  return countOf(options, relation, await conditionOf(options, entity, query));
}

async function countOf({ reader }: InsightsOptions, relation: Sql, condition: Sql): Promise<number> {
  const [row] = await reader.query(
    sql`select count(*) as ${id('rows')} from ${relation} as ${id('item')} where ${condition}`,
  );
  return Number(row?.['rows'] ?? 0);
}

/** One row by its key; undefined when there is none. */
export async function readItem(options: InsightsOptions, name: string, key: string): Promise<Item | undefined> {
  const { entity, relation } = await openEntity(options, name);
  const column = id(keyOf(entity).name);
  const text = sql`cast(${column} as ${options.reader.dialect.typeName('string')})`;
  const [row] = await options.reader.query(
    sql`select * from ${relation} as ${id('item')} where ${text} = ${key} limit 1`,
  );
  return row;
}

async function conditionOf(options: InsightsOptions, entity: SnapshotEntity, query: RowQuery): Promise<Sql> {
  const { reader } = options;
  const memberships = await membershipsIn(reader);
  const parts = [
    ...(query.filter ? [filterSql(query.filter, { entity, dialect: reader.dialect, memberships })] : []),
    ...(query.search === undefined ? [] : [searchSql(entity, query.search)]),
  ];
  return parts.length === 0 ? sql`true` : join(parts, ' and ');
}

async function membershipsIn(reader: InsightsOptions['reader']): Promise<FilterScope['memberships']> {
  const snapshot = await reader.snapshot();
  const kinds = Object.values(MEMBER_KINDS).filter(({ membership }) => findEntity(snapshot, membership));
  return Promise.all(
    kinds.map(async ({ key, membership }) => ({ key, table: (await reader.relation(membership)).table })),
  );
}

/** Any text attribute holds the text, whatever its case. */
function searchSql({ columns }: SnapshotEntity, text: string): Sql {
  const texts = columns.filter(({ type }) => type === 'string');
  if (texts.length === 0) return sql`false`;
  const found = texts.map(({ name }) => sql`coalesce(position(${text.toLowerCase()} in lower(${id(name)})), 0) > 0`);
  return sql`(${join(found, ' or ')})`;
}

/** The order asked for, then the key and every other column, which makes pages stable. */
function orderOf(entity: SnapshotEntity, { order }: RowQuery): Sql {
  const asked = order.map(({ attribute, isDescending }) => {
    const column = id(attributeOf(entity, attribute).name);
    return sql`${column} ${keyword(isDescending ? 'desc nulls last' : 'asc nulls first')}`;
  });
  const rest = new Set([entity.primaryKey ?? [], entity.columns.map(({ name }) => name)].flat());
  return join([...asked, ...[...rest].map((name) => id(name))]);
}

function checkExpand(entity: SnapshotEntity, { expand, search }: RowQuery, selected: readonly string[] | undefined) {
  const [name] = expand;
  if (name === undefined) return;
  const refuse = (reason: string) => appError('FLX_QUERY_EXPAND', { name, reason });
  if (entity.name !== TABLES.customer) throw refuse('only customers can be expanded');
  if (search !== undefined) throw refuse('$search is used');
  if (selected && !selected.includes(CUSTOMER_ID)) throw refuse('$select leaves out CustomerId');
}

async function expand(options: InsightsOptions, items: readonly Row[], names: readonly string[]): Promise<Item[]> {
  let expanded: Item[] = [...items];
  for (const name of names) {
    const { entity, relation } = await openEntity(options, name);
    const column = attributeOf(entity, CUSTOMER_ID).name;
    const ids = items.map((item) => sql`${item[CUSTOMER_ID] ?? null}`);
    const rows =
      ids.length === 0
        ? []
        : await options.reader.query(
            sql`select * from ${relation} as ${id('item')} where ${id(column)} in (${join(ids)})`,
          );
    const byCustomer = Map.groupBy(rows, (row) => row[column]);
    expanded = expanded.map((item) => ({ ...item, [entity.name]: byCustomer.get(item[CUSTOMER_ID] as string) ?? [] }));
  }
  return expanded;
}
