import { systemClock } from '../../src/base/clock.ts';
import { createId } from '../../src/base/ids.ts';
import { silentLogger } from '../../src/base/logger.ts';
import { systemRandom } from '../../src/base/random.ts';
import { inChunks } from '../../src/store/bulk.ts';
import { takeNumbers } from '../../src/store/counters.ts';
import type { AuditRow, DeliveryRow } from '../../src/store/schema.ts';
import { openStore } from '../../src/store/store.ts';
import { BIG_FLOW } from './workspace.ts';

const ACTORS = 40;
const ACTIONS = ['definition.put', 'definition.delete', 'refresh.submitted', 'session.begun', 'key.made'];
const KINDS = ['flow', 'segment', 'measure', 'dataSource'];
const RECEIVERS = 50;
/** One delivery in this many was given up. */
const DEAD_EVERY = 200;
const SECOND_MILLISECONDS = 1000;

/** Fills the audit log and the delivery log as years of work would: `count` of each, one a second. */
export async function writeRecords(home: string, count: number): Promise<void> {
  const [clock, random, logger] = [systemClock, systemRandom, silentLogger];
  const { db, close } = await openStore({ home, state: '', secretKey: '', clock, random, logger });
  const now = clock.now().getTime();
  const momentOf = (place: number) => new Date(now - (count - place) * SECOND_MILLISECONDS).toISOString();
  const places = Array.from({ length: count }, (_, place) => place);
  const deliveries = places.map((place) => deliveryRow(createId(clock, random), place, momentOf(place)));
  await db.transaction().execute(async (tx) => {
    const first = await takeNumbers(tx, 'audit', count);
    const audit = places.map((place) => auditRow(first + place, momentOf(place)));
    for (const chunk of inChunks(audit)) await tx.insertInto('audit').values(chunk).execute();
    for (const chunk of inChunks(deliveries)) await tx.insertInto('delivery').values(chunk).execute();
  });
  await close();
}

function auditRow(sequence: number, at: string): AuditRow {
  return {
    sequence,
    at,
    actor: `person${sequence % ACTORS}@example.org`,
    action: ACTIONS[sequence % ACTIONS.length] ?? '',
    object_kind: KINDS[sequence % KINDS.length] ?? '',
    object_name: `Flow${sequence % 499}`,
    hash_before: null,
    hash_after: null,
    detail: '{}',
  };
}

function deliveryRow(delivery_id: string, place: number, moment: string): DeliveryRow {
  const receiver = `receiver${place % RECEIVERS}`;
  return {
    delivery_id,
    occurrence_id: delivery_id,
    watcher_id: receiver,
    series: '',
    target_kind: 'flow',
    target_key: BIG_FLOW,
    target: JSON.stringify({ kind: 'flow', flow: BIG_FLOW }),
    status: place % DEAD_EVERY === 0 ? 'dead' : 'delivered',
    attempts: 1,
    created_at: moment,
    next_attempt_at: moment,
    delivered_at: moment,
    last_attempt: null,
    lease_owner: null,
    lease_expires_at: null,
    fencing_token: 1,
    sequence: place,
  };
}
