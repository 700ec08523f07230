import { canonicalJson } from '../base/json.ts';
import { inChunks } from './bulk.ts';
import type { Database, MeasureHistoryRow, SegmentHistoryRow } from './schema.ts';

/** Size of a segment after one refresh, and where its membership changes are kept. */
export interface SegmentPoint {
  readonly segment: string;
  readonly refreshId: string;
  /** ISO 8601, UTC. */
  readonly at: string;
  readonly size: number;
  readonly entered: number;
  readonly left: number;
  /** Which definition of the segment gave this size. */
  readonly definitionHash: string;
  /** Address of the file with the members that entered and left; undefined when none did. */
  readonly changes: string | undefined;
}

/** Value of one calculation of a measure after one refresh. */
export interface MeasurePoint {
  readonly measure: string;
  readonly calculation: string;
  /** Dimension values of the row; none for a scalar measure. */
  readonly dimensions: Readonly<Record<string, string>>;
  readonly refreshId: string;
  readonly at: string;
  readonly value: number | null;
  readonly definitionHash: string;
}

export interface HistoryRequest {
  /** Most points, the newest. Default 1000. */
  readonly limit?: number | undefined;
  /** Only points at or after this moment, ISO 8601. */
  readonly since?: string | undefined;
}

/** One row of a measure as a text: equal dimension values, equal text; empty for a scalar measure. */
export function seriesOf(dimensions: Readonly<Record<string, string>>): string {
  return Object.keys(dimensions).length === 0 ? '' : canonicalJson(dimensions);
}

/** Adds points to the history of segments; a point already there (the same segment and refresh) stays as it is. */
export async function recordSegmentPoints(db: Database, points: readonly SegmentPoint[]): Promise<void> {
  const rows = points.map(
    (point): SegmentHistoryRow => ({
      segment_key: point.segment.toLowerCase(),
      refresh_id: point.refreshId,
      evaluated_at: point.at,
      size: point.size,
      entered: point.entered,
      left_count: point.left,
      definition_hash: point.definitionHash,
      changes: point.changes ?? null,
    }),
  );
  for (const chunk of inChunks(rows))
    await db
      .insertInto('segment_history')
      .values(chunk)
      .onConflict((conflict) => conflict.doNothing())
      .execute();
}

/** Points of a segment, oldest first. */
export async function listSegmentPoints(
  db: Database,
  segment: string,
  { limit = 1000, since = '' }: HistoryRequest = {},
): Promise<SegmentPoint[]> {
  const rows = await db
    .selectFrom('segment_history')
    .selectAll()
    .where('segment_key', '=', segment.toLowerCase())
    .where('evaluated_at', '>=', since)
    .orderBy('evaluated_at', 'desc')
    .orderBy('refresh_id', 'desc')
    .limit(limit)
    .execute();
  return rows.reverse().map((row) => segmentPointOf(row, segment));
}

/** The point of one segment in one refresh, to explain a crossing. */
export async function getSegmentPoint(
  db: Database,
  segment: string,
  refreshId: string,
): Promise<SegmentPoint | undefined> {
  const row = await db
    .selectFrom('segment_history')
    .selectAll()
    .where('segment_key', '=', segment.toLowerCase())
    .where('refresh_id', '=', refreshId)
    .executeTakeFirst();
  return row && segmentPointOf(row, segment);
}

/** Addresses of all files with membership changes, so that none in use is removed. */
export async function listChangeFiles(db: Database): Promise<string[]> {
  const rows = await db
    .selectFrom('segment_history')
    .select('changes')
    .distinct()
    .where('changes', 'is not', null)
    .execute();
  return rows.flatMap(({ changes }) => changes ?? []);
}

/** Adds points to the history of measures; a point already there stays as it is. */
export async function recordMeasurePoints(db: Database, points: readonly MeasurePoint[]): Promise<void> {
  const rows = points.map(
    (point): MeasureHistoryRow => ({
      measure_key: point.measure.toLowerCase(),
      calculation: point.calculation,
      series: seriesOf(point.dimensions),
      refresh_id: point.refreshId,
      evaluated_at: point.at,
      value: point.value,
      definition_hash: point.definitionHash,
    }),
  );
  for (const chunk of inChunks(rows))
    await db
      .insertInto('measure_history')
      .values(chunk)
      .onConflict((conflict) => conflict.doNothing())
      .execute();
}

export interface MeasureSeries {
  readonly measure: string;
  readonly calculation: string;
  readonly dimensions?: Readonly<Record<string, string>> | undefined;
}

/** Points of one row and calculation of a measure, oldest first. */
export async function listMeasurePoints(
  db: Database,
  { measure, calculation, dimensions = {} }: MeasureSeries,
  { limit = 1000, since = '' }: HistoryRequest = {},
): Promise<MeasurePoint[]> {
  const rows = await db
    .selectFrom('measure_history')
    .selectAll()
    .where('measure_key', '=', measure.toLowerCase())
    .where('calculation', '=', calculation)
    .where('series', '=', seriesOf(dimensions))
    .where('evaluated_at', '>=', since)
    .orderBy('evaluated_at', 'desc')
    .orderBy('refresh_id', 'desc')
    .limit(limit)
    .execute();
  return rows.reverse().map((row) => measurePointOf(row, measure));
}

/** All values of a measure in one refresh. */
export async function listMeasurePointsOfRefresh(
  db: Database,
  measure: string,
  refreshId: string,
): Promise<MeasurePoint[]> {
  const rows = await db
    .selectFrom('measure_history')
    .selectAll()
    .where('measure_key', '=', measure.toLowerCase())
    .where('refresh_id', '=', refreshId)
    .orderBy('calculation')
    .orderBy('series')
    .execute();
  return rows.map((row) => measurePointOf(row, measure));
}

function segmentPointOf(row: SegmentHistoryRow, segment: string): SegmentPoint {
  return {
    segment,
    refreshId: row.refresh_id,
    at: row.evaluated_at,
    size: row.size,
    entered: row.entered,
    left: row.left_count,
    definitionHash: row.definition_hash,
    changes: row.changes ?? undefined,
  };
}

function measurePointOf(row: MeasureHistoryRow, measure: string): MeasurePoint {
  return {
    measure,
    calculation: row.calculation,
    dimensions: row.series === '' ? {} : (JSON.parse(row.series) as Record<string, string>),
    refreshId: row.refresh_id,
    at: row.evaluated_at,
    value: row.value,
    definitionHash: row.definition_hash,
  };
}
