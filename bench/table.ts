import { cpus, release, totalmem } from 'node:os';

/** One measured figure. `target` is what we hold ourselves to, in words such as `≤ 10 s`. */
export interface BenchRow {
  readonly name: string;
  readonly value: number;
  readonly unit: string;
  readonly target?: string;
}

/** The machine that the figures belong to. */
export function describeMachine() {
  const [cpu] = cpus();
  return {
    processor: cpu?.model ?? 'unknown',
    cores: cpus().length,
    memoryGigabytes: Math.round(totalmem() / 2 ** 30),
    system: `${process.platform} ${release()}`,
    node: process.version,
  };
}

/** The figures as a table for people. */
export function renderBench(rows: readonly BenchRow[]): string {
  const cells = rows.map((row) => [
    row.name,
    `${Number(row.value.toPrecision(4)).toLocaleString('en')} ${row.unit}`,
    row.target ?? '',
  ]);
  const widths = [0, 1, 2].map((column) => Math.max(...cells.map((row) => row[column]?.length ?? 0), 6));
  return [['figure', 'value', 'target'], ...cells]
    .map((row) =>
      row
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}
