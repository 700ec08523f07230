import { stat } from 'node:fs/promises';
import { CHANGE_FILES, isChangeFile } from '../../sql/engine.ts';
import type { SnapshotEntity } from '../../store/snapshots.ts';
import { appError } from '../catalogue.ts';
import type { InsightsOptions } from './options.ts';

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

/** Where data files are found. */
type Published = Pick<InsightsOptions, 'reader' | 'store'>;

/** The data files of an entity in the published snapshot: one where it is kept as a file and its changes. @throws FLX_ENTITY_UNKNOWN */
export async function listPartitions(options: Published, name: string): Promise<readonly Partition[]> {
  const entity = await options.reader.entity(name);
  const snapshot = await options.reader.snapshot();
  return Promise.all(
    partitionsOf(entity).map(async (files) => {
      const partition = partitionName(files);
      const { size } = await stat(await pathOf(options, entity, files));
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
export async function partitionPath(options: Published, name: string, partition: string): Promise<string> {
  const entity = await options.reader.entity(name);
  const found = partitionsOf(entity).find((files) => partitionName(files) === partition);
  if (!found) throw appError('FLX_PARTITION_UNKNOWN', { entity: entity.name, name: partition });
  return pathOf(options, entity, found);
}

/** Files of each partition: what is changed by others is read with them. */
function partitionsOf({ files }: SnapshotEntity): readonly (readonly string[])[] {
  return files.some(isChangeFile) ? [files] : files.map((file) => [file]);
}

function pathOf({ reader, store }: Published, entity: SnapshotEntity, files: readonly string[]): Promise<string> {
  const [only = ''] = files;
  return files.length === 1 ? store.blobs.pathOf(only) : reader.wholeFile(entity);
}

/** Addresses of files hold the id of their snapshot; that is enough to name them. The newest file is the last. */
function partitionName(files: readonly string[]): string {
  const file = files.at(-1) ?? '';
  return (file.split('/').slice(1).join('-') || file).replace(CHANGE_FILES.rows, '.parquet');
}
