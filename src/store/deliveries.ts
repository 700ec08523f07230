import type { ExpressionBuilder } from 'kysely';
import { createDerivedId } from '../base/ids.ts';
import { inChunks } from './bulk.ts';
import { storeError } from './catalogue.ts';
import type { StoredOccurrence } from './occurrences.ts';
import { type Orders, type SortedRequest, sortedPage } from './order.ts';
import type { Page } from './page.ts';
import type { Database, DeliveryRow, Schema } from './schema.ts';
import type { WatcherTarget } from './watchers.ts';

/**
 * `pending`: waits for its first or next attempt; `leased`: a process is at it; `delivered`: the target has it;
 * `dead`: all attempts failed or the target refused for good; `cancelled`: its watcher is gone; `dropped`: it was missed
 * while its subscription was paused, and nobody wanted it afterwards.
 */
export const DELIVERY_STATUSES = ['pending', 'leased', 'delivered', 'dead', 'cancelled', 'dropped'] as const;
export type DeliveryStatus = (typeof DELIVERY_STATUSES)[number];

/** Statuses of deliveries that may still arrive. */
const OPEN_STATUSES = ['pending', 'leased'] as const satisfies readonly DeliveryStatus[];

/** What went out and what came back in one attempt; secrets are left out. */
export interface AttemptRecord {
  readonly attempt: number;
  readonly startedAt: string;
  readonly seconds: number;
  readonly request: Readonly<Record<string, unknown>> | undefined;
  readonly answer: Readonly<Record<string, unknown>> | undefined;
  readonly error: string | undefined;
}

/** One occurrence on its way to one target. */
export interface Delivery {
  readonly deliveryId: string;
  readonly occurrenceId: string;
  readonly watcherId: string;
  readonly series: string;
  /** Place of the occurrence in the order of all. */
  readonly sequence: number;
  readonly target: WatcherTarget;
  readonly status: DeliveryStatus;
  /** Attempts made so far. */
  readonly attempts: number;
  readonly createdAt: string;
  readonly nextAttemptAt: string;
  readonly deliveredAt: string | undefined;
  readonly lastAttempt: AttemptRecord | undefined;
}

/** An occurrence and where it is to go. */
export interface Dispatch {
  readonly occurrence: StoredOccurrence;
  readonly targets: readonly WatcherTarget[];
}

/** Puts occurrences on their way to targets; a second call with the same changes nothing. */
export async function enqueueDeliveries(
  db: Database,
  dispatches: readonly Dispatch[],
  { at }: { readonly at: string },
): Promise<void> {
  const rows = dispatches.flatMap(({ occurrence, targets }) => targets.map((target) => newRow(occurrence, target, at)));
  for (const chunk of inChunks(rows))
    await db
      .insertInto('delivery')
      .values(chunk)
      .onConflict((conflict) => conflict.doNothing())
      .execute();
}

function newRow(occurrence: StoredOccurrence, target: WatcherTarget, at: string): DeliveryRow {
  return {
    delivery_id: createDerivedId('delivery', occurrence.occurrenceId, target.kind, target.key),
    occurrence_id: occurrence.occurrenceId,
    watcher_id: occurrence.watcherId,
    series: occurrence.series,
    target_kind: target.kind,
    target_key: target.key,
    target: JSON.stringify(target),
    status: 'pending',
    attempts: 0,
    created_at: at,
    next_attempt_at: at,
    delivered_at: null,
    last_attempt: null,
    lease_owner: null,
    lease_expires_at: null,
    fencing_token: 0,
    sequence: occurrence.sequence,
  };
}

/** @throws FLX_NOT_FOUND */
export async function requireDelivery(db: Database, deliveryId: string): Promise<Delivery> {
  const row = await db.selectFrom('delivery').selectAll().where('delivery_id', '=', deliveryId).executeTakeFirst();
  if (!row) throw storeError('FLX_NOT_FOUND', { kind: 'delivery', name: deliveryId });
  return deliveryOf(row);
}

/** Orders of the list of deliveries. */
export const DELIVERY_ORDERS = { createdAt: ['created_at', 'delivery_id'] } as const satisfies Orders;

export interface DeliveryFilter extends SortedRequest {
  readonly watcherId?: string | undefined;
  readonly occurrenceId?: string | undefined;
  readonly targetKind?: string | undefined;
  readonly statuses?: readonly DeliveryStatus[] | undefined;
  /** Created at or after, ISO 8601. */
  readonly from?: string | undefined;
  /** Created before, ISO 8601. */
  readonly until?: string | undefined;
}

/** Deliveries, usually newest first. */
export async function listDeliveries(db: Database, filter: DeliveryFilter = {}): Promise<Page<Delivery>> {
  let query = db.selectFrom('delivery').selectAll();
  if (filter.watcherId !== undefined) query = query.where('watcher_id', '=', filter.watcherId);
  if (filter.occurrenceId !== undefined) query = query.where('occurrence_id', '=', filter.occurrenceId);
  if (filter.targetKind !== undefined) query = query.where('target_kind', '=', filter.targetKind);
  if (filter.statuses) query = query.where('status', 'in', filter.statuses);
  if (filter.from !== undefined) query = query.where('created_at', '>=', filter.from);
  if (filter.until !== undefined) query = query.where('created_at', '<', filter.until);
  const { items, next } = await sortedPage(query, filter, DELIVERY_ORDERS);
  return { items: items.map(deliveryOf), next };
}

/** Every attempt at a delivery, oldest first. */
export async function listAttempts(db: Database, deliveryId: string): Promise<AttemptRecord[]> {
  const rows = await db
    .selectFrom('delivery_attempt')
    .select('content')
    .where('delivery_id', '=', deliveryId)
    .orderBy('fencing_token')
    .execute();
  const earlier = rows.map(({ content }) => JSON.parse(content) as AttemptRecord);
  const { lastAttempt, status } = await requireDelivery(db, deliveryId);
  return lastAttempt && status === 'delivered' ? [...earlier, lastAttempt] : earlier;
}

/** How many deliveries of each watcher are in each status. */
export async function countDeliveries(
  db: Database,
  watcherIds: readonly string[],
): Promise<ReadonlyMap<string, Readonly<Partial<Record<DeliveryStatus, number>>>>> {
  const counts = new Map<string, Partial<Record<DeliveryStatus, number>>>();
  if (watcherIds.length === 0) return counts;
  const rows = await db
    .selectFrom('delivery')
    .select(({ fn }) => ['watcher_id', 'status', fn.countAll<number>().as('count')])
    .where('watcher_id', 'in', watcherIds)
    .groupBy(['watcher_id', 'status'])
    .execute();
  for (const { watcher_id, status, count } of rows)
    counts.set(watcher_id, { ...counts.get(watcher_id), [status]: Number(count) });
  return counts;
}

/**
 * When the newest delivery of a series arrived; `'underWay'` while one has not arrived yet but still may, undefined when
 * there was none. Tests of a trigger do not count.
 */
export async function lastDeliveredAt(
  db: Database,
  { watcherId, series }: { readonly watcherId: string; readonly series: string },
): Promise<string | 'underWay' | undefined> {
  const rows = await db
    .selectFrom('delivery')
    .innerJoin('occurrence', 'occurrence.occurrence_id', 'delivery.occurrence_id')
    .select(({ fn }) => ['status', fn.max('delivered_at').as('newest')])
    .where('delivery.watcher_id', '=', watcherId)
    .where('delivery.series', '=', series)
    .where('occurrence.is_test', '=', 0)
    .where('status', 'in', [...OPEN_STATUSES, 'delivered'])
    .groupBy('status')
    .execute();
  if (rows.some(({ status }) => status !== 'delivered')) return 'underWay';
  return rows[0]?.newest ?? undefined;
}

/** Stops deliveries that have not arrived, because their watcher is gone. */
export async function cancelDeliveries(db: Database, watcherId: string): Promise<void> {
  await db
    .updateTable('delivery')
    .set(({ eb }) => ({ status: 'cancelled', fencing_token: eb('fencing_token', '+', 1) }))
    .where('watcher_id', '=', watcherId)
    .where('status', 'in', OPEN_STATUSES)
    .execute();
}

export interface DropOptions {
  readonly watcherId: string;
  /** `latest`: the newest of each series stays on its way. */
  readonly keep: 'none' | 'latest';
}

/** Takes deliveries that have not arrived off their way; they can still be replayed. Gives how many. */
export async function dropWaiting(db: Database, { watcherId, keep }: DropOptions): Promise<number> {
  const newest = db
    .selectFrom('delivery')
    .select(({ fn }) => fn.max('sequence').as('sequence'))
    .where('watcher_id', '=', watcherId)
    .where('status', '=', 'pending')
    .groupBy('series');
  let query = db
    .updateTable('delivery')
    .set(({ eb }) => ({ status: 'dropped', fencing_token: eb('fencing_token', '+', 1) }))
    .where('watcher_id', '=', watcherId)
    .where('status', '=', 'pending');
  if (keep === 'latest') query = query.where('sequence', 'not in', newest);
  const { numUpdatedRows } = await query.executeTakeFirst();
  return Number(numUpdatedRows);
}

export interface ReplayFilter {
  readonly deliveryIds?: readonly string[] | undefined;
  readonly watcherId?: string | undefined;
  /** Created at or after, ISO 8601. */
  readonly from?: string | undefined;
  /** Created before, ISO 8601. */
  readonly until?: string | undefined;
  /** Default: those that are dead. */
  readonly statuses?: readonly DeliveryStatus[] | undefined;
  /** When they are to go out, ISO 8601. */
  readonly at: string;
}

/** Sends deliveries once more, under the same ids and with all attempts before them; gives how many. Belongs in a transaction. */
export async function replayDeliveries(tx: Database, filter: ReplayFilter): Promise<number> {
  await tx
    .insertInto('delivery_attempt')
    .columns(['delivery_id', 'fencing_token', 'content'])
    .expression(
      tx
        .selectFrom('delivery')
        .select(({ ref }) => ['delivery_id', 'fencing_token', ref('last_attempt').$notNull().as('content')])
        .where('last_attempt', 'is not', null)
        .where((where) => isReplayed(where, filter)),
    )
    .onConflict((conflict) => conflict.doNothing())
    .execute();
  const { numUpdatedRows } = await tx
    .updateTable('delivery')
    .set(({ eb }) => ({
      status: 'pending',
      attempts: 0,
      next_attempt_at: filter.at,
      fencing_token: eb('fencing_token', '+', 1),
    }))
    .where((where) => isReplayed(where, filter))
    .executeTakeFirst();
  return Number(numUpdatedRows);
}

function isReplayed(
  { eb, and }: ExpressionBuilder<Schema, 'delivery'>,
  { statuses = ['dead'], deliveryIds, watcherId, from, until }: ReplayFilter,
) {
  return and([
    eb('status', 'in', statuses),
    ...(deliveryIds ? [eb('delivery_id', 'in', deliveryIds)] : []),
    ...(watcherId === undefined ? [] : [eb('watcher_id', '=', watcherId)]),
    ...(from === undefined ? [] : [eb('created_at', '>=', from)]),
    ...(until === undefined ? [] : [eb('created_at', '<', until)]),
  ]);
}

/** A delivery as its row says. */
export function deliveryOf(row: DeliveryRow): Delivery {
  return {
    deliveryId: row.delivery_id,
    occurrenceId: row.occurrence_id,
    watcherId: row.watcher_id,
    series: row.series,
    sequence: row.sequence,
    target: JSON.parse(row.target) as WatcherTarget,
    status: row.status as DeliveryStatus,
    attempts: row.attempts,
    createdAt: row.created_at,
    nextAttemptAt: row.next_attempt_at,
    deliveredAt: row.delivered_at ?? undefined,
    lastAttempt: row.last_attempt === null ? undefined : (JSON.parse(row.last_attempt) as AttemptRecord),
  };
}
