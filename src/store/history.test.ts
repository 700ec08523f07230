import { expect, it } from 'vitest';
import { describeOnEachStore } from '../../test/support/store.ts';
import {
  getSegmentPoint,
  listChangeFiles,
  listMeasurePoints,
  listMeasurePointsOfRefresh,
  listSegmentPoints,
  type MeasurePoint,
  recordMeasurePoints,
  recordSegmentPoints,
  type SegmentPoint,
} from './history.ts';

const segmentPoint = (refresh: number, size: number): SegmentPoint => ({
  segment: 'HighValue',
  refreshId: `r${refresh}`,
  at: `2026-01-0${refresh}T00:00:00.000Z`,
  size,
  entered: size,
  left: 0,
  definitionHash: 'd1',
  changes: size > 0 ? `snapshots/s${refresh}/SegmentMembershipChange.parquet` : undefined,
});
const measurePoint = (refresh: number, dimensions: Record<string, string>, value: number | null): MeasurePoint => ({
  measure: 'Revenue',
  calculation: 'Total',
  dimensions,
  refreshId: `r${refresh}`,
  at: `2026-01-0${refresh}T00:00:00.000Z`,
  value,
  definitionHash: 'd1',
});

describeOnEachStore('history', (test) => {
  it('gives the points of a segment oldest first, the newest ones when there are more', async () => {
    const { store } = test();
    const points = [segmentPoint(1, 0), segmentPoint(2, 9), segmentPoint(3, 11)];
    await recordSegmentPoints(store.db, points);
    expect(await listSegmentPoints(store.db, 'HighValue')).toEqual(points);
    expect((await listSegmentPoints(store.db, 'HighValue', { limit: 2 })).map(({ size }) => size)).toEqual([9, 11]);
    expect((await listSegmentPoints(store.db, 'HighValue', { since: '2026-01-03' })).map(({ size }) => size)).toEqual([
      11,
    ]);
    expect(await getSegmentPoint(store.db, 'highvalue', 'r2')).toMatchObject({ size: 9 });
    expect(await listChangeFiles(store.db)).toHaveLength(2);
  });

  it('never rewrites a point', async () => {
    const { store } = test();
    await recordSegmentPoints(store.db, [{ ...segmentPoint(1, 0), size: 77 }]);
    expect(await getSegmentPoint(store.db, 'HighValue', 'r1')).toMatchObject({ size: 0 });
  });

  it('keeps each row of a measure with dimensions apart, and fractions to the last digit', async () => {
    const { store } = test();
    const points = [
      measurePoint(1, {}, 0.1 + 0.2),
      measurePoint(1, { Country: 'ES', Year: '2026' }, 5),
      measurePoint(1, { Country: 'FR', Year: '2026' }, null),
    ];
    await recordMeasurePoints(store.db, points);
    const total = { measure: 'Revenue', calculation: 'Total' };
    expect(await listMeasurePoints(store.db, total)).toEqual([points[0]]);
    expect(await listMeasurePoints(store.db, { ...total, dimensions: { Year: '2026', Country: 'ES' } })).toEqual([
      points[1],
    ]);
    expect(await listMeasurePointsOfRefresh(store.db, 'revenue', 'r1')).toHaveLength(3);
  });

  it('takes more rows at once than a statement can carry', async () => {
    const { store } = test();
    const points = Array.from({ length: 12_000 }, (_, index) => measurePoint(2, { Shop: `s${index}` }, index));
    await store.transaction((tx) => recordMeasurePoints(tx, points));
    expect(await listMeasurePointsOfRefresh(store.db, 'Revenue', 'r2')).toHaveLength(12_000);
  });
});
