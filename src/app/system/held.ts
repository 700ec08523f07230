import type { Clock } from '../../base/clock.ts';
import { listDefinitions } from '../../store/definitions.ts';
import { listFlowOwners } from '../../store/journal/owners.ts';
import { listLeases } from '../../store/leases.ts';
import type { Database } from '../../store/schema.ts';
import type { SystemView } from '../view/system.ts';

/** Which process does what alone and which runs flows, lapsed ones too, with what they hold and since when. */
export async function readHeld(db: Database, clock: Clock): Promise<Pick<SystemView, 'held' | 'flowWorkers'>> {
  const now = clock.now().toISOString();
  const holdingOf = (owner: string, since: string, until: string) => ({
    process: owner.split('/').slice(0, 2).join(' '),
    since: since === '' ? undefined : since,
    until,
    isLapsed: until <= now,
  });
  const leases = await listLeases(db);
  const owners = await listFlowOwners(db);
  const flows = await listDefinitions(db, 'flow');
  const nameOf = (name: string) => flows.find((flow) => flow.name === name)?.content.displayName ?? name;
  return {
    held: leases.map(({ name, owner, since, expires_at }) => ({ work: name, ...holdingOf(owner, since, expires_at) })),
    flowWorkers: owners.map(({ owner, since, until, flows: held }) => ({
      ...holdingOf(owner, since, until),
      runs: held.reduce((total, { runs }) => total + runs, 0),
      flows: held.map(({ flow, ...rest }) => ({ name: flow, displayName: nameOf(flow), ...rest })),
    })),
  };
}
