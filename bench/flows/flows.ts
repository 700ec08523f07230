import type { Flow } from '../../src/model/flow.ts';
import type { Bench } from '../bench.ts';
import type { BenchRow } from '../table.ts';
import { type BenchEngine, openBenchEngine } from './engine.ts';
import { callsFlow, dataFlow, loopFlow } from './sample-flows.ts';

const CONCURRENCY = 100;
const RUNS = 6000;
const WARM_UP_RUNS = 1000;
const ALONE_RUNS = 300;
const TURNS = 10_000;

/** Durable runs on SQLite, every commit on disk; sizes: number of runs. */
export const flowsBench: Bench = {
  summary: 'durable flow runs: throughput, one alone, a loop of 10,000 turns',
  run: async ({ folder, say, sizes: [runs = RUNS] = [] }) => {
    const engine = await openBenchEngine(folder);
    try {
      say('warming up');
      await runMany(engine, callsFlow, WARM_UP_RUNS);
      const rows: BenchRow[] = [];
      for (const [name, flow] of [
        ['5 connector calls, each durable before the next', callsFlow],
        ['5 data actions', dataFlow],
      ] as const) {
        say(name);
        const seconds = await timed(() => runMany(engine, flow, runs));
        rows.push({
          name: `${name}, ${CONCURRENCY} at once`,
          value: runs / seconds,
          unit: 'runs/s',
          target: '≥ 3,000',
        });
        const alone = await latencies(engine, flow);
        rows.push({ name: `${name}, one alone, median`, value: alone, unit: 'ms', target: '≤ 5 ms' });
      }
      say('loop');
      const loop = loopFlow(TURNS);
      await engine.run(loop);
      rows.push({
        name: `Foreach of ${TURNS.toLocaleString('en')} turns`,
        value: await timed(() => engine.run(loop)),
        unit: 's',
        target: '≤ 1 s',
      });
      return rows;
    } finally {
      await engine.close();
    }
  },
};

async function timed(work: () => Promise<unknown>): Promise<number> {
  const started = performance.now();
  await work();
  return (performance.now() - started) / 1000;
}

async function runMany(engine: BenchEngine, flow: Flow, count: number): Promise<void> {
  let left = count;
  const worker = async () => {
    while (left > 0) {
      left -= 1;
      await engine.run(flow);
    }
  };
  await Promise.all(Array.from({ length: CONCURRENCY }, worker));
}

/** Median milliseconds from start to durable end, one run after another. */
async function latencies(engine: BenchEngine, flow: Flow): Promise<number> {
  const all: number[] = [];
  for (let run = 0; run < ALONE_RUNS; run++) all.push((await timed(() => engine.run(flow))) * 1000);
  return all.sort((a, b) => a - b)[Math.floor(all.length / 2)] ?? 0;
}
