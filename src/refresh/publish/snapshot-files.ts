import type { Attribute } from '../../model/attribute.ts';
import { TABLES } from '../../model/tables.ts';
import type { EngineSession } from '../../sql/engine.ts';
import type { BlobStore } from '../../store/blobs/blob-store.ts';
import type { SnapshotEntity } from '../../store/snapshots.ts';
import type { OutputTable } from '../work/task-output.ts';

export interface SaveOptions {
  readonly session: EngineSession;
  readonly blobs: BlobStore;
  /** Folder of the files in the blob store, e.g. `snapshots/<id>`. */
  readonly folder: string;
}

/** Writes tables of the working session to files. Nothing points at them before the publish. */
export async function saveTables(tables: readonly OutputTable[], options: SaveOptions): Promise<SnapshotEntity[]> {
  const saved: SnapshotEntity[] = [];
  for (const table of tables) saved.push(await saveTable(table, options));
  return saved;
}

async function saveTable(table: OutputTable, { session, blobs, folder }: SaveOptions): Promise<SnapshotEntity> {
  const columns = (await session.columns(table.name)) ?? [];
  const path = await blobs.reservePath('.parquet');
  await session.saveTable(table.name, path);
  const file = await blobs.putFile(path, `${folder}/${table.name}.parquet`);
  return {
    name: table.name,
    files: [file],
    rowCount: await session.rowCount(table.name),
    columns: withSemanticTypes(columns as readonly Attribute[], table.attributes ?? []),
    primaryKey: table.primaryKey,
  };
}

function withSemanticTypes(columns: readonly Attribute[], known: readonly Attribute[]): Attribute[] {
  const semanticTypes = new Map(known.map((attribute) => [attribute.name, attribute.semanticType]));
  return columns.map(({ name, type }) => {
    const semanticType = semanticTypes.get(name);
    return semanticType === undefined ? { name, type } : { name, type, semanticType };
  });
}

/** Entities of the new snapshot: what was saved now, and what stays of the one before because it is still defined. */
export function mergeEntities(
  previous: readonly SnapshotEntity[],
  saved: readonly SnapshotEntity[],
  isDefined: (name: string) => boolean,
): SnapshotEntity[] {
  const names = new Set(saved.map((entity) => entity.name));
  const kept = previous.filter(
    (entity) => !names.has(entity.name) && entity.name !== TABLES.segmentChange && isDefined(entity.name),
  );
  return [...saved, ...kept].sort((a, b) => (a.name < b.name ? -1 : 1));
}
