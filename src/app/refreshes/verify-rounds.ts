import { Rounds } from '../../base/rounds.ts';
import { withLease } from '../../store/leases.ts';
import { readSetting, writeSetting } from '../../store/settings.ts';
import { getPublishedSnapshot } from '../../store/snapshots.ts';
import type { Store } from '../../store/store.ts';
import type { Parts } from '../parts.ts';
import { type VerifiedEntity, verifyPublished } from './verify.ts';

/** What the last self-check found. */
export interface LastVerification {
  readonly at: string;
  readonly snapshotId: string;
  /** Entities whose published rows a full computation does not give. */
  readonly different: readonly VerifiedEntity[];
}

const SETTING = 'lastVerification';
const LOOK_EVERY_SECONDS = 3600;
const LEASE_SECONDS = 3600;
const DAY_MILLISECONDS = 86_400_000;

/** The last self-check; undefined when there was none. */
export function readLastVerification({ db }: Pick<Store, 'db'>): Promise<LastVerification | undefined> {
  return readSetting<LastVerification>(db, SETTING);
}

/**
 * Proves every few days (`FLUXU_VERIFY_EVERY_DAYS`) that what was taken over from refresh to refresh equals a full
 * computation; one process at a time, and each snapshot once. Where it does not, the log says so and all is computed anew.
 */
export function createVerifyRounds(parts: Parts, computeAnew: () => Promise<unknown>): Rounds {
  const { clock, logger } = parts;
  return new Rounds({
    clock,
    logger,
    everySeconds: LOOK_EVERY_SECONDS,
    firstAfterSeconds: LOOK_EVERY_SECONDS,
    failure: 'the published data could not be verified',
    work: async () => {
      const found = await verifyWhenDue(parts);
      if (!found || found.different.length === 0) return;
      logger.error({ ...found }, 'published data differs from a full computation, all is computed anew');
      await computeAnew();
    },
  });
}

async function verifyWhenDue({ store, engine, settings, clock, owner }: Parts): Promise<LastVerification | undefined> {
  if (settings.verifyEveryDays === 0) return undefined;
  const [snapshot, last] = [await getPublishedSnapshot(store.db), await readLastVerification(store)];
  if (!snapshot || last?.snapshotId === snapshot.snapshotId) return undefined;
  const now = clock.now();
  if (last && now.getTime() - Date.parse(last.at) < settings.verifyEveryDays * DAY_MILLISECONDS) return undefined;
  const lease = { name: 'verification', owner, seconds: LEASE_SECONDS, clock };
  return withLease(store.db, lease, async () => {
    const { entities } = await verifyPublished({ store, engine, settings, clock });
    const different = entities.filter(({ surplus, missing }) => surplus + missing > 0);
    const found = { at: now.toISOString(), snapshotId: snapshot.snapshotId, different };
    await writeSetting(store.db, { name: SETTING, value: found, clock });
    return found;
  });
}
