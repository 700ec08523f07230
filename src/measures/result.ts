import type { Measure } from '../model/measure.ts';
import { isNumeric } from '../model/operator.ts';
import type { EngineSession, Row } from '../sql/engine.ts';
import { id, join, sql } from '../sql/sql.ts';
import { dimensionName } from './dimension.ts';
import { measureTableOf } from './stages.ts';

/** One row of a measure: its dimension values as text, and its calculations that are numbers. */
export interface MeasureRow {
  readonly dimensions: Readonly<Record<string, string>>;
  readonly values: Readonly<Record<string, number | null>>;
}

/** Most rows read of a measure with dimensions. */
const MAX_ROWS = 10_000;

/**
 * Rows of a business measure that was just computed, in the order of their dimensions (the first 10,000 unless told
 * otherwise). A missing dimension value is an empty text. Measures about customers have none here: their result is a table.
 */
export async function readMeasureResult(
  session: EngineSession,
  measure: Measure,
  limit = MAX_ROWS,
): Promise<MeasureRow[]> {
  if (measure.kind !== 'business') return [];
  const table = measureTableOf(measure);
  const dimensions = (measure.dimensions ?? []).map(dimensionName);
  const columns = (await session.columns(table)) ?? [];
  const numbers = columns.filter(({ name, type }) => isNumeric(type) && !dimensions.includes(name));
  const names = [...dimensions, ...numbers.map(({ name }) => name)];
  if (names.length === 0) return [];
  const order = dimensions.length > 0 ? sql` order by ${join(dimensions.map((name) => id(name)))}` : sql``;
  const rows = await session.rows(
    sql`select ${join(names.map((name) => id(name)))} from ${id(table)}${order} limit ${limit}`,
  );
  return rows.map((row) => rowOf(row, dimensions));
}

function rowOf(row: Row, dimensions: readonly string[]): MeasureRow {
  const texts = dimensions.map((name) => [name, String(row[name] ?? '')] as const);
  const values = Object.entries(row)
    .filter(([name]) => !dimensions.includes(name))
    .map(([name, value]) => [name, value === null ? null : Number(value)] as const);
  return { dimensions: Object.fromEntries(texts), values: Object.fromEntries(values) };
}
