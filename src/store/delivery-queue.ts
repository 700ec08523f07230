import { sql } from 'kysely';
import type { Clock } from '../base/clock.ts';
import type { Backend } from './backend.ts';
import { type AttemptRecord, type Delivery, deliveryOf } from './deliveries.ts';
import type { Database } from './schema.ts';

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
}

/** Takes due deliveries of one target, soonest first; processes that claim at the same time never get the same one. */
export async function claimDeliveries(db: Database, request: ClaimRequest): Promise<ClaimedDelivery[]> {
  const now = request.clock.now();
  const due = dueDeliveries(db, request, now);
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
  return rows
    .map((row) => ({
      ...deliveryOf(row),
      fencingToken: row.fencing_token,
      payload: payloads.get(row.occurrence_id) ?? {},
    }))
    .sort((a, b) => (a.nextAttemptAt < b.nextAttemptAt ? -1 : a.nextAttemptAt > b.nextAttemptAt ? 1 : 0));
}

function dueDeliveries(db: Database, { line, limit, backend }: ClaimRequest, now: Date) {
  const due = db
    .selectFrom('delivery')
    .select('delivery_id')
    .where('status', '=', 'pending')
    .where('target_kind', '=', line.targetKind)
    .where('target_key', '=', line.targetKey)
    .where('next_attempt_at', '<=', now.toISOString())
    .orderBy('next_attempt_at')
    .limit(limit);
  return backend === 'postgresql' ? due.forUpdate().skipLocked() : due;
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

/** Keeps outcomes; gives the ids of those that were still ours. */
export async function settleDeliveries(db: Database, outcomes: readonly DeliveryOutcome[]): Promise<string[]> {
  const settled: string[] = [];
  for (const outcome of outcomes) {
    const { numUpdatedRows } = await db
      .updateTable('delivery')
      .set({
        status: outcome.status,
        delivered_at: outcome.status === 'delivered' ? outcome.at : null,
        next_attempt_at: outcome.nextAttemptAt ?? outcome.at,
        last_attempt: JSON.stringify(outcome.attempt),
        lease_owner: null,
        lease_expires_at: null,
      })
      .where('delivery_id', '=', outcome.deliveryId)
      .where('fencing_token', '=', outcome.fencingToken)
      .where('status', '=', 'leased')
      .executeTakeFirst();
    if (numUpdatedRows === 1n) settled.push(outcome.deliveryId);
  }
  return settled;
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
    .where('status', '=', 'leased')
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
    .where('status', '=', 'leased')
    .where(({ eb, or }) =>
      or([eb('lease_expires_at', '<=', now), ...(gone.length > 0 ? [eb('lease_owner', 'in', gone)] : [])]),
    )
    .executeTakeFirst();
  return Number(numUpdatedRows);
}
