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
}

/** The audit log, usually newest first. */
export async function listAudit(db: Database, filter: AuditFilter = {}): Promise<Page<AuditEntry>> {
  let query = db.selectFrom('audit').selectAll();
  if (filter.objectKind !== undefined) query = query.where('object_kind', '=', filter.objectKind);
  if (filter.objectName !== undefined) query = query.where('object_name', '=', filter.objectName);
  const { items, next } = await sortedPage(query, filter, AUDIT_ORDERS);
  return { items: items.map(entryOf), next };
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
