/** One line of a conformance table. */
export interface ConformanceRow {
  readonly category: string;
  readonly passed: number;
  readonly total: number;
  /** Least share that must pass, 0 to 1. */
  readonly floor?: number;
}

/** How far one part of the product does what public material says it must. */
export interface ConformanceTable {
  readonly subject: string;
  readonly rows: readonly ConformanceRow[];
}

/** True when every row with a floor is at or above it. */
export function isAboveFloors({ rows }: ConformanceTable): boolean {
  return rows.every(({ passed, total, floor }) => floor === undefined || passed >= floor * total);
}

/** The table for people: what passed, of how many, and where it is under its floor. */
export function renderTable(table: ConformanceTable): string {
  const lines = table.rows.map(({ category, passed, total, floor }) => {
    const share = total === 0 ? 100 : (passed / total) * 100;
    const remark =
      floor === undefined
        ? ''
        : passed >= floor * total
          ? `  floor ${(floor * 100).toFixed(1)} %`
          : `  UNDER its floor of ${(floor * 100).toFixed(1)} %`;
    return `  ${category.padEnd(44)} ${String(passed).padStart(6)} / ${String(total).padEnd(6)} ${share.toFixed(2).padStart(6)} %${remark}`;
  });
  return `${table.subject}\n${lines.join('\n')}`;
}
