import Type from 'typebox';
import type { JsonObject } from '../../base/json.ts';
import { strict } from '../../model/name.ts';
import { loadGroups } from '../files/combine.ts';
import { folderOf, folderOptions, listFileEntities, testFolder } from '../files/folder.ts';
import { type DataFile, locateFiles, newestChange } from '../files/locate.ts';
import type { EntityRequest, SourceContext, SourceKind } from '../kind.ts';

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
  fileExtensions: EXTENSIONS,
  testConnection: (options: JsonObject, context: SourceContext) => testFolder(options, EXTENSIONS, context),
  listEntities: (options: JsonObject, context: SourceContext) => listFileEntities(options, EXTENSIONS, context),
  locate,
  land: async (request, place, context) => {
    const files = await locate(request, context);
    const sourceModifiedAt = newestChange(files);
    return {
      ...(await loadGroups(place, [{ paths: files.map((file) => file.path), format: { format: 'parquet' } }])),
      sourceModifiedAt,
    };
  },
} satisfies SourceKind);

function locate({ entity, options, entityOptions }: EntityRequest, context: SourceContext): Promise<DataFile[]> {
  const path = String(entityOptions['path'] ?? `${entity}.parquet`);
  return locateFiles(path, { folder: folderOf(options, context), extensions: EXTENSIONS, files: context.files });
}
