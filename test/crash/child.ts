import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { systemClock } from '../../src/base/clock.ts';
import { silentLogger } from '../../src/base/logger.ts';
import { systemRandom } from '../../src/base/random.ts';
import { Dispatcher } from '../../src/connector/delivery/dispatcher.ts';
import { subscribe } from '../../src/connector/watchers/subscription.ts';
import { createOwner } from '../../src/store/process-owner.ts';
import { openStore } from '../../src/store/store.ts';
import { openCompany } from '../support/company.ts';
import { type CommitPoint, countCommits } from './commit-points.ts';
import { CRASH_WORKSPACE, contactsOf, SUBSCRIPTIONS } from './company.ts';

/** What the parent asks of this process. */
export interface ChildTask {
  readonly folder: string;
  /** Deliveries are posted here. */
  readonly receiver: string;
  readonly turns: number;
  readonly killAt?: CommitPoint;
}

/** A process that refreshes and delivers until it is killed or has done its turns. */
async function work({ folder, receiver, turns, killAt }: ChildTask): Promise<void> {
  const commits = countCommits(killAt);
  const company = await openCompany({ folder });
  const parts = { clock: systemClock, random: systemRandom, logger: silentLogger };
  const store = await openStore({ home: join(folder, 'home'), state: '', secretKey: '', ...parts });
  const dispatcher = new Dispatcher({
    store,
    ...parts,
    owner: createOwner(systemRandom),
    handlers: {
      probe: async ({ occurrenceId }) => {
        const answer = await fetch(receiver, { method: 'POST', body: occurrenceId });
        return answer.ok ? { status: 'delivered' } : { status: 'failed', reason: `HTTP ${answer.status}` };
      },
    },
  });
  await company.apply(CRASH_WORKSPACE);
  for (const subscription of SUBSCRIPTIONS) {
    const target = { kind: 'probe', key: subscription.watcherId };
    const full = { ...subscription, name: subscription.watcherId, ownerName: 'probe', target };
    await store.transaction((tx) => subscribe(tx, full, systemClock));
  }
  dispatcher.start();
  process.stdout.write('ready\n');
  const turnFile = join(folder, 'turn');
  for (let done = 0; done < turns; done++) {
    const turn = readTurn(turnFile);
    company.put('contacts.csv', contactsOf(turn));
    const job = await company.refresh();
    if (job.status === 'successful') writeFileSync(turnFile, String(turn + 1));
    dispatcher.wake();
  }
  await dispatcher.settle();
  await dispatcher.stop();
  await store.close();
  await company.close();
  process.stdout.write(`commits ${commits.count()}\n`);
}

function readTurn(file: string): number {
  try {
    return Number(readFileSync(file, 'utf8')) || 0;
  } catch {
    return 0;
  }
}

await work(JSON.parse(process.argv[2] ?? '{}') as ChildTask);
