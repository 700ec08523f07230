import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { createServer } from 'node:net';
import { systemClock } from '../../src/base/clock.ts';
import { createEgressGuard } from '../../src/base/egress/guarded-fetch.ts';
import { silentLogger } from '../../src/base/logger.ts';
import { systemRandom } from '../../src/base/random.ts';
import { Dispatcher } from '../../src/connector/delivery/dispatcher.ts';
import { createWebhookService } from '../../src/connector/delivery/webhook/service.ts';
import { addSubscription } from '../../src/connector/delivery/webhook/subscriptions.ts';
import type { FullRefreshCompleted } from '../../src/model/event.ts';
import { openStore, type Store } from '../../src/store/store.ts';
import { getWatcher, type Watcher } from '../../src/store/watchers.ts';
import { evaluateTriggers } from '../../src/triggers/evaluate/evaluate.ts';
import { handOut } from '../../src/triggers/evaluate/occurrence.ts';
import type { Bench } from '../bench.ts';
import type { BenchRow } from '../table.ts';

const DELIVERIES = 30_000;
const PUBLISHES = 300;
const instance = { instanceId: 'bench', instanceName: 'Bench' };

/** Deliveries to webhook receivers on this machine, signed, every outcome durable. */
export const deliveryBench: Bench = {
  summary: 'signed webhook deliveries with durable outcomes, and how soon after a publish the first byte is there',
  run: async ({ folder, say, sizes = [DELIVERIES] }) => {
    const options = { home: folder, state: '', secretKey: '', clock: systemClock, random: systemRandom };
    const store = await openStore({ ...options, logger: silentLogger });
    try {
      const rows: BenchRow[] = [];
      for (const size of sizes) rows.push(...(await measureThroughput(store, size, say)));
      return [...rows, ...(await measureDelay(store, say))];
    } finally {
      await store.close();
    }
  },
};

const guard = createEgressGuard({ allowPrivateNetworks: true });

function createDispatcher(store: Store): Dispatcher {
  const webhook = createWebhookService({ store, clock: systemClock, guard, instanceId: instance.instanceId });
  const parts = { store, clock: systemClock, random: systemRandom, logger: silentLogger, owner: 'bench/1/a' };
  return new Dispatcher({ ...parts, handlers: { webhook } });
}

async function subscribe(store: Store, url: string): Promise<Watcher> {
  const request = { name: 'Bench', ownerName: 'bench', trigger: 'FullRefreshCompleted', parameters: {}, url } as const;
  const parts = { store, clock: systemClock, random: systemRandom, guard, origin: 'bench' };
  const { subscription } = await addSubscription(request, parts);
  return (await getWatcher(store.db, subscription.subscriptionId)) as Watcher;
}

async function measureThroughput(store: Store, size: number, say: (line: string) => void): Promise<BenchRow[]> {
  say(`${size} deliveries`);
  const receiver = fork(new URL('receiver.ts', import.meta.url));
  try {
    const { port } = await messageOf<{ port: number }>(receiver);
    const watcher = await subscribe(store, `http://127.0.0.1:${port}/hook`);
    await enqueue(store, watcher, size);
    const [started, busy] = [performance.now(), process.cpuUsage()];
    await createDispatcher(store).settle();
    const { user, system } = process.cpuUsage(busy);
    const seconds = (performance.now() - started) / 1000;
    receiver.send('count');
    const { received } = await messageOf<{ received: number }>(receiver);
    if (received !== size) throw new Error(`${received} of ${size} deliveries arrived`);
    return [
      { name: `${size} signed, durable deliveries`, value: size / seconds, unit: '/s', target: '≥ 5,000 /s' },
      { name: 'processor time of the sender for one', value: (user + system) / size, unit: 'µs' },
    ];
  } finally {
    receiver.kill();
  }
}

async function messageOf<Message>(child: ChildProcess): Promise<Message> {
  const [message] = (await once(child, 'message')) as [Message];
  return message;
}

async function enqueue(store: Store, watcher: Watcher, size: number): Promise<void> {
  const at = systemClock.now().toISOString();
  const firings = Array.from({ length: size }, (_, index) => {
    const occurrenceId = `${watcher.watcherId}/${index}`;
    const payload = {
      eventId: occurrenceId,
      eventType: watcher.trigger,
      eventTime: at,
      instanceId: 'bench',
      number: index,
    };
    const { watcherId, trigger } = watcher;
    const occurrence = { occurrenceId, watcherId, trigger, series: '', refreshId: 'r', at, payload, isTest: false };
    return { occurrence, watcher };
  });
  await store.transaction((tx) => handOut(tx, firings, at));
}

/** From the end of the publishing transaction to the first byte at the receiver. */
async function measureDelay(store: Store, say: (line: string) => void): Promise<BenchRow[]> {
  say(`${PUBLISHES} publishes`);
  const arrivals: (() => void)[] = [];
  const server = createServer((socket) => {
    socket.on('error', () => {});
    socket.on('data', (chunk) => {
      if (!chunk.includes('POST ')) return;
      arrivals.shift()?.();
      socket.write('HTTP/1.1 204 No Content\r\n\r\n');
    });
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  await subscribe(store, `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook`);
  const dispatcher = createDispatcher(store);
  dispatcher.start();
  const delays: number[] = [];
  for (let index = 0; index < PUBLISHES; index++) {
    const arrived = new Promise<void>((resolve) => arrivals.push(resolve));
    await store.transaction((tx) => evaluateTriggers(tx, [completed(index)], { clock: systemClock, instance }));
    const published = performance.now();
    dispatcher.wake();
    await arrived;
    delays.push(performance.now() - published);
  }
  await dispatcher.stop();
  await new Promise<void>((done) => server.close(() => done()));
  delays.sort((a, b) => a - b);
  const at = (share: number) => delays[Math.min(delays.length - 1, Math.floor(delays.length * share))] ?? 0;
  return [
    { name: 'published → first webhook byte, median', value: at(0.5), unit: 'ms' },
    { name: 'published → first webhook byte, p99', value: at(0.99), unit: 'ms', target: '≤ 50 ms' },
  ];
}

function completed(index: number): FullRefreshCompleted {
  const at = systemClock.now().toISOString();
  return {
    eventId: `bench/${index}`,
    refreshId: `bench-${index}`,
    eventTime: at,
    jobType: 'full',
    jobSubmissionKind: 'onDemand',
    type: 'FullRefreshCompleted',
    jobStatus: 'successful',
    submittedAt: at,
    startedAt: at,
    endedAt: at,
    tasks: [],
  };
}
