import type { Clock } from '../base/clock.ts';
import type { Attribute } from '../model/attribute.ts';
import { inChunks } from './bulk.ts';
import { storeError } from './catalogue.ts';
import { limitOf, type Page, type PageRequest, pageOf, readCursor } from './page.ts';
import type { Database, SnapshotEntityRow, SnapshotRow } from './schema.ts';

const PUBLISHED = 'publishedSnapshot';

/** One table of a snapshot. */
export interface SnapshotEntity {
  readonly name: string;
  /** Addresses in the blob store; an entity that did not change keeps the files of the snapshot before. */
  readonly files: readonly string[];
  readonly rowCount: number;
  readonly columns: readonly Attribute[];
  readonly primaryKey: string | undefined;
  /** How its rows were read, in the words of whoever read them (plain data), and addresses of files kept with them. */
  readonly reading?: { readonly note: unknown; readonly kept: readonly string[] };
}

/** How files end that hold bytes kept with a reading, rather than rows. */
export const KEPT_BYTES = '.kept';

/** Whether a file kept with a reading holds bytes. */
export function isKeptBytes(file: string): boolean {
  return file.endsWith(KEPT_BYTES);
}

/** All data as one refresh left it. */
export interface Snapshot {
  readonly snapshotId: string;
  readonly refreshId: string;
  /** ISO 8601, UTC. */
  readonly createdAt: string;
  readonly entities: readonly SnapshotEntity[];
}

/** Keeps a snapshot; it is visible once `publishSnapshot` points at it. */
export async function recordSnapshot(db: Database, snapshot: Snapshot): Promise<void> {
  await db
    .insertInto('snapshot')
    .values({
      snapshot_id: snapshot.snapshotId,
      refresh_id: snapshot.refreshId,
      created_at: snapshot.createdAt,
    })
    .execute();
  const rows = snapshot.entities.map((entity) => entityRowOf(snapshot.snapshotId, entity));
  for (const chunk of inChunks(rows)) await db.insertInto('snapshot_entity').values(chunk).execute();
}

export interface Publication {
  readonly snapshotId: string;
  /** The snapshot the refresh started from; undefined when there was none. */
  readonly previousSnapshotId: string | undefined;
  readonly clock: Clock;
}

/** Makes a snapshot the one that everybody sees. @throws FLX_PUBLISH_CONFLICT when another one got in between. */
export async function publishSnapshot(
  db: Database,
  { snapshotId, previousSnapshotId, clock }: Publication,
): Promise<void> {
  const row = { value: JSON.stringify(snapshotId), changed_at: clock.now().toISOString() };
  const isPublished =
    previousSnapshotId === undefined
      ? await pointFirst(db, row)
      : await pointFrom(db, JSON.stringify(previousSnapshotId), row);
  if (isPublished) return;
  const current = (await readPublishedId(db)) ?? 'none';
  throw storeError('FLX_PUBLISH_CONFLICT', { current, expected: previousSnapshotId ?? 'none' });
}

type Pointer = { readonly value: string; readonly changed_at: string };

async function pointFirst(db: Database, row: Pointer): Promise<boolean> {
  const { numInsertedOrUpdatedRows } = await db
    .insertInto('setting')
    .values({ name: PUBLISHED, ...row })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst();
  return numInsertedOrUpdatedRows === 1n;
}

async function pointFrom(db: Database, previous: string, row: Pointer): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('setting')
    .set(row)
    .where('name', '=', PUBLISHED)
    .where('value', '=', previous)
    .executeTakeFirst();
  return numUpdatedRows === 1n;
}

async function readPublishedId(db: Database): Promise<string | undefined> {
  const row = await db.selectFrom('setting').select('value').where('name', '=', PUBLISHED).executeTakeFirst();
  return row && (JSON.parse(row.value) as string);
}

/** The snapshot that everybody sees; undefined before the first refresh. */
export async function getPublishedSnapshot(db: Database): Promise<Snapshot | undefined> {
  const id = await readPublishedId(db);
  return id === undefined ? undefined : getSnapshot(db, id);
}

export async function getSnapshot(db: Database, snapshotId: string): Promise<Snapshot | undefined> {
  const row = await db.selectFrom('snapshot').selectAll().where('snapshot_id', '=', snapshotId).executeTakeFirst();
  if (!row) return undefined;
  const entities = await db
    .selectFrom('snapshot_entity')
    .selectAll()
    .where('snapshot_id', '=', snapshotId)
    .orderBy('name')
    .execute();
  return { ...headOf(row), entities: entities.map(entityOf) };
}

/** Kept snapshots, newest first, without their entities. */
export async function listSnapshots(
  db: Database,
  request: PageRequest = {},
): Promise<Page<Omit<Snapshot, 'entities'>>> {
  let query = db.selectFrom('snapshot').selectAll();
  const [at, id] = readCursor(request) ?? [];
  if (at !== undefined)
    query = query.where(({ eb, refTuple, tuple }) =>
      eb(refTuple('created_at', 'snapshot_id'), '<', tuple(String(at), String(id))),
    );
  const rows = await query
    .orderBy('created_at', 'desc')
    .orderBy('snapshot_id', 'desc')
    .limit(limitOf(request) + 1)
    .execute();
  return pageOf(rows, request, { keyOf: (row) => [row.created_at, row.snapshot_id], itemOf: headOf });
}

/**
 * Forgets all snapshots but the newest `keep` and the published one.
 * @returns ids forgotten, and files that no kept snapshot uses any more, to be removed after the commit.
 */
export async function pruneSnapshots(
  db: Database,
  { keep }: { readonly keep: number },
): Promise<{ readonly snapshotIds: readonly string[]; readonly files: readonly string[] }> {
  const published = await readPublishedId(db);
  const rows = await db
    .selectFrom('snapshot')
    .select('snapshot_id')
    .orderBy('created_at', 'desc')
    .orderBy('snapshot_id', 'desc')
    .execute();
  const old = rows
    .slice(keep)
    .map(({ snapshot_id }) => snapshot_id)
    .filter((id) => id !== published);
  if (old.length === 0) return { snapshotIds: [], files: [] };
  const candidates = await filesOf(db, old, 'in');
  await db.deleteFrom('snapshot').where('snapshot_id', 'in', old).execute();
  const used = await filesOf(db, old, 'not in');
  return { snapshotIds: old, files: [...candidates].filter((file) => !used.has(file)).sort() };
}

/** Addresses of the files of all kept snapshots. */
export async function listSnapshotFiles(db: Database): Promise<string[]> {
  const rows = await db.selectFrom('snapshot_entity').select(['files', 'reading']).execute();
  return [...new Set(rows.flatMap(filesIn))];
}

async function filesOf(db: Database, ids: readonly string[], operator: 'in' | 'not in'): Promise<Set<string>> {
  const query = db.selectFrom('snapshot_entity').select(['files', 'reading']);
  return new Set((await query.where('snapshot_id', operator, ids).execute()).flatMap(filesIn));
}

function filesIn(row: Pick<SnapshotEntityRow, 'files' | 'reading'>): readonly string[] {
  return [...(JSON.parse(row.files) as string[]), ...(readingOf(row)?.kept ?? [])];
}

function readingOf({ reading }: Pick<SnapshotEntityRow, 'reading'>): SnapshotEntity['reading'] {
  return reading === null ? undefined : (JSON.parse(reading) as NonNullable<SnapshotEntity['reading']>);
}

function headOf(row: SnapshotRow): Omit<Snapshot, 'entities'> {
  return { snapshotId: row.snapshot_id, refreshId: row.refresh_id, createdAt: row.created_at };
}

function entityRowOf(snapshotId: string, entity: SnapshotEntity): SnapshotEntityRow {
  return {
    snapshot_id: snapshotId,
    name: entity.name,
    files: JSON.stringify(entity.files),
    row_count: entity.rowCount,
    columns: JSON.stringify(entity.columns),
    primary_key: entity.primaryKey ?? null,
    reading: entity.reading === undefined ? null : JSON.stringify(entity.reading),
  };
}

function entityOf(row: SnapshotEntityRow): SnapshotEntity {
  return {
    name: row.name,
    files: JSON.parse(row.files) as string[],
    rowCount: row.row_count,
    columns: JSON.parse(row.columns) as Attribute[],
    primaryKey: row.primary_key ?? undefined,
    ...(row.reading !== null && { reading: JSON.parse(row.reading) }),
  };
}
