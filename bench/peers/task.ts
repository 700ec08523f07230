/** The same work for every engine: runs of some durable steps, many at once and one alone. */
export interface PeerTask {
  /** Address of an empty database on a PostgreSQL server whose commits are on disk. */
  readonly postgres: string;
  /** Port of a Redis server that flushes every write; undefined where the machine has none. */
  readonly redisPort: number | undefined;
  readonly steps: number;
  readonly runs: number;
  readonly aloneRuns: number;
  /** Runs under way at once. */
  readonly concurrency: number;
}

export interface PeerFigures {
  readonly runsPerSecond: number;
  /** Median from start to durable end, one run after another. */
  readonly aloneMilliseconds: number;
}

/** About 290 bytes, as the bench of flows sends. */
export const PAYLOAD = { customer: 'C-10001', text: 'x'.repeat(250), amount: 12.5 };

/** Measures an engine of which `run` starts a run and resolves when its end is durable. */
export async function measurePeer(task: PeerTask, run: () => Promise<unknown>): Promise<PeerFigures> {
  await runMany(task, Math.ceil(task.runs / 10), run);
  const started = performance.now();
  await runMany(task, task.runs, run);
  const seconds = (performance.now() - started) / 1000;
  const alone: number[] = [];
  for (let index = 0; index < task.aloneRuns; index++) {
    const from = performance.now();
    await run();
    alone.push(performance.now() - from);
  }
  alone.sort((a, b) => a - b);
  return { runsPerSecond: task.runs / seconds, aloneMilliseconds: alone[Math.floor(alone.length / 2)] ?? 0 };
}

async function runMany({ concurrency }: PeerTask, count: number, run: () => Promise<unknown>): Promise<void> {
  let left = count;
  const worker = async () => {
    while (left > 0) {
      left -= 1;
      await run();
    }
  };
  await Promise.all(Array.from({ length: concurrency }, worker));
}

/** The task this process was started for. */
export function readTask(): PeerTask {
  return JSON.parse(process.argv[2] ?? '{}') as PeerTask;
}

/** Tells the figures to the bench and ends, whatever the engine still holds open. */
export function report(figures: PeerFigures): never {
  process.stdout.write(JSON.stringify(figures));
  process.exit(0);
}
