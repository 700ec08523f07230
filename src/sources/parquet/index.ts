import Type from 'typebox';
import { strict } from '../../model/name.ts';
import { loadGroups } from '../files/combine.ts';
import { fileSource, folderOptions } from '../files/folder.ts';
import { newestChange } from '../files/locate.ts';
import type { SourceKind } from '../kind.ts';

const shared = fileSource('.parquet');

/** Parquet files; their own column types are kept. */
export const parquetSource: SourceKind = Object.freeze({
  kind: 'parquet',
  title: 'Parquet files',
  summary: 'Parquet files, one or many for an entity; columns are put together by name.',
  options: Type.Object({ ...folderOptions }, strict),
  entityOptions: Type.Object(
    { path: Type.Optional(Type.String({ description: 'A file, a pattern or a folder. Default: <entity>.parquet.' })) },
    strict,
  ),
  example: { options: { folder: 'lake' }, entityOptions: { path: 'orders/*.parquet' } },
  ...shared,
  land: async (request, place, context) => {
    const files = await shared.locate(request, context);
    const sourceModifiedAt = newestChange(files);
    return {
      ...(await loadGroups(place, [{ paths: files.map((file) => file.path), format: { format: 'parquet' } }])),
      sourceModifiedAt,
    };
  },
} satisfies SourceKind);
