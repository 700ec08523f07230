import type { SnapshotEntity } from '../../store/snapshots.ts';
import type { AttributeProfile } from '../view/entity.ts';
import { compareProfiles, profileEntity } from './profile.ts';
import type { SnapshotReader } from './reader.ts';

/** Profiles kept in memory; snapshot files never change, so one is made once. */
const PROFILES_KEPT = 200;

/** Gives the profile of an entity of the published snapshot, beside that of the snapshot before. @throws FLX_ENTITY_UNKNOWN */
export function createProfiler(reader: SnapshotReader): (name: string) => Promise<readonly AttributeProfile[]> {
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
  return async (name) => {
    const entity = await reader.entity(name);
    const before = await reader.entityBefore(name);
    return compareProfiles(await profile(entity), before && (await profile(before)));
  };
}
