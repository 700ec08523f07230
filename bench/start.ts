import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { Bench } from './bench.ts';
import type { BenchRow } from './table.ts';

const MAIN = join(import.meta.dirname, '..', 'src', 'cli', 'main.ts');
const ROUNDS = 5;

/** From the command to the first answer, on a data folder that exists already. */
export const startBench: Bench = {
  summary: 'start of the server, warm: time to ready and memory then',
  run: async ({ folder }) => {
    await startOnce(folder, 7461);
    const rounds: { seconds: number; megabytes: number }[] = [];
    for (let round = 0; round < ROUNDS; round++) rounds.push(await startOnce(folder, 7462 + round));
    const median = (values: readonly number[]) => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
    const rows: BenchRow[] = [
      { name: 'start to ready', value: median(rounds.map(({ seconds }) => seconds)), unit: 's', target: '≤ 1.5 s' },
      {
        name: 'memory when ready',
        value: median(rounds.map((round) => round.megabytes)),
        unit: 'MB',
        target: '≤ 150 MB',
      },
    ];
    return rows;
  },
};

async function startOnce(folder: string, port: number): Promise<{ seconds: number; megabytes: number }> {
  const started = performance.now();
  const environment = { ...process.env, FLUXU_HOME: join(folder, 'home'), FLUXU_PORT: String(port) };
  const child = spawn(process.execPath, [MAIN, 'start'], { env: environment, stdio: ['ignore', 'ignore', 'pipe'] });
  for await (const line of createInterface(child.stderr)) if (line.includes('is ready at')) break;
  const answer = await fetch(`http://127.0.0.1:${port}/readyz`).catch(() => undefined);
  await answer?.text();
  const seconds = (performance.now() - started) / 1000;
  const megabytes = await residentMegabytes(child.pid ?? 0);
  child.kill('SIGTERM');
  await once(child, 'exit');
  return { seconds, megabytes };
}

/** Resident memory of a process; Linux only, else 0. */
async function residentMegabytes(pid: number): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8').catch(() => '');
  return Number(/VmRSS:\s+(\d+)/.exec(status)?.[1] ?? 0) / 1024;
}
