import { join, resolve } from 'node:path';
import Type from 'typebox';
import type { JsonObject } from '../../base/json.ts';
import { UploadName } from '../../model/data-source.ts';
import type { ConnectionReport, EntityRequest, OfferedEntity, SourceContext } from '../kind.ts';
import { type DataFile, entityNameOfFile, listFolder, locateFiles } from './locate.ts';

/** Options that all kinds of files share. */
export const folderOptions = {
  folder: Type.Optional(
    Type.String({
      minLength: 1,
      description: 'Folder in which relative paths start. Default: the data folder of the workspace.',
    }),
  ),
  upload: Type.Optional(UploadName),
} as const;

/** Folder in which the paths of a source start. */
function folderOf(options: JsonObject, { baseFolder, uploadFolder }: SourceContext): string {
  const { upload } = options;
  if (typeof upload === 'string' && uploadFolder !== undefined) return join(uploadFolder, upload);
  return resolve(baseFolder, String(options['folder'] ?? '.'));
}

/** What kinds of files have in common. @param fileExtensions of their files; those of an entity end in the first by default */
export function fileSource(...fileExtensions: readonly [string, ...string[]]) {
  return {
    fileExtensions,
    /** Each file is read whole; `since` chooses among its rows. */
    supportsIncremental: true,
    /** Tells how many data files there are. @throws FLX_SOURCE_FILE_UNREADABLE */
    testConnection: async (options: JsonObject, context: SourceContext): Promise<ConnectionReport> => {
      const { folder, paths } = await listFiles(options, context, fileExtensions);
      return { summary: `${paths.length} file(s) in ${folder}` };
    },
    /** One entity a data file. */
    listEntities: async (options: JsonObject, context: SourceContext): Promise<OfferedEntity[]> => {
      const { folder, paths } = await listFiles(options, context, fileExtensions);
      return paths.map((path) => {
        const title = path.slice(folder.length + 1);
        return { name: entityNameOfFile(path), title, entityOptions: { path: title } };
      });
    },
    locate: ({ entity, options, entityOptions }: EntityRequest, context: SourceContext): Promise<DataFile[]> =>
      locateFiles(String(entityOptions['path'] ?? `${entity}${fileExtensions[0]}`), {
        folder: folderOf(options, context),
        extensions: fileExtensions,
        files: context.files,
      }),
  };
}

async function listFiles(options: JsonObject, context: SourceContext, extensions: readonly string[]) {
  const folder = folderOf(options, context);
  await context.files.check(folder);
  return { folder, paths: await listFolder(folder, extensions) };
}
