import { type Clock, systemClock } from '../base/clock.ts';
import { createId } from '../base/ids.ts';
import { createLogger } from '../base/logger.ts';
import { type Random, systemRandom } from '../base/random.ts';
import { duckdbEngine } from '../engines/duckdb/engine.ts';
import { createOwner } from '../store/process-owner.ts';
import { readSetting, writeSetting } from '../store/settings.ts';
import { openStore, type Store } from '../store/store.ts';
import type { Instance } from '../triggers/envelope.ts';
import { assemble } from './assemble.ts';
import { Changes } from './changes.ts';
import type { AppOptions, OpenedApp } from './opened-app.ts';

/** Opens the application: state store, engine, refreshes, triggers, deliveries, flows. Nothing works by itself before `start`. */
export async function openApp(options: AppOptions): Promise<OpenedApp> {
  const { settings, clock = systemClock, random = systemRandom } = options;
  const logger = options.logger ?? createLogger({ level: settings.logLevel });
  const { home, state, secretKey } = settings;
  const store = await openStore({ home, state, secretKey, clock, random, logger });
  try {
    const instance = await readInstance(store, { clock, random, name: options.name ?? 'Fluxu' });
    return await assemble(options, {
      settings,
      environment: options.environment,
      baseFolder: options.baseFolder ?? process.cwd(),
      clock,
      random,
      logger,
      store,
      engine: options.engine ?? duckdbEngine,
      changes: new Changes(logger),
      instance,
      owner: createOwner(random),
    });
  } catch (error) {
    await store.close();
    throw error;
  }
}

/** Id and name of this instance; the id is made once. */
async function readInstance(
  store: Store,
  { clock, random, name }: { clock: Clock; random: Random; name: string },
): Promise<Instance> {
  const known = await readSetting<string>(store.db, 'instanceId');
  const instanceId = known ?? createId(clock, random);
  if (known === undefined) await writeSetting(store.db, { name: 'instanceId', value: instanceId, clock });
  return { instanceId, instanceName: name };
}
