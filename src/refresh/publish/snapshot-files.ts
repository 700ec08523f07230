import { writeFile } from 'node:fs/promises';
import type { Attribute } from '../../model/attribute.ts';
import { corruptTableOf, TABLES } from '../../model/tables.ts';
import { CHANGE_FILES, type EngineSession, isChangeFile } from '../../sql/engine.ts';
import type { BlobStore, DraftFile } from '../../store/blobs/blob-store.ts';
import { KEPT_BYTES, type SnapshotEntity } from '../../store/snapshots.ts';
import type { OutputTable } from '../work/task-output.ts';

export interface SaveOptions {
  readonly session: EngineSession;
  readonly blobs: BlobStore;
  /** Folder of the files in the blob store, e.g. `snapshots/<id>`. */
  readonly folder: string;
  /** Entities of the snapshot the session started from: what only changed keeps their files. */
  readonly previous?: readonly SnapshotEntity[];
}

/** Files that are written; they are taken over together, for each by itself would wait for the disk. */
class Drafts {
  readonly files: DraftFile[] = [];

  add(path: string, name: string): string {
    this.files.push({ path, name });
    return name;
  }
}

interface Saving extends SaveOptions {
  readonly drafts: Drafts;
}

/** Writes tables of the working session to files. Nothing points at them before the publish. */
export async function saveTables(tables: readonly OutputTable[], options: SaveOptions): Promise<SnapshotEntity[]> {
  const drafts = new Drafts();
  const saved: SnapshotEntity[] = [];
  for (const table of tables) saved.push(await saveTable(table, { ...options, drafts }));
  await options.blobs.putFiles(drafts.files);
  return saved;
}

async function saveTable(table: OutputTable, options: Saving): Promise<SnapshotEntity> {
  const { session, previous = [] } = options;
  const before = previous.find((entity) => entity.name === table.name);
  const reading = await saveReading(table, before, options);
  if (table.isKept && before) return { ...before, ...reading };
  const columns = (await session.columns(table.name)) ?? [];
  return {
    name: table.name,
    files: await saveRows(table.name, before?.files, options),
    rowCount: await session.rowCount(table.name),
    columns: withSemanticTypes(columns as readonly Attribute[], table.attributes ?? []),
    primaryKey: table.primaryKey,
    ...reading,
  };
}

async function saveReading(
  { name, reading, isKept }: OutputTable,
  before: SnapshotEntity | undefined,
  options: Saving,
): Promise<Pick<SnapshotEntity, 'reading'>> {
  if (!reading) return {};
  const known = before?.reading?.kept ?? [];
  if (isKept) return { reading: { note: reading.note, kept: known } };
  const { note, bytes } = reading;
  return { reading: { note, kept: bytes === undefined ? [] : [await saveBytes(name, bytes, options)] } };
}

async function saveBytes(name: string, bytes: Uint8Array, { blobs, folder, drafts }: Saving): Promise<string> {
  const path = await blobs.reservePath(KEPT_BYTES);
  await writeFile(path, bytes);
  return drafts.add(path, `${folder}/${name}${KEPT_BYTES}`);
}

/** The files of a table. One that only changed keeps those that were there, and has its changes beside. */
async function saveRows(name: string, before: readonly string[] = [], options: Saving): Promise<string[]> {
  const { session, blobs, folder, drafts } = options;
  const { gone, rows } = CHANGE_FILES;
  const paths = { gone: await blobs.reservePath(gone), rows: await blobs.reservePath(rows) };
  const saved = await session.saveChanges(name, paths);
  if (!saved) return [await saveWhole(name, options)];
  return [
    ...before.filter((file) => !isChangeFile(file) || (saved === 'added' && file.endsWith(rows))),
    drafts.add(paths.gone, `${folder}/${name}${gone}`),
    drafts.add(paths.rows, `${folder}/${name}${rows}`),
  ];
}

async function saveWhole(name: string, { session, blobs, folder, drafts }: Saving): Promise<string> {
  const path = await blobs.reservePath('.parquet');
  await session.saveTable(name, path);
  return drafts.add(path, `${folder}/${name}.parquet`);
}

function withSemanticTypes(columns: readonly Attribute[], known: readonly Attribute[]): Attribute[] {
  const semanticTypes = new Map(known.map((attribute) => [attribute.name, attribute.semanticType]));
  return columns.map(({ name, type }) => {
    const semanticType = semanticTypes.get(name);
    return semanticType === undefined ? { name, type } : { name, type, semanticType };
  });
}

/**
 * Entities of the new snapshot: what was saved now, and what stays of the one before because it is still defined. Rows set
 * apart leave with the load they are from.
 */
export function mergeEntities(
  previous: readonly SnapshotEntity[],
  saved: readonly SnapshotEntity[],
  isDefined: (name: string) => boolean,
): SnapshotEntity[] {
  const names = new Set(saved.flatMap(({ name }) => [name, corruptTableOf(name)]));
  const kept = previous.filter(
    (entity) => !names.has(entity.name) && entity.name !== TABLES.segmentChange && isDefined(entity.name),
  );
  return [...saved, ...kept].sort((a, b) => (a.name < b.name ? -1 : 1));
}
