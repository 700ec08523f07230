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
