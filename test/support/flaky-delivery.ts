import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createSeededRandom } from '../../src/base/random.ts';
import { replayDeliveries } from '../../src/store/deliveries.ts';
import { listTargetLines } from '../../src/store/delivery-queue.ts';
import type { TestStore } from './store.ts';
import { createWebhookBench } from './webhooks.ts';

/** What went out through a receiver that fails at random, and what it took. */
export interface FlakyOutcome {
  readonly sent: number;
  /** Ids that the receiver took, each once. */
  readonly arrived: number;
  /** Ids that it got and that nobody sent. */
  readonly unknown: number;
  /** Ids that it took more than once, because its answer did not come through. */
  readonly repeated: number;
  /** Deliveries of ordered subscriptions that were taken out of order. */
  readonly disordered: number;
  readonly requests: number;
}

export interface FlakyOptions {
  /** Deliveries to subscriptions in order, and to others: one number for each subscription. */
  readonly ordered: readonly number[];
  readonly unordered: readonly number[];
  readonly seed: number;
}

/** What a flaky receiver does, by share; the rest it takes. `lostAnswer` takes the message and breaks off. */
const FAULTS: readonly (readonly [share: number, kind: 'status' | 'reset' | 'lostAnswer' | 'redirect' | 'silence'])[] =
  [
    [0.12, 'status'],
    [0.05, 'reset'],
    [0.05, 'lostAnswer'],
    [0.02, 'redirect'],
    [0.002, 'silence'],
  ];
const ENQUEUED_AT_ONCE = 2000;

/**
 * Sends deliveries through a receiver that answers 500, redirects, resets, breaks off and asks for silence at random, for as
 * long as it takes. Time passes at once; what was given up is replayed.
 */
export async function runFlakyDelivery(test: TestStore, options: FlakyOptions): Promise<FlakyOutcome> {
  const { store, clock } = test;
  const bench = createWebhookBench(test);
  const receiver = await startFlakyReceiver(options.seed);
  try {
    const sent = new Map<string, readonly string[]>();
    for (const [counts, isOrdered] of [[options.ordered, true] as const, [options.unordered, false] as const])
      for (const count of counts) {
        const { id } = await bench.subscribe(receiver.url, { isOrdered });
        const ids: string[] = [];
        while (ids.length < count) ids.push(...(await bench.fire(id, Math.min(ENQUEUED_AT_ONCE, count - ids.length))));
        sent.set(id, ids);
      }
    const dispatcher = bench.createDispatcher();
    for (;;) {
      await dispatcher.settle();
      const lines = await listTargetLines(store.db, 'webhook');
      const [next] = lines.map(({ dueAt }) => dueAt).sort();
      const at = clock.now().toISOString();
      if (next !== undefined) clock.advance(Math.max(5, (Date.parse(next) - clock.now().getTime()) / 1000));
      else if ((await store.transaction((tx) => replayDeliveries(tx, { at }))) === 0) break;
    }
    return judge(receiver, [...sent.values()], options.ordered.length);
  } finally {
    await receiver.close();
  }
}

interface FlakyReceiver {
  readonly url: string;
  /** Ids in the order in which they were taken, repeats included. */
  readonly taken: readonly string[];
  readonly requests: number;
  close(): Promise<void>;
}

async function startFlakyReceiver(seed: number): Promise<FlakyReceiver> {
  const random = createSeededRandom(seed);
  const taken: string[] = [];
  let requests = 0;
  const faultNow = () => {
    let left = random.fraction();
    return FAULTS.find(([share]) => {
      left -= share;
      return left < 0;
    })?.[1];
  };
  const answer = (request: IncomingMessage, response: ServerResponse) => {
    requests++;
    const id = String(request.headers['webhook-id']);
    const fault = faultNow();
    if (fault === undefined || fault === 'lostAnswer') taken.push(id);
    if (fault === undefined) return response.writeHead(204).end();
    if (fault === 'status') return response.writeHead(500).end('not now');
    if (fault === 'redirect') return response.writeHead(307, { location: '/elsewhere' }).end();
    if (fault === 'silence') return response.writeHead(429, { 'retry-after': '7' }).end();
    return request.socket.destroy();
  };
  const server = createServer((request, response) => {
    request.resume().on('end', () => answer(request, response));
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/flaky`,
    taken,
    get requests() {
      return requests;
    },
    close: async () => {
      server.closeAllConnections();
      await new Promise((done) => server.close(done));
    },
  };
}

function judge(
  { taken, requests }: FlakyReceiver,
  sent: readonly (readonly string[])[],
  orderedCount: number,
): FlakyOutcome {
  const all = new Set(sent.flat());
  const arrived = new Set(taken);
  const disordered = sent.slice(0, orderedCount).reduce((sum, ids) => sum + outOfOrder(ids, arrived), 0);
  return {
    sent: all.size,
    arrived: [...arrived].filter((id) => all.has(id)).length,
    unknown: [...arrived].filter((id) => !all.has(id)).length,
    repeated: taken.length - arrived.size,
    disordered,
    requests,
  };
}

/** How many of a subscription's ids were first taken before one that happened earlier. */
function outOfOrder(ids: readonly string[], arrived: ReadonlySet<string>): number {
  const wanted = new Set(ids);
  const first = [...arrived].filter((id) => wanted.has(id));
  return first.filter((id, index) => id !== ids[index]).length;
}
