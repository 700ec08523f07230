import { requireDefinition } from '../../store/definitions.ts';
import { listMeasurePoints, listSegmentPoints } from '../../store/history.ts';
import type { Store } from '../../store/store.ts';
import type { SnapshotReader } from '../entities/reader.ts';
import type { AppTrends } from '../rooms/insights.ts';
import { readChanges, readMembers } from './members.ts';
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
    members: (segment, request) => readMembers({ store, reader }, segment, request),
    changes: (segment, refreshId, request) => readChanges({ store, reader }, { segment, refreshId }, request),
  };
}
