import type { Clock } from '../base/clock.ts';
import { hashOf } from '../base/ids.ts';
import { canonicalJson } from '../base/json.ts';
import type { DefinitionKind, DefinitionTypes, Workspace } from '../model/definition.ts';
import { recordAudit } from './audit.ts';
import { storeError } from './catalogue.ts';
import type { Database, DefinitionRow } from './schema.ts';

/** One version of a definition. */
export interface DefinitionRecord<Kind extends DefinitionKind = DefinitionKind> {
  readonly kind: Kind;
  readonly name: string;
  /** Counts from 1; every change, a removal included, is a new version. */
  readonly version: number;
  /** SHA-256 of the content as canonical JSON: equal content, equal hash. */
  readonly hash: string;
  readonly content: DefinitionTypes[Kind];
  readonly author: string;
  /** ISO 8601, UTC. */
  readonly changedAt: string;
  readonly isRemoved: boolean;
}

export interface DefinitionReference<Kind extends DefinitionKind = DefinitionKind> {
  readonly kind: Kind;
  /** Of the single kinds (`unification`, `audience`, `schedule`): the kind. Case does not count. */
  readonly name: string;
}

export interface DefinitionChange<Kind extends DefinitionKind = DefinitionKind> extends DefinitionReference<Kind> {
  readonly author: string;
  readonly clock: Clock;
  /** The version the change was made to; 0 when it must not exist yet; left out, whatever is there. */
  readonly expectedVersion?: number | undefined;
}

/**
 * Saves a definition as a new version and notes it in the audit log. Content equal to the current one changes nothing.
 * @returns the current version. @throws FLX_CONFLICT, FLX_NAME_TAKEN
 */
export async function putDefinition<Kind extends DefinitionKind>(
  db: Database,
  change: DefinitionChange<Kind> & { readonly content: DefinitionTypes[Kind] },
): Promise<DefinitionRecord<Kind>> {
  // The order of keys is kept: a flow may print the objects that its definition holds.
  const content = JSON.stringify(change.content);
  const before = await readCurrent(db, change);
  checkVersion(before, change);
  const isThere = before?.is_removed === 0;
  if (isThere && before.name !== change.name)
    throw storeError('FLX_NAME_TAKEN', { kind: change.kind, name: change.name, existing: before.name });
  const hash = hashOf(canonicalJson(change.content));
  if (isThere && before.hash === hash) return recordOf(before) as DefinitionRecord<Kind>;
  const row = { ...nextRow(before, change), hash, content, is_removed: 0 };
  await writeVersion(db, { before, row, change, action: 'definition.put' });
  return recordOf(row) as DefinitionRecord<Kind>;
}

/**
 * Removes a definition; its versions stay readable. @throws FLX_NOT_FOUND, FLX_CONFLICT
 */
export async function removeDefinition(db: Database, change: DefinitionChange): Promise<void> {
  const before = await readCurrent(db, change);
  if (!before || before.is_removed === 1) throw storeError('FLX_NOT_FOUND', { kind: change.kind, name: change.name });
  checkVersion(before, change);
  const row = { ...before, ...nextRow(before, change), name: before.name, is_removed: 1 };
  await writeVersion(db, { before, row, change, action: 'definition.remove' });
}

/** The current version, or undefined when there is none or it was removed. */
export async function getDefinition<Kind extends DefinitionKind>(
  db: Database,
  reference: DefinitionReference<Kind>,
): Promise<DefinitionRecord<Kind> | undefined> {
  const row = await readCurrent(db, reference);
  return row && row.is_removed === 0 ? (recordOf(row) as DefinitionRecord<Kind>) : undefined;
}

/** The current version. @throws FLX_NOT_FOUND */
export async function requireDefinition<Kind extends DefinitionKind>(
  db: Database,
  reference: DefinitionReference<Kind>,
): Promise<DefinitionRecord<Kind>> {
  const record = await getDefinition(db, reference);
  if (!record) throw storeError('FLX_NOT_FOUND', reference);
  return record;
}

/** One version, also of a definition that was removed. @throws FLX_NOT_FOUND */
export async function getDefinitionVersion<Kind extends DefinitionKind>(
  db: Database,
  { kind, name, version }: DefinitionReference<Kind> & { readonly version: number },
): Promise<DefinitionRecord<Kind>> {
  const row = await db
    .selectFrom('definition_version')
    .selectAll()
    .where('kind', '=', kind)
    .where('name_key', '=', name.toLowerCase())
    .where('version', '=', version)
    .executeTakeFirst();
  if (!row) throw storeError('FLX_NOT_FOUND', { kind, name: `${name} version ${version}` });
  return recordOf(row) as DefinitionRecord<Kind>;
}

/** All versions of a definition, newest first. */
export async function listDefinitionVersions<Kind extends DefinitionKind>(
  db: Database,
  { kind, name }: DefinitionReference<Kind>,
): Promise<DefinitionRecord<Kind>[]> {
  const rows = await db
    .selectFrom('definition_version')
    .selectAll()
    .where('kind', '=', kind)
    .where('name_key', '=', name.toLowerCase())
    .orderBy('version', 'desc')
    .execute();
  return rows.map((row) => recordOf(row) as DefinitionRecord<Kind>);
}

/** Current definitions of a kind, by name. */
export async function listDefinitions<Kind extends DefinitionKind>(
  db: Database,
  kind: Kind,
): Promise<DefinitionRecord<Kind>[]> {
  const records = await listAllDefinitions(db);
  return records.filter((record): record is DefinitionRecord<Kind> => record.kind === kind);
}

/** Current definitions of every kind, by kind and name. */
export async function listAllDefinitions(db: Database): Promise<DefinitionRecord[]> {
  const rows = await db.selectFrom('definition').selectAll().where('is_removed', '=', 0).execute();
  return rows.map(recordOf).sort((a, b) => compare(a.kind, b.kind) || compare(a.name, b.name));
}

/** Everything that is defined now. */
export async function readWorkspace(db: Database): Promise<Workspace> {
  return workspaceOf(await listAllDefinitions(db));
}

/** The workspace that versions of definitions make up. */
export function workspaceOf(records: readonly DefinitionRecord[]): Workspace {
  const all = <Kind extends DefinitionKind>(kind: Kind) =>
    records.filter((record) => record.kind === kind).map((record) => record.content as DefinitionTypes[Kind]);
  return {
    connections: all('connection'),
    dataSources: all('dataSource'),
    relationships: all('relationship'),
    unification: all('unification')[0],
    audience: all('audience')[0],
    activities: all('activity'),
    measures: all('measure'),
    segments: all('segment'),
    triggers: all('trigger'),
    flows: all('flow'),
    schedule: all('schedule')[0],
  };
}

async function readCurrent(db: Database, { kind, name }: DefinitionReference): Promise<DefinitionRow | undefined> {
  return db
    .selectFrom('definition')
    .selectAll()
    .where('kind', '=', kind)
    .where('name_key', '=', name.toLowerCase())
    .executeTakeFirst();
}

function checkVersion(before: DefinitionRow | undefined, change: DefinitionChange): void {
  const current = before && before.is_removed === 0 ? before.version : 0;
  if (change.expectedVersion !== undefined && change.expectedVersion !== current) throw conflict(change, current);
}

function conflict({ kind, name, expectedVersion }: DefinitionChange, current: number) {
  const expected = expectedVersion ?? Math.max(0, current - 1);
  return storeError('FLX_CONFLICT', { kind, name, current, expected });
}

function nextRow(before: DefinitionRow | undefined, { kind, name, author, clock }: DefinitionChange) {
  const version = (before?.version ?? 0) + 1;
  return { kind, name, name_key: name.toLowerCase(), version, author, changed_at: clock.now().toISOString() };
}

interface VersionToWrite {
  readonly before: DefinitionRow | undefined;
  readonly row: DefinitionRow;
  readonly change: DefinitionChange;
  readonly action: string;
}

async function writeVersion(db: Database, { before, row, change, action }: VersionToWrite): Promise<void> {
  const changed = before ? await replaceRow(db, before, row) : await insertRow(db, row);
  if (!changed) throw conflict(change, row.version);
  await db.insertInto('definition_version').values(row).execute();
  await recordAudit(db, {
    actor: row.author,
    action,
    objectKind: row.kind,
    objectName: row.name,
    hashBefore: before?.is_removed === 0 ? before.hash : undefined,
    hashAfter: row.is_removed === 0 ? row.hash : undefined,
    detail: { version: row.version },
    clock: change.clock,
  });
}

async function replaceRow(db: Database, before: DefinitionRow, row: DefinitionRow): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('definition')
    .set(row)
    .where('kind', '=', row.kind)
    .where('name_key', '=', row.name_key)
    .where('version', '=', before.version)
    .executeTakeFirst();
  return numUpdatedRows === 1n;
}

async function insertRow(db: Database, row: DefinitionRow): Promise<boolean> {
  const { numInsertedOrUpdatedRows } = await db
    .insertInto('definition')
    .values(row)
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst();
  return numInsertedOrUpdatedRows === 1n;
}

function recordOf(row: DefinitionRow): DefinitionRecord {
  return {
    kind: row.kind as DefinitionKind,
    name: row.name,
    version: row.version,
    hash: row.hash,
    content: JSON.parse(row.content) as DefinitionTypes[DefinitionKind],
    author: row.author,
    changedAt: row.changed_at,
    isRemoved: row.is_removed === 1,
  };
}

function compare(left: string, right: string): number {
  return left < right ? -1 : left > right ? 1 : 0;
}
