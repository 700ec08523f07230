/** Values one statement may bind; both databases take more. */
const BOUND_VALUES = 30_000;

/** Rows in pieces that one insert statement can carry. */
export function inChunks<Row extends object>(rows: readonly Row[]): readonly (readonly Row[])[] {
  const width = Math.max(1, Object.keys(rows[0] ?? {}).length);
  const size = Math.floor(BOUND_VALUES / width);
  return Array.from({ length: Math.ceil(rows.length / size) }, (_, index) =>
    rows.slice(index * size, (index + 1) * size),
  );
}
