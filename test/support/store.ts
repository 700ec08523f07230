import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe } from 'vitest';
import { silentLogger } from '../../src/base/logger.ts';
import { systemRandom } from '../../src/base/random.ts';
import { openStore, type Store, type StoreOptions } from '../../src/store/store.ts';
import { createManualClock, type ManualClock } from './manual-clock.ts';
import { createTestDatabase } from './postgres.ts';

/** An opened store of a test, and what it takes to open it again. */
export interface TestStore {
  readonly store: Store;
  readonly clock: ManualClock;
  readonly options: StoreOptions;
}

/** Opens a store in a throw-away folder; `close` also removes it. */
export async function openTestStore(kind: Store['kind'] = 'sqlite'): Promise<TestStore & { close(): Promise<void> }> {
  const home = mkdtempSync(join(tmpdir(), 'fluxu-store-'));
  const state = kind === 'sqlite' ? '' : await createTestDatabase();
  const clock = createManualClock();
  const options = { home, state, secretKey: '', clock, random: systemRandom, logger: silentLogger };
  const store = await openStore(options);
  const close = async () => {
    await store.close();
    rmSync(home, { recursive: true, force: true });
  };
  return { store, clock, options, close };
}

/** Describes something that must hold on every database: the suite runs on SQLite and on PostgreSQL, each with a store of its own. */
export function describeOnEachStore(title: string, suite: (test: () => TestStore) => void): void {
  describe.each(['sqlite', 'postgresql'] as const)(`${title} on %s`, (kind) => {
    let opened: Awaited<ReturnType<typeof openTestStore>> | undefined;
    beforeAll(async () => {
      opened = await openTestStore(kind);
    });
    afterAll(() => opened?.close());
    suite(() => {
      if (!opened) throw new Error('The store is opened before each suite; use it inside of a test.');
      return opened;
    });
  });
}
