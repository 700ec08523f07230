import Type from 'typebox';
import type { JsonObject } from '../../base/json.ts';
import { strict } from '../../model/name.ts';
import { loadGroups } from '../files/combine.ts';
import { folderOf, folderOptions, listFileEntities, testFolder } from '../files/folder.ts';
import { changedSince, locateFiles, newestChange } from '../files/locate.ts';
import { landNothing } from '../files/nothing.ts';
import type { SourceContext, SourceKind } from '../kind.ts';

const EXTENSIONS = ['.parquet'];

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
  supportsIncremental: true,
  testConnection: (options: JsonObject, context: SourceContext) => testFolder(options, EXTENSIONS, context),
  listEntities: (options: JsonObject, context: SourceContext) => listFileEntities(options, EXTENSIONS, context),
  land: async ({ entity, options, entityOptions, since }, place, context) => {
    const path = String(entityOptions['path'] ?? `${entity}.parquet`);
    const files = await locateFiles(path, {
      folder: folderOf(options, context),
      extensions: EXTENSIONS,
      files: context.files,
    });
    const wanted = changedSince(files, since?.modifiedAt);
    const sourceModifiedAt = newestChange(files);
    if (wanted.length === 0) return { ...(await landNothing(place)), sourceModifiedAt };
    return {
      ...(await loadGroups(place, [{ paths: wanted.map((file) => file.path), format: { format: 'parquet' } }])),
      sourceModifiedAt,
    };
  },
} satisfies SourceKind);
