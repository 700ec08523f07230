import { type SelectQueryBuilder, sql } from 'kysely';
import { limitOf, type Page, type PageRequest, pageOf, readCursor } from './page.ts';

/**
 * The orders of a list, by the field that people name: the columns that decide, the last of them unique. The first order, from
 * the largest down, is the usual one.
 */
export type Orders = Readonly<Record<string, readonly string[]>>;

export interface SortedRequest extends PageRequest {
  /** Name of an order, with `-` before it from the largest down. Default: the usual order. */
  readonly sort?: string | undefined;
}

/**
 * A page of a query in one of its orders. A page begins after the last row of the page before, whatever was added or removed
 * meanwhile, and an index on the columns makes every page as fast as the first.
 * @throws FLX_CURSOR_INVALID also when the cursor is one of another order or direction
 */
export async function sortedPage<Tables, Table extends keyof Tables, Row extends object>(
  query: SelectQueryBuilder<Tables, Table, Row>,
  request: SortedRequest,
  orders: Orders,
): Promise<Page<Row>> {
  const { isDescending, columns, ...order } = orderOf(request, orders);
  const name = `${isDescending ? '-' : ''}${order.name}`;
  const refs = columns.map((column) => sql.ref(column));
  const after = readCursor(request, (key) => key[0] === name && key.length === columns.length + 1)?.slice(1);
  const direction = isDescending ? 'desc' : 'asc';
  const rest = after
    ? query.where(sql<boolean>`(${sql.join(refs)}) ${sql.raw(isDescending ? '<' : '>')} (${sql.join(after)})`)
    : query;
  const rows = await refs
    .reduce((sorted, ref) => sorted.orderBy(ref, direction), rest)
    .limit(limitOf(request) + 1)
    .execute();
  const keyOf = (row: Row) => [
    name,
    ...columns.map((column) => (row as Record<string, string | number>)[column] ?? ''),
  ];
  return pageOf(rows, request, { keyOf, itemOf: (row) => row });
}

function orderOf({ sort }: SortedRequest, orders: Orders) {
  const [usual = ''] = Object.keys(orders);
  const wanted = sort?.replace(/^-/, '') ?? usual;
  const name = Object.hasOwn(orders, wanted) ? wanted : usual;
  return { name, columns: orders[name] ?? [], isDescending: sort === undefined || sort.startsWith('-') };
}
