import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ChildTask } from './child.ts';
import type { CommitPoint } from './commit-points.ts';
import { type Findings, inspect } from './inspect.ts';

/** How a process is ended: at a commit, or after so many milliseconds of its work. */
export type Kill = { readonly at: CommitPoint } | { readonly afterMilliseconds: number };

export interface CrashRun {
  readonly kills: readonly Kill[];
  /** Told after each kill, for progress. */
  readonly onKill?: (done: number) => void;
}

/** What a run of kills and restarts left behind. */
export interface CrashReport extends Findings {
  /** Processes that were really ended by SIGKILL. */
  readonly killed: number;
}

/** Refreshes, crossings and deliveries in a process that is killed again and again, then one that is left in peace. */
export async function runCrashes({ kills, onKill }: CrashRun): Promise<CrashReport> {
  const folder = mkdtempSync(join(tmpdir(), 'fluxu-crash-'));
  const receiver = await startReceiver();
  const task = (rest: Partial<ChildTask>): ChildTask => ({ folder, receiver: receiver.url, turns: 100, ...rest });
  try {
    let killed = 0;
    const problems: string[] = [];
    for (const [index, kill] of kills.entries()) {
      if (await runUntilKilled(task('at' in kill ? { killAt: kill.at } : {}), kill)) killed += 1;
      problems.push(...(await inspect(folder, { received: receiver.received, isSettled: false })).problems);
      onKill?.(index + 1);
    }
    const end = await runChild(task({ turns: 2 }));
    if (end !== 0) problems.push(`the last process ended with ${end}`);
    const findings = await inspect(folder, { received: receiver.received, isSettled: true });
    return { ...findings, problems: [...problems, ...findings.problems], killed };
  } finally {
    receiver.server.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

async function startReceiver(): Promise<{ server: Server; url: string; received: string[] }> {
  const received: string[] = [];
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      received.push(Buffer.concat(chunks).toString());
      response.end();
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return { server, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, received };
}

function start(task: ChildTask) {
  const child = spawn(process.execPath, [join(import.meta.dirname, 'child.ts'), JSON.stringify(task)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  return { child, ended: once(child, 'exit') as Promise<[number | null, string | null]> };
}

/** True when SIGKILL ended the process. */
async function runUntilKilled(task: ChildTask, kill: Kill): Promise<boolean> {
  const { child, ended } = start(task);
  let timer: NodeJS.Timeout | undefined;
  if ('afterMilliseconds' in kill)
    child.stdout.once('data', () => {
      timer = setTimeout(() => child.kill('SIGKILL'), kill.afterMilliseconds);
    });
  const [, signal] = await ended;
  clearTimeout(timer);
  return signal === 'SIGKILL';
}

async function runChild(task: ChildTask): Promise<number | null> {
  const [code] = await start(task).ended;
  return code;
}
