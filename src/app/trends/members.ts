import { MEMBER_KINDS, memberKindOf } from '../../model/member-kind.ts';
import { id, type Sql, sql } from '../../sql/sql.ts';
import { requireDefinition } from '../../store/definitions.ts';
import { getSegmentPoint } from '../../store/history.ts';
import type { SnapshotEntity } from '../../store/snapshots.ts';
import type { Store } from '../../store/store.ts';
import type { SnapshotReader } from '../entities/reader.ts';
import { decodeOffset, nextOffset } from '../page-offset.ts';
import type { EntityRow } from '../view/entity.ts';
import type { Page, PageRequest } from '../view/page.ts';
import type { MembershipChangeView } from '../view/trend.ts';

interface MembersOptions {
  readonly store: Store;
  readonly reader: SnapshotReader;
}

/**
 * Members of a segment in the published data, in the order of one of their attributes; by their key without.
 * @throws FLX_NOT_FOUND, FLX_CURSOR_INVALID; FLX_ENTITY_UNKNOWN before the first refresh with segments
 */
export async function readMembers(
  { store, reader }: MembersOptions,
  segment: string,
  request: PageRequest,
): Promise<Page<EntityRow>> {
  const { content } = await requireDefinition(store.db, { kind: 'segment', name: segment });
  const { entity: name, key, membership } = memberKindOf(content);
  const { entity, table } = await reader.relation(name);
  const members = (await reader.relation(membership)).table;
  const offset = decodeOffset(request);
  const order = leading(attributeIn(request, entity, 'm'), request);
  const rows = await reader.query(
    sql`select ${id('m')}.* from ${table} as ${id('m')} where ${id('m', key)} in (select ${id(key)} from ${members} where ${id('SegmentName')} = ${content.name}) order by ${order}${id('m', key)} limit ${request.limit + 1} offset ${offset}`,
  );
  return { items: rows.slice(0, request.limit), nextCursor: nextOffset(rows.length, offset, request) };
}

/**
 * Who entered and left a segment in one refresh: those who entered first, or in the order of `change` or an attribute.
 * @throws FLX_CURSOR_INVALID
 */
export async function readChanges(
  { store, reader }: MembersOptions,
  { segment, refreshId }: { readonly segment: string; readonly refreshId: string },
  request: PageRequest,
): Promise<Page<MembershipChangeView>> {
  const point = await getSegmentPoint(store.db, segment, refreshId);
  if (point?.changes === undefined) return { items: [] };
  const offset = decodeOffset(request);
  const { rows, kind } = await reader.readFiles([point.changes], async (session, changes) => {
    const [any = {}] = await session.rows(sql`select * from ${changes} limit 1`);
    const kind = MEMBER_KINDS.contacts.key in any ? MEMBER_KINDS.contacts : MEMBER_KINDS.customers;
    const { entity, table } = await reader.relation(kind.entity);
    const [change, key] = [id('c', 'Change'), id('c', kind.key)];
    const order = nameIn(request) === 'change' ? change : attributeIn(request, entity, 'm');
    const rows = await session.rows(
      sql`select ${change}, ${key} from ${changes} as ${id('c')} left join ${table} as ${id('m')} on ${id('m', kind.key)} = ${key} where ${id('c', 'SegmentName')} = ${segment} order by ${leading(order, request)}${change}, ${key} limit ${request.limit + 1} offset ${offset}`,
    );
    return { rows, kind };
  });
  const items = rows.slice(0, request.limit);
  const keys = items.map((row) => String(row[kind.key]));
  const members = await reader.rowsByKey(kind.entity, kind.key, keys);
  return {
    items: items.map((row, index) => {
      const key = keys[index] ?? '';
      return { change: String(row['Change']), member: members.get(key) ?? { [kind.key]: key } };
    }),
    nextCursor: nextOffset(rows.length, offset, request),
  };
}

function nameIn({ sort }: PageRequest): string | undefined {
  return sort?.replace(/^-/, '');
}

/** The attribute that the rows are ordered by; undefined when there is no such. */
function attributeIn(
  request: PageRequest,
  { columns }: Pick<SnapshotEntity, 'columns'>,
  alias: string,
): Sql | undefined {
  const found = columns.find(({ name }) => name === nameIn(request));
  return found && id(alias, found.name);
}

/** What comes first in an order; what has no value is last in both directions. */
function leading(column: Sql | undefined, { sort }: PageRequest): Sql {
  if (!column) return sql``;
  return sort?.startsWith('-') ? sql`${column} desc nulls last, ` : sql`${column} nulls last, `;
}
