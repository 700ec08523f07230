import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { systemClock } from '../../src/base/clock.ts';
import { silentLogger } from '../../src/base/logger.ts';
import { systemRandom } from '../../src/base/random.ts';
import { createJournal, type Journal } from '../../src/store/journal/journal.ts';
import { asJournalDatabase } from '../../src/store/journal/schema.ts';
import { openStore, type Store } from '../../src/store/store.ts';
import { CALLS, SAID } from './flow.ts';

/** How flows are to be disturbed. */
export interface FlowCrashOptions {
  /** Empty for SQLite, or a postgres:// address. */
  readonly state: string;
  /** Processes that run flows side by side. */
  readonly processes: number;
  readonly runs: number;
  readonly kills: number;
  /** Longest time between two kills. */
  readonly longestMilliseconds: number;
  readonly random: () => number;
  readonly onKill?: ((done: number) => void) | undefined;
}

/** What came of it. */
export interface FlowCrashReport {
  readonly killed: number;
  readonly succeeded: number;
  /** Requests that came more than once, all with the same key and body. */
  readonly repeated: number;
  readonly problems: readonly string[];
}

const PROCESS = join(import.meta.dirname, 'process.ts');
const PATIENCE_MILLISECONDS = 120_000;

/** Runs flows in real processes that are killed at random moments, and looks whether every promise was kept. */
export async function crashFlows(options: FlowCrashOptions): Promise<FlowCrashReport> {
  const home = mkdtempSync(join(tmpdir(), 'fluxu-flow-crash-'));
  const { state } = options;
  const [clock, random, logger] = [systemClock, systemRandom, silentLogger];
  const store = await openStore({ home, state, secretKey: '', clock, random, logger });
  const journal = createJournal(store);
  const service = await startService(journal);
  const processes = new Set<ChildProcess>();
  try {
    const start = () => processes.add(startProcess([home, state, service.url, String(options.runs)]));
    for (let index = 0; index < options.processes; index++) start();
    const killed = await killSome(processes, start, options);
    await untilOver(store, options.runs);
    return { killed, ...(await examine(store, service.bodies)) };
  } finally {
    for (const child of processes) child.kill('SIGKILL');
    await service.close();
    await store.close();
    rmSync(home, { recursive: true, force: true });
  }
}

function startProcess(parameters: readonly string[]): ChildProcess {
  return spawn(process.execPath, [PROCESS, ...parameters], { stdio: ['ignore', 'ignore', 'inherit'] });
}

async function killSome(
  processes: Set<ChildProcess>,
  start: () => void,
  { kills, longestMilliseconds, random, onKill }: FlowCrashOptions,
): Promise<number> {
  for (let kill = 0; kill < kills; kill++) {
    await systemClock.sleep((random() * longestMilliseconds) / 1000);
    const victim = [...processes][Math.floor(random() * processes.size)];
    if (!victim) continue;
    const exited = victim.exitCode === null && victim.signalCode === null ? once(victim, 'exit') : undefined;
    victim.kill('SIGKILL');
    await exited;
    processes.delete(victim);
    start();
    onKill?.(kill + 1);
  }
  return kills;
}

interface CrashService {
  readonly url: string;
  /** Bodies by idempotency key. */
  readonly bodies: ReadonlyMap<string, readonly string[]>;
  close(): Promise<void>;
}

/** Answers calls, the flaky one only at its second attempt, and calls subscribers back at once. */
async function startService(journal: Journal): Promise<CrashService> {
  const bodies = new Map<string, string[]>();
  const server: Server = createServer(async (incoming, outgoing) => {
    const chunks: Buffer[] = [];
    for await (const chunk of incoming) chunks.push(chunk as Buffer);
    const body = Buffer.concat(chunks).toString('utf8');
    const key = String(incoming.headers['idempotency-key']);
    const before = bodies.get(key) ?? [];
    bodies.set(key, [...before, body]);
    if (incoming.url === '/subscribe') await callBack(journal, (JSON.parse(body) as { run: string }).run);
    const isRefused = incoming.url === '/flaky' && before.length === 0;
    outgoing.writeHead(isRefused ? 503 : 200, { 'content-type': 'application/json' }).end('{}');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    bodies,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

async function callBack(journal: Journal, runId: string): Promise<void> {
  const receivedAt = systemClock.now();
  const payload = JSON.stringify({ headers: {}, body: 'yes' });
  await journal.commit([{ kind: 'signal', runId, action: 'Ask', iteration: '', payload, receivedAt }], receivedAt);
}

/** Waits until all runs have begun and ended; gives up when nothing has moved for long. */
async function untilOver(store: Store, runs: number): Promise<void> {
  const db = asJournalDatabase(store.db);
  const giveUpAt = Date.now() + PATIENCE_MILLISECONDS;
  for (;;) {
    const { ended } = await db
      .selectFrom('flow_run')
      .select((select) => select.fn.count<number>('ended_at').as('ended'))
      .executeTakeFirstOrThrow();
    if (Number(ended) >= runs || Date.now() > giveUpAt) return;
    await systemClock.sleep(0.2);
  }
}

async function examine(
  store: Store,
  bodies: ReadonlyMap<string, readonly string[]>,
): Promise<Omit<FlowCrashReport, 'killed'>> {
  const db = asJournalDatabase(store.db);
  const problems: string[] = [];
  const runs = await db.selectFrom('flow_run').select(['run_id', 'status', 'error']).execute();
  for (const { run_id: runId, status, error } of runs) {
    if (status !== 'Succeeded') problems.push(`${runId} is ${status}: ${error}`);
    const calls = [...bodies.keys()].filter((key) => key.startsWith(`${runId}/`));
    if (calls.length !== CALLS) problems.push(`${runId} made ${calls.length} calls, not ${CALLS}`);
  }
  for (const [key, all] of bodies) if (new Set(all).size > 1) problems.push(`${key} was sent with different bodies`);
  const steps = await db.selectFrom('flow_step').select(['run_id', 'action', 'sequence', 'outputs']).execute();
  const sequences = new Set<string>();
  for (const { run_id: runId, action, sequence, outputs } of steps) {
    const place = `${runId} ${sequence}`;
    if (sequences.has(place)) problems.push(`two steps of ${runId} have the sequence ${sequence}: two processes wrote`);
    sequences.add(place);
    if (action === 'Say' && outputs !== SAID) problems.push(`${runId} says ${outputs}, not ${SAID}`);
  }
  const repeated = [...bodies].filter(([key, all]) => all.length > (key.includes('Flaky') ? 2 : 1)).length;
  return { succeeded: runs.filter(({ status }) => status === 'Succeeded').length, repeated, problems };
}
