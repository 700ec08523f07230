import type { Clock } from '../base/clock.ts';
import { takeNumbers } from './counters.ts';
import { type Orders, type SortedRequest, sortedPage } from './order.ts';
import type { Page } from './page.ts';
import type { AuditRow, Database } from './schema.ts';

/** Who changed what, and from what to what. */
export interface AuditEntry {
  readonly sequence: number;
  /** ISO 8601, UTC. */
  readonly at: string;
  readonly actor: string;
  /** e.g. `definition.put`. */
  readonly action: string;
  readonly objectKind: string;
  readonly objectName: string;
  readonly hashBefore: string | undefined;
  readonly hashAfter: string | undefined;
  readonly detail: Readonly<Record<string, unknown>>;
}

export interface AuditToRecord {
  readonly actor: string;
  readonly action: string;
  readonly objectKind: string;
  readonly objectName: string;
  readonly hashBefore?: string | undefined;
  readonly hashAfter?: string | undefined;
  /** Never a secret. */
  readonly detail?: Readonly<Record<string, unknown>>;
  readonly clock: Clock;
}

/** Adds to the audit log; belongs in the transaction of the change itself. */
export async function recordAudit(db: Database, entry: AuditToRecord): Promise<void> {
  const row: AuditRow = {
    sequence: await takeNumbers(db, 'audit', 1),
    at: entry.clock.now().toISOString(),
    actor: entry.actor,
    action: entry.action,
    object_kind: entry.objectKind,
    object_name: entry.objectName,
    hash_before: entry.hashBefore ?? null,
    hash_after: entry.hashAfter ?? null,
    detail: JSON.stringify(entry.detail ?? {}),
  };
  await db.insertInto('audit').values(row).execute();
}

/** Orders of the audit log. */
export const AUDIT_ORDERS = {
  at: ['sequence'],
  actor: ['actor', 'sequence'],
  action: ['action', 'sequence'],
  objectKind: ['object_kind', 'object_name', 'sequence'],
} as const satisfies Orders;

export interface AuditFilter extends SortedRequest {
  readonly objectKind?: string | undefined;
  readonly objectName?: string | undefined;
  readonly actor?: string | undefined;
  readonly action?: string | undefined;
  /** At or after, ISO 8601, UTC. */
  readonly from?: string | undefined;
  /** Before, ISO 8601, UTC. */
  readonly until?: string | undefined;
}

/** The audit log, usually newest first. */
export async function listAudit(db: Database, filter: AuditFilter = {}): Promise<Page<AuditEntry>> {
  let query = db.selectFrom('audit').selectAll();
  if (filter.objectKind !== undefined) query = query.where('object_kind', '=', filter.objectKind);
  if (filter.objectName !== undefined) query = query.where('object_name', '=', filter.objectName);
  if (filter.actor !== undefined) query = query.where('actor', '=', filter.actor);
  if (filter.action !== undefined) query = query.where('action', '=', filter.action);
  if (filter.from !== undefined) query = query.where('at', '>=', filter.from);
  if (filter.until !== undefined) query = query.where('at', '<', filter.until);
  const { items, next } = await sortedPage(query, filter, AUDIT_ORDERS);
  return { items: items.map(entryOf), next };
}

/** What the audit log can be filtered by: everybody and every action and kind of thing that is in it, in order. */
export interface AuditValues {
  readonly actors: readonly string[];
  readonly actions: readonly string[];
  readonly objectKinds: readonly string[];
}

/** What the audit log can be filtered by. */
export async function readAuditValues(db: Database): Promise<AuditValues> {
  const valuesOf = async (column: 'actor' | 'action' | 'object_kind') => {
    const rows = await db.selectFrom('audit').select(`${column} as value`).distinct().orderBy(column).execute();
    return rows.map(({ value }) => value);
  };
  return {
    actors: await valuesOf('actor'),
    actions: await valuesOf('action'),
    objectKinds: await valuesOf('object_kind'),
  };
}

function entryOf(row: AuditRow): AuditEntry {
  return {
    sequence: row.sequence,
    at: row.at,
    actor: row.actor,
    action: row.action,
    objectKind: row.object_kind,
    objectName: row.object_name,
    hashBefore: row.hash_before ?? undefined,
    hashAfter: row.hash_after ?? undefined,
    detail: JSON.parse(row.detail) as Record<string, unknown>,
  };
}
