import type { EgressGuard } from '../../base/egress/guarded-fetch.ts';
import { readVersion } from '../../base/version.ts';
import { readWorkspace } from '../../store/definitions.ts';
import type { App } from '../app.ts';
import { readSigningKey } from '../flows/signing-key.ts';
import type { Parts } from '../parts.ts';
import type { OwnAddressView } from '../view/system.ts';
import { bundleDiagnostics } from './diagnostics.ts';
import { runChecks, runReadinessChecks } from './doctor.ts';
import { readHeld } from './held.ts';
import { checkOwnAddress, proveAddress } from './own-address.ts';
import { measureStorage } from './storage.ts';

interface SystemOptions extends Pick<Parts, 'store' | 'engine' | 'settings' | 'clock' | 'random'> {
  readonly guard: Pick<EgressGuard, 'exchange'>;
}

/** What this server is, whether it can work, and what its data takes. */
export function createSystem(
  { store, engine, settings, clock, random, guard }: SystemOptions,
  { isDemo }: { readonly isDemo: boolean },
): Pick<App, 'system' | 'readiness' | 'storage' | 'diagnostics' | 'ownAddress' | 'proveAddress'> {
  const startedAt = clock.now().toISOString();
  let looking: Promise<OwnAddressView> | undefined;
  const key = () => readSigningKey(store, { name: 'own-address', clock, random });
  const rooms = {
    ownAddress: () => {
      looking ??= checkOwnAddress({ settings, random, guard, key }).finally(() => {
        looking = undefined;
      });
      return looking;
    },
    proveAddress: async (challenge: string) => proveAddress(await key(), challenge),
    system: async () => ({
      product: 'Fluxu',
      version: readVersion(),
      node: process.version,
      platform: `${process.platform} ${process.arch}`,
      stateStore: store.kind === 'sqlite' ? 'SQLite' : 'PostgreSQL',
      engine: await engine.describe(),
      role: settings.role,
      memoryLimit: settings.memoryLimit,
      threads: settings.threads,
      ...(await readHeld(store.db, clock)),
      isDemo,
      startedAt,
      timeZone: (await readWorkspace(store.db)).schedule?.timeZone ?? 'UTC',
      checks: await runChecks({ store, engine, settings }),
    }),
    readiness: async () => {
      const checks = await runReadinessChecks({ store, settings });
      return { isReady: checks.every(({ status }) => status !== 'failed'), checks };
    },
    storage: () => measureStorage(store, settings),
  };
  return { ...rooms, diagnostics: () => bundleDiagnostics(store, rooms) };
}
