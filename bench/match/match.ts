import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Bench } from '../bench.ts';
import { runApart } from '../process.ts';
import type { BenchRow } from '../table.ts';

const DEFAULT_SIZES = [100_000, 1_000_000];
/** As a user has it who sets nothing. */
const MEMORY_LIMIT = '4GB';

/** Targets by rows, for two cores. */
const TARGETS: Readonly<Record<number, { readonly seconds: string; readonly memory: string }>> = {
  100000: { seconds: '≤ 2.5 s', memory: '≤ 1.5 GB' },
  1000000: { seconds: '≤ 10 s', memory: '≤ 1.5 GB' },
  5000000: { seconds: '≤ 60 s', memory: '≤ 4 GB' },
};

interface Measured {
  /** Each with the most memory that the process had until its end. */
  readonly stages: readonly { readonly name: string; readonly seconds: number; readonly peakBytes: number }[];
  readonly seconds: number;
  readonly cpuSeconds: number;
  readonly peakMemoryBytes: number;
  readonly pairsCompared: number;
  readonly clusters: number;
}

/** Files to clusters without labels: time by stage, processor time and memory. */
export const matchBench: Bench = {
  summary: 'Match generated customers of three files, from CSV to clusters: time and memory by stage.',
  run: async ({ folder, say, sizes = DEFAULT_SIZES }) => {
    const rows: BenchRow[] = [];
    for (const size of sizes) {
      say(`match: ${size.toLocaleString('en')} rows`);
      const own = join(folder, String(size));
      await mkdir(own, { recursive: true });
      rows.push(
        ...rowsOf(
          size,
          await runApart<Measured>(join(import.meta.dirname, 'child.ts'), {
            folder: own,
            rows: size,
            memoryLimit: MEMORY_LIMIT,
          }),
        ),
      );
    }
    return rows;
  },
};

function rowsOf(size: number, measured: Measured): BenchRow[] {
  const target = TARGETS[size];
  const of = (name: string) => `${size.toLocaleString('en')} rows: ${name}`;
  return [
    {
      name: of('files to clusters'),
      value: measured.seconds,
      unit: 's',
      ...(target && { target: target.seconds }),
    },
    { name: of('processor time'), value: measured.cpuSeconds, unit: 's' },
    {
      name: of('peak memory'),
      value: measured.peakMemoryBytes / 2 ** 30,
      unit: 'GB',
      ...(target && { target: target.memory }),
    },
    { name: of('pairs compared'), value: measured.pairsCompared, unit: 'pairs' },
    { name: of('clusters'), value: measured.clusters, unit: 'clusters' },
    ...measured.stages.flatMap(({ name, seconds, peakBytes }) => [
      { name: of(`stage ${name}`), value: seconds, unit: 's' },
      { name: of(`peak memory after ${name}`), value: peakBytes / 2 ** 30, unit: 'GB' },
    ]),
  ];
}
