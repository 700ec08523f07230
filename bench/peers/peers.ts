import { spawn, spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { createDatabase, startServer } from '../../test/support/postgres.ts';
import type { Bench } from '../bench.ts';
import { runApart } from '../process.ts';
import type { BenchRow } from '../table.ts';
import type { PeerFigures, PeerTask } from './task.ts';

const FOLDER = import.meta.dirname;
const STEPS = 5;
const RUNS = 2000;
const ALONE_RUNS = 100;
const CONCURRENCY = 100;

/** Engines by script; `on` says where their state is. */
const PEERS = [
  { script: 'fluxu.ts', name: 'Fluxu', on: 'SQLite' },
  { script: 'fluxu.ts', name: 'Fluxu', on: 'PostgreSQL' },
  { script: 'dbos.ts', name: 'DBOS', on: 'PostgreSQL' },
  { script: 'graphile-worker.ts', name: 'graphile-worker', on: 'PostgreSQL' },
  { script: 'bullmq.ts', name: 'BullMQ', on: 'Redis' },
] as const;

/** The same durable work on other engines, one after another on this machine, every commit of each on disk. */
export const peersBench: Bench = {
  summary: 'the same durable runs on Fluxu, DBOS, graphile-worker and BullMQ (installs them into bench/peers)',
  isOnRequest: true,
  run: async ({ folder, say, sizes: [runs = RUNS] = [] }) => {
    install(say);
    const server = await startServer({ isDurable: true });
    const redis = await startRedis(folder, say);
    const rows: BenchRow[] = [];
    try {
      for (const { script, name, on } of PEERS) {
        if (on === 'Redis' && !redis) continue;
        say(`${name} on ${on}`);
        const task: PeerTask = {
          postgres: on === 'PostgreSQL' ? await createDatabase(server) : '',
          redisPort: redis?.port,
          steps: STEPS,
          runs,
          aloneRuns: ALONE_RUNS,
          concurrency: CONCURRENCY,
        };
        const figures = await runApart<PeerFigures>(join(FOLDER, 'engines', script), task);
        rows.push(
          { name: `${name} on ${on}, ${CONCURRENCY} at once`, value: figures.runsPerSecond, unit: 'runs/s' },
          { name: `${name} on ${on}, one alone, median`, value: figures.aloneMilliseconds, unit: 'ms' },
        );
      }
    } finally {
      redis?.stop();
    }
    return rows;
  },
};

/** The other engines are no part of the product, so they have a package file of their own. */
function install(say: (line: string) => void): void {
  if (existsSync(join(FOLDER, 'node_modules'))) return;
  say('installing the other engines');
  const { status } = spawnSync('npm', ['ci', '--no-audit', '--no-fund'], { cwd: FOLDER, stdio: 'ignore' });
  if (status !== 0)
    throw new Error('The other engines could not be installed: run `npm ci` in bench/peers to see why.');
}

interface Redis {
  readonly port: number;
  stop(): void;
}

/** A Redis server that flushes every write; undefined, and said so, where the machine has none. */
async function startRedis(folder: string, say: (line: string) => void): Promise<Redis | undefined> {
  if (spawnSync('redis-server', ['--version']).status !== 0) {
    say('BullMQ is left out: there is no redis-server on this machine');
    return undefined;
  }
  const port = await freePort();
  const durable = ['--appendonly', 'yes', '--appendfsync', 'always', '--save', ''];
  const child = spawn('redis-server', ['--port', String(port), '--bind', '127.0.0.1', '--dir', folder, ...durable], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  await new Promise<void>((resolve, reject) => {
    child.stdout.on('data', (chunk: Buffer) => chunk.includes('Ready to accept connections') && resolve());
    child.once('exit', () => reject(new Error('redis-server did not start')));
  });
  return { port, stop: () => child.kill() };
}

function freePort(): Promise<number> {
  const server = createServer();
  return new Promise((resolve) => {
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });
}
