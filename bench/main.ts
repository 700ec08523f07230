import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Bench } from './bench.ts';
import { connectorBench } from './connector.ts';
import { deliveryBench } from './delivery/delivery.ts';
import { expressionsBench } from './expressions.ts';
import { flowsBench } from './flows/flows.ts';
import { matchBench } from './match/match.ts';
import { peersBench } from './peers/peers.ts';
import { splinkBench } from './peers/splink/splink.ts';
import { refreshBench } from './refresh/refresh.ts';
import { startBench } from './start.ts';
import { type BenchRow, describeMachine } from './table.ts';
import { webBench } from './web/web.ts';

/** Every bench by its name; each adds itself with one line. */
export const BENCHES: Readonly<Record<string, Bench>> = {
  connector: connectorBench,
  delivery: deliveryBench,
  expressions: expressionsBench,
  flows: flowsBench,
  match: matchBench,
  peers: peersBench,
  refresh: refreshBench,
  splink: splinkBench,
  start: startBench,
  web: webBench,
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

const usual = () => Object.keys(BENCHES).filter((name) => !BENCHES[name]?.isOnRequest);

/** Runs benches one after another; when none is named, all but those that must be. */
export async function runBenches(options: BenchOptions): Promise<readonly BenchResult[]> {
  const results: BenchResult[] = [];
  for (const name of options.names.length > 0 ? options.names : usual()) {
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
