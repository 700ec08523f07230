import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { silentLogger } from '../../src/base/logger.ts';
import { systemRandom } from '../../src/base/random.ts';
import { Dispatcher } from '../../src/connector/delivery/dispatcher.ts';
import { subscribe } from '../../src/connector/watchers/subscription.ts';
import type { RefreshJob, RefreshScope } from '../../src/model/refresh.ts';
import type { TriggerKindName } from '../../src/model/trigger.ts';
import { createOwner } from '../../src/store/process-owner.ts';
import { openStore } from '../../src/store/store.ts';
import { type Company, openCompany } from './company.ts';
import { createMovingClock, type MovingClock } from './moving-clock.ts';

/** What a receiver got: the trigger's payload. */
export type Arrived = Readonly<Record<string, unknown>>;

/** A company that is watched from outside: its steps are given, refresh, expect. */
export interface Story {
  readonly company: Company;
  readonly clock: MovingClock;
  /** Files of the sources as they are from now on; null takes one away. */
  given(files: Readonly<Record<string, readonly string[] | null>>): void;
  /** Asks to be told by HTTP when a trigger fires. */
  watch(trigger: TriggerKindName, parameters: Readonly<Record<string, unknown>>): Promise<void>;
  refresh(scope?: RefreshScope): Promise<RefreshJob>;
  /** Delivers all that is due and gives what arrived since the last call. */
  arrived(): Promise<readonly Arrived[]>;
  close(): Promise<void>;
}

/** Opens a company on a clock that is put forward an hour before each refresh, and a real receiver that takes deliveries over HTTP. */
export async function openStory(workspace: Parameters<Company['apply']>[0]): Promise<Story> {
  const clock = createMovingClock('2026-11-23T06:00:00Z');
  const receiver = await startReceiver();
  const company = await openCompany({ clock });
  const parts = { clock, random: systemRandom, logger: silentLogger };
  const store = await openStore({ home: join(company.folder, 'home'), state: '', secretKey: '', ...parts });
  const dispatcher = new Dispatcher({
    store,
    ...parts,
    owner: createOwner(systemRandom),
    handlers: { probe: async ({ payload }) => receiver.post(payload) },
  });
  const given: Story['given'] = (files) => {
    for (const [path, lines] of Object.entries(files))
      if (lines === null) company.lose(path);
      else company.put(path, `${lines.join('\n')}\n`);
  };
  let isApplied = false;
  const apply = async () => {
    if (!isApplied) await company.apply(workspace);
    isApplied = true;
  };
  return {
    company,
    clock,
    given,
    watch: async (trigger, parameters) => {
      await apply();
      const watcherId = `${trigger} ${JSON.stringify(parameters)}`;
      const target = { kind: 'probe', key: watcherId };
      const subscription = { watcherId, name: trigger, trigger, parameters, ownerName: 'probe', target };
      await store.transaction((tx) => subscribe(tx, subscription, clock));
    },
    refresh: async (scope) => {
      await apply();
      clock.advance(3600);
      return company.refresh(scope);
    },
    arrived: async () => {
      await dispatcher.settle();
      return receiver.take();
    },
    close: async () => {
      await dispatcher.stop();
      await store.close();
      await company.close();
      receiver.stop();
    },
  };
}

async function startReceiver() {
  let arrived: Arrived[] = [];
  const server = createServer(async (request, response) => {
    const chunks = await Array.fromAsync(request as AsyncIterable<Buffer>);
    arrived.push(JSON.parse(Buffer.concat(chunks).toString()) as Arrived);
    response.end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    post: async (payload: Arrived) => {
      const answer = await fetch(url, { method: 'POST', body: JSON.stringify(payload) });
      return answer.ok ? ({ status: 'delivered' } as const) : ({ status: 'failed', reason: 'not taken' } as const);
    },
    take: () => {
      const taken = arrived;
      arrived = [];
      return taken;
    },
    stop: () => void server.close(),
  };
}
