import { MEMBER_KINDS } from '../../model/member-kind.ts';
import { id, sql } from '../../sql/sql.ts';
import { requireDefinition } from '../../store/definitions.ts';
import { getSegmentPoint, listMeasurePoints, listSegmentPoints } from '../../store/history.ts';
import type { Store } from '../../store/store.ts';
import type { AppTrends } from '../app.ts';
import type { SnapshotReader } from '../entities/reader.ts';
import { decodeOffset, nextOffset } from '../page-offset.ts';
import { readOverlap } from './overlap.ts';

export interface TrendsOptions {
  readonly store: Store;
  readonly reader: SnapshotReader;
}

/** Kept sizes of segments and values of measures, and who entered and left. */
export function createTrends({ store, reader }: TrendsOptions): AppTrends {
  return {
    segment: async (name, request) => {
      const points = await listSegmentPoints(store.db, name, request);
      return points.map(({ refreshId, at, size, entered, left, definitionHash }, index) => ({
        refreshId,
        at,
        size,
        entered,
        left,
        isNewDefinition: index > 0 && points[index - 1]?.definitionHash !== definitionHash,
      }));
    },
    measure: async (name, { calculation, row, ...request }) => {
      const { content } = await requireDefinition(store.db, { kind: 'measure', name });
      const series = {
        measure: name,
        calculation: calculation ?? content.calculations[0]?.name ?? '',
        dimensions: row,
      };
      const points = await listMeasurePoints(store.db, series, request);
      return points.map(({ refreshId, at, value, definitionHash }, index) => ({
        refreshId,
        at,
        value: value ?? undefined,
        isNewDefinition: index > 0 && points[index - 1]?.definitionHash !== definitionHash,
      }));
    },
    overlap: (segment) => readOverlap(store, reader, segment),
    changes: async (segment, refreshId, { limit, cursor }) => {
      const point = await getSegmentPoint(store.db, segment, refreshId);
      if (point?.changes === undefined) return { items: [] };
      const offset = decodeOffset(cursor);
      const rows = await reader.readFiles([point.changes], (session, changes) =>
        session.rows(
          sql`select * from ${changes} where ${id('SegmentName')} = ${segment} order by 3, 2 limit ${limit + 1} offset ${offset}`,
        ),
      );
      const { customers, contacts } = MEMBER_KINDS;
      const { entity, key } = rows.some((row) => contacts.key in row) ? contacts : customers;
      const items = rows.slice(0, limit).map((row) => ({ id: String(row[key]), change: String(row['Change']) }));
      const members = await reader.rowsByKey(
        entity,
        key,
        items.map((item) => item.id),
      );
      return {
        items: items.map((item) => ({ change: item.change, member: members.get(item.id) ?? { [key]: item.id } })),
        nextCursor: nextOffset(rows.length, offset, limit),
      };
    },
  };
}
