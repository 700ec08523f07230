import { sql } from 'kysely';
import type { Clock } from '../base/clock.ts';
import type { Backend } from './backend.ts';
import { type AttemptRecord, type Delivery, deliveryOf } from './deliveries.ts';
import { type BatchStatement, runBatch } from './journal/batch-statement.ts';
import type { Database } from './schema.ts';

/** Written out, not bound: only then SQLite sees that the indexes of what is on its way serve. */
const [PENDING, LEASED] = [sql.lit('pending' as const), sql.lit('leased' as const)];

/** All that waits for one target. */
export interface TargetLine {
  readonly targetKind: string;
  readonly targetKey: string;
  /** When its first delivery is due, ISO 8601. */
  readonly dueAt: string;
}

/** Every target of a kind for which something waits; the cost grows with the targets, not with what waits for them. */
export async function listTargetLines(db: Database, targetKind: string): Promise<TargetLine[]> {
  const { rows } = await sql<{ target_key: string; due_at: string }>`
    with recursive line (target_key) as (
      select min(target_key) from delivery where status = 'pending' and target_kind = ${targetKind}
      union all
      select (select min(target_key) from delivery
        where status = 'pending' and target_kind = ${targetKind} and target_key > line.target_key)
      from line where line.target_key is not null)
    select line.target_key, (select min(next_attempt_at) from delivery
      where status = 'pending' and target_kind = ${targetKind} and delivery.target_key = line.target_key) as due_at
    from line where line.target_key is not null`.execute(db);
  return rows.map((row) => ({ targetKind, targetKey: row.target_key, dueAt: row.due_at }));
}

/** A delivery that this process holds, with what it is to bring. */
export interface ClaimedDelivery extends Delivery {
  readonly fencingToken: number;
  readonly payload: Readonly<Record<string, unknown>>;
}

export interface ClaimRequest {
  readonly line: Pick<TargetLine, 'targetKind' | 'targetKey'>;
  readonly owner: string;
  readonly limit: number;
  /** After this time another process may take the delivery over. */
  readonly leaseSeconds: number;
  readonly clock: Clock;
  readonly backend: Backend['kind'];
  /** Only those whose turn it is: what waits for another attempt, or is under way, holds back what happened after it. */
  readonly isOrdered?: boolean | undefined;
}

/**
 * Takes due deliveries of one target, soonest first; processes that claim at the same time never get the same one.
 * Belongs in a transaction where order matters.
 */
export async function claimDeliveries(db: Database, request: ClaimRequest): Promise<ClaimedDelivery[]> {
  const now = request.clock.now();
  const due = request.isOrdered ? await findTurn(db, request, now) : dueDeliveries(db, request, now);
  if (Array.isArray(due) && due.length === 0) return [];
  const rows = await db
    .updateTable('delivery')
    .set(({ eb }) => ({
      status: 'leased',
      attempts: eb('attempts', '+', 1),
      fencing_token: eb('fencing_token', '+', 1),
      lease_owner: request.owner,
      lease_expires_at: new Date(now.getTime() + request.leaseSeconds * 1000).toISOString(),
    }))
    .where('delivery_id', 'in', due)
    .returningAll()
    .execute();
  const payloads = await readPayloads(
    db,
    rows.map((row) => row.occurrence_id),
  );
  const claimed = rows.map((row) => ({
    ...deliveryOf(row),
    fencingToken: row.fencing_token,
    payload: payloads.get(row.occurrence_id) ?? {},
  }));
  return claimed.sort(request.isOrdered ? bySequence : byDueTime);
}

function bySequence(a: Delivery, b: Delivery): number {
  return a.sequence - b.sequence;
}

function byDueTime(a: Delivery, b: Delivery): number {
  if (a.nextAttemptAt === b.nextAttemptAt) return bySequence(a, b);
  return a.nextAttemptAt < b.nextAttemptAt ? -1 : 1;
}

function dueDeliveries(db: Database, { line, limit, backend }: ClaimRequest, now: Date) {
  const due = db
    .selectFrom('delivery')
    .select('delivery_id')
    .where('status', '=', PENDING)
    .where('target_kind', '=', line.targetKind)
    .where('target_key', '=', line.targetKey)
    .where('next_attempt_at', '<=', now.toISOString())
    .orderBy('next_attempt_at')
    .limit(limit);
  return backend === 'postgresql' ? due.forUpdate().skipLocked() : due;
}

/** The next deliveries of a line in their order, up to the first that is not due; none while one is under way. */
async function findTurn(db: Database, { line, limit, backend }: ClaimRequest, now: Date): Promise<string[]> {
  const ofLine = db
    .selectFrom('delivery')
    .select(['delivery_id', 'status', 'next_attempt_at'])
    .where('target_kind', '=', line.targetKind)
    .where('target_key', '=', line.targetKey)
    .orderBy('sequence');
  const pending = ofLine.where('status', '=', PENDING).limit(limit);
  const waiting = await (backend === 'postgresql' ? pending.forUpdate() : pending).execute();
  const underWay = await ofLine.where('status', '=', LEASED).limit(1).execute();
  if (underWay.length > 0) return [];
  const at = now.toISOString();
  const stop = waiting.findIndex((row) => row.status !== 'pending' || row.next_attempt_at > at);
  return (stop < 0 ? waiting : waiting.slice(0, stop)).map((row) => row.delivery_id);
}

async function readPayloads(db: Database, ids: readonly string[]) {
  if (ids.length === 0) return new Map<string, Record<string, unknown>>();
  const rows = await db
    .selectFrom('occurrence')
    .select(['occurrence_id', 'payload'])
    .where('occurrence_id', 'in', ids)
    .execute();
  return new Map(rows.map((row) => [row.occurrence_id, JSON.parse(row.payload) as Record<string, unknown>]));
}

/** How an attempt ended. */
export interface DeliveryOutcome {
  readonly deliveryId: string;
  /** As claimed: the outcome of a delivery that was taken over, replayed or cancelled meanwhile is dropped. */
  readonly fencingToken: number;
  /** `pending`: it is tried again at `nextAttemptAt`. */
  readonly status: 'delivered' | 'pending' | 'dead';
  /** When the attempt ended, ISO 8601. */
  readonly at: string;
  readonly nextAttemptAt?: string | undefined;
  readonly attempt: AttemptRecord;
}

/** Keeps outcomes, and the attempts that did not arrive beside them; gives the ids of those that were still ours. */
export async function settleDeliveries(
  tx: Database,
  outcomes: readonly DeliveryOutcome[],
  backend: Backend['kind'],
): Promise<string[]> {
  const rows = outcomes.map((outcome) => [
    outcome.deliveryId,
    outcome.fencingToken,
    outcome.status,
    outcome.status === 'delivered' ? outcome.at : null,
    outcome.nextAttemptAt ?? outcome.at,
    JSON.stringify(outcome.attempt),
  ]);
  const late = new Set(await runBatch(tx, backend, { statement: SETTLE_DELIVERY, rows }));
  const missed = rows.filter(([id, , status]) => status !== 'delivered' && !late.has(String(id)));
  const attempts = missed.map(([id, token, , , , content]) => [id, token, content] as const);
  await runBatch(tx, backend, { statement: KEEP_ATTEMPT, rows: attempts as never });
  return outcomes.flatMap(({ deliveryId }) => (late.has(deliveryId) ? [] : [deliveryId]));
}

const SETTLE_DELIVERY: BatchStatement = {
  key: 'delivery.delivery_id',
  columns: {
    delivery_id: 'text',
    fencing_token: 'bigint',
    status: 'text',
    delivered_at: 'text',
    next_attempt_at: 'text',
    last_attempt: 'text',
  },
  sql: (rows) => `update delivery set status = v.status, delivered_at = v.delivered_at,
      next_attempt_at = v.next_attempt_at, last_attempt = v.last_attempt, lease_owner = null, lease_expires_at = null
    from ${rows} as v where delivery.delivery_id = v.delivery_id and delivery.fencing_token = v.fencing_token
      and delivery.status = 'leased'`,
};

const KEEP_ATTEMPT: BatchStatement = {
  key: 'delivery_attempt.delivery_id',
  columns: { delivery_id: 'text', fencing_token: 'bigint', content: 'text' },
  sql: (rows) => `insert into delivery_attempt (delivery_id, fencing_token, content)
    select v.delivery_id, v.fencing_token, v.content from ${rows} as v where true
    on conflict (delivery_id, fencing_token) do nothing`,
};

/** Puts deliveries back that were claimed but not tried; the attempt does not count. */
export async function releaseDeliveries(db: Database, claimed: readonly ClaimedDelivery[]): Promise<void> {
  for (const { deliveryId, fencingToken } of claimed)
    await db
      .updateTable('delivery')
      .set(({ eb }) => ({
        status: 'pending',
        attempts: eb('attempts', '-', 1),
        lease_owner: null,
        lease_expires_at: null,
      }))
      .where('delivery_id', '=', deliveryId)
      .where('fencing_token', '=', fencingToken)
      .where('status', '=', 'leased')
      .execute();
}

export interface ReclaimOptions {
  readonly clock: Clock;
  /** False for processes known to be gone; their deliveries need not wait for the lease to run out. */
  readonly isOwnerAlive: (owner: string) => boolean;
}

/** Puts back deliveries whose process is gone or whose lease ran out; gives how many. */
export async function reclaimDeliveries(db: Database, { clock, isOwnerAlive }: ReclaimOptions): Promise<number> {
  const now = clock.now().toISOString();
  const owners = await db
    .selectFrom('delivery')
    .select('lease_owner')
    .distinct()
    .where('status', '=', LEASED)
    .execute();
  const gone = owners.flatMap(({ lease_owner }) => (lease_owner && !isOwnerAlive(lease_owner) ? [lease_owner] : []));
  const { numUpdatedRows } = await db
    .updateTable('delivery')
    .set(({ eb }) => ({
      status: 'pending',
      next_attempt_at: now,
      lease_owner: null,
      lease_expires_at: null,
      fencing_token: eb('fencing_token', '+', 1),
    }))
    .where('status', '=', LEASED)
    .where(({ eb, or }) =>
      or([eb('lease_expires_at', '<=', now), ...(gone.length > 0 ? [eb('lease_owner', 'in', gone)] : [])]),
    )
    .executeTakeFirst();
  return Number(numUpdatedRows);
}
