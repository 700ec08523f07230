import { memberKindOf } from '../../model/member-kind.ts';
import { id, sql } from '../../sql/sql.ts';
import { readWorkspace, requireDefinition } from '../../store/definitions.ts';
import type { Store } from '../../store/store.ts';
import type { SnapshotReader } from '../entities/reader.ts';
import type { SegmentOverlap } from '../view/trend.ts';

/**
 * How many members of a segment are members of each other one of its kind too, the largest part first, in the published data.
 * @throws FLX_NOT_FOUND; FLX_ENTITY_UNKNOWN before the first refresh with segments
 */
export async function readOverlap(store: Store, reader: SnapshotReader, name: string): Promise<SegmentOverlap> {
  const { content } = await requireDefinition(store.db, { kind: 'segment', name });
  const { segments } = await readWorkspace(store.db);
  const kind = memberKindOf(content);
  const rows = await reader.read(kind.membership, (session, membership) => {
    const member = id(kind.key);
    const members = sql`select ${member} from ${membership} where ${id('SegmentName')} = ${content.name}`;
    return session.rows(
      sql`select ${id('SegmentName')} as segment, count(*) as size, count(*) filter (where ${member} in (${members})) as shared from ${membership} group by ${id('SegmentName')}`,
    );
  });
  const counted = new Map(
    rows.map((row) => [String(row['segment']), { size: Number(row['size']), shared: Number(row['shared']) }]),
  );
  const others = segments
    .filter((segment) => segment.name !== content.name && memberKindOf(segment) === kind)
    .map((segment) => ({
      name: segment.name,
      displayName: segment.displayName ?? segment.name,
      ...(counted.get(segment.name) ?? { size: 0, shared: 0 }),
    }));
  const snapshot = await reader.snapshot();
  return {
    publishedAt: snapshot?.createdAt ?? '',
    refreshId: snapshot?.refreshId ?? '',
    size: counted.get(content.name)?.size ?? 0,
    others: others.toSorted((a, b) => b.shared - a.shared || a.name.localeCompare(b.name)),
  };
}
