import type { DefinitionKind, Workspace } from '../model/definition.ts';
import { type AuditEntry, type AuditToRecord, listAudit, recordAudit } from './audit.ts';
import { type DefinitionRecord, getDefinitionVersion, listAllDefinitions, workspaceOf } from './definitions.ts';
import type { Page, PageRequest } from './page.ts';
import type { AuditRow, Database } from './schema.ts';

const ACTION = 'workspace.apply';
const OBJECT = 'workspace';
const CHANGES = ['definition.put', 'definition.remove'] as const;

/** The workspace as it was right after it was last applied as a whole. */
export interface AppliedWorkspace {
  /** ISO 8601, UTC. */
  readonly at: string;
  readonly actor: string;
  readonly workspace: Workspace;
}

/** Notes in the audit log that a workspace was applied; last in the transaction that does so. */
export async function recordApplied(
  db: Database,
  { actor, detail, clock }: Required<Pick<AuditToRecord, 'actor' | 'detail' | 'clock'>>,
): Promise<void> {
  await recordAudit(db, { actor, action: ACTION, objectKind: OBJECT, objectName: OBJECT, detail, clock });
}

/** Every time a workspace was applied, newest first; `detail` is what was recorded. */
export function listApplied(db: Database, page: PageRequest): Promise<Page<AuditEntry>> {
  return listAudit(db, { ...page, objectKind: OBJECT });
}

/** What was last applied, put together from the versions of the definitions; undefined when nothing ever was. */
export async function readAppliedWorkspace(db: Database): Promise<AppliedWorkspace | undefined> {
  const applied = await db
    .selectFrom('audit')
    .selectAll()
    .where('action', '=', ACTION)
    .orderBy('sequence', 'desc')
    .limit(1)
    .executeTakeFirst();
  if (!applied) return undefined;
  const since = await db
    .selectFrom('audit')
    .selectAll()
    .where('sequence', '>', applied.sequence)
    .where('action', 'in', CHANGES)
    .orderBy('sequence')
    .execute();
  const current = await listAllDefinitions(db);
  return { at: applied.at, actor: applied.actor, workspace: workspaceOf(await undo(db, current, since)) };
}

/** Definitions as they were before changes, the first of each counts. */
async function undo(
  db: Database,
  current: readonly DefinitionRecord[],
  changes: readonly AuditRow[],
): Promise<DefinitionRecord[]> {
  const keyOf = (kind: string, name: string) => `${kind}/${name.toLowerCase()}`;
  const firsts = new Map(changes.toReversed().map((row) => [keyOf(row.object_kind, row.object_name), row]));
  const before: DefinitionRecord[] = [];
  for (const { object_kind, object_name, detail } of firsts.values()) {
    const version = (JSON.parse(detail) as { readonly version: number }).version - 1;
    const reference = { kind: object_kind as DefinitionKind, name: object_name, version };
    if (version > 0) before.push(await getDefinitionVersion(db, reference));
  }
  const untouched = current.filter(({ kind, name }) => !firsts.has(keyOf(kind, name)));
  return [...untouched, ...before.filter(({ isRemoved }) => !isRemoved)];
}
