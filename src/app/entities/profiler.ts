import type { SnapshotEntity } from '../../store/snapshots.ts';
import type { AttributeProfile } from '../view/entity.ts';
import { compareProfiles, profileEntity } from './profile.ts';
import { entityIn, findEntity, type SnapshotReader } from './reader.ts';

/** Profiles kept in memory; snapshot files never change, so one is made once. */
const PROFILES_KEPT = 200;

/**
 * Gives the profile of an entity as a refresh left it (the newest without one), beside that of the snapshot before.
 * @throws FLX_ENTITY_UNKNOWN, FLX_REFRESH_NOT_KEPT
 */
export function createProfiler(
  reader: SnapshotReader,
): (name: string, refreshId?: string) => Promise<readonly AttributeProfile[]> {
  const known = new Map<string, Promise<readonly AttributeProfile[]>>();
  const profile = (entity: SnapshotEntity) => {
    const key = entity.files.join('|');
    const made =
      known.get(key) ?? reader.readFiles(entity.files, (session, table) => profileEntity(session, table, entity));
    known.set(key, made);
    made.catch(() => known.delete(key));
    const oldest = known.keys().next().value;
    if (known.size > PROFILES_KEPT && oldest !== undefined) known.delete(oldest);
    return made;
  };
  return async (name, refreshId) => {
    const { now, before } = await reader.snapshots(refreshId);
    const entity = entityIn(now, name);
    const old = findEntity(before, name);
    const profiles = await profile(entity);
    return before && old ? compareProfiles(profiles, await profile(old), before.refreshId) : profiles;
  };
}
