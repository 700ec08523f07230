import { stat } from 'node:fs/promises';
import type { SnapshotEntity } from '../../store/snapshots.ts';
import { appError } from '../catalogue.ts';
import type { InsightsOptions } from './insights.ts';

/** Media type of a partition's content. */
export const PARTITION_MEDIA_TYPE = 'application/vnd.apache.parquet';

/** A data file of an entity. */
export interface Partition {
  readonly name: string;
  readonly displayName: string;
  /** Below `/connector`. */
  readonly location: string;
  readonly refreshTime: string;
  readonly format: 'parquet';
  readonly sizeBytes: number;
  /** Rows of the whole entity. */
  readonly rowCount: number;
}

/** The data files of an entity in the published snapshot. @throws FLX_ENTITY_UNKNOWN */
export async function listPartitions({ reader, store }: InsightsOptions, name: string): Promise<readonly Partition[]> {
  const entity = await reader.entity(name);
  const snapshot = await reader.snapshot();
  return Promise.all(
    entity.files.map(async (file) => {
      const partition = partitionName(file);
      const { size } = await stat(await store.blobs.pathOf(file));
      return {
        name: partition,
        displayName: `${entity.name} ${partition}`,
        location: `/datasets/default/tables/${entity.name}/partition?partition=${encodeURIComponent(partition)}`,
        refreshTime: snapshot?.createdAt ?? '',
        format: 'parquet' as const,
        sizeBytes: size,
        rowCount: entity.rowCount,
      };
    }),
  );
}

/** Path on this machine of a data file. @throws FLX_PARTITION_UNKNOWN */
export async function partitionPath(options: InsightsOptions, name: string, partition: string): Promise<string> {
  const entity = await options.reader.entity(name);
  return options.store.blobs.pathOf(fileOf(entity, partition));
}

function fileOf(entity: SnapshotEntity, name: string): string {
  const found = entity.files.find((file) => partitionName(file) === name);
  if (!found) throw appError('FLX_PARTITION_UNKNOWN', { entity: entity.name, name });
  return found;
}

/** Addresses of files hold the id of their snapshot; that is enough to name them. */
function partitionName(file: string): string {
  return file.split('/').slice(1).join('-') || file;
}
