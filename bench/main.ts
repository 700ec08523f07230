import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Bench } from './bench.ts';
import { connectorBench } from './connector.ts';
import { deliveryBench } from './delivery/delivery.ts';
import { expressionsBench } from './expressions.ts';
import { flowsBench } from './flows/flows.ts';
import { matchBench } from './match/match.ts';
import { refreshBench } from './refresh/refresh.ts';
import { startBench } from './start.ts';
import { type BenchRow, describeMachine } from './table.ts';

/** Every bench by its name; each adds itself with one line. */
export const BENCHES: Readonly<Record<string, Bench>> = {
  connector: connectorBench,
  delivery: deliveryBench,
  expressions: expressionsBench,
  flows: flowsBench,
  match: matchBench,
  refresh: refreshBench,
  start: startBench,
};

/** Figures of one bench. */
export interface BenchResult {
  readonly bench: string;
  readonly rows: readonly BenchRow[];
}

export interface BenchOptions {
  readonly names: readonly string[];
  readonly sizes?: readonly number[] | undefined;
  /** File for all figures with the machine's description. */
  readonly jsonFile?: string | undefined;
  readonly say: (line: string) => void;
  readonly onResult: (result: BenchResult) => void;
}

/** Runs benches one after another (all when none is named). */
export async function runBenches(options: BenchOptions): Promise<readonly BenchResult[]> {
  const results: BenchResult[] = [];
  for (const name of options.names.length > 0 ? options.names : Object.keys(BENCHES)) {
    const bench = BENCHES[name];
    if (!bench) continue;
    const folder = await mkdtemp(join(tmpdir(), 'fluxu-bench-'));
    try {
      const rows = await bench.run({ folder, say: options.say, sizes: options.sizes });
      results.push({ bench: name, rows });
      options.onResult({ bench: name, rows });
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  }
  if (options.jsonFile !== undefined)
    await writeFile(options.jsonFile, `${JSON.stringify({ machine: describeMachine(), results }, null, 2)}\n`);
  return results;
}
