import { join, resolve } from 'node:path';
import Type from 'typebox';
import type { JsonObject } from '../../base/json.ts';
import { UploadName } from '../../model/data-source.ts';
import type { ConnectionReport, OfferedEntity, SourceContext } from '../kind.ts';
import { entityNameOfFile, listFolder } from './locate.ts';

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
export function folderOf(options: JsonObject, { baseFolder, uploadFolder }: SourceContext): string {
  const { upload } = options;
  if (typeof upload === 'string' && uploadFolder !== undefined) return join(uploadFolder, upload);
  return resolve(baseFolder, String(options['folder'] ?? '.'));
}

/** Tells how many data files there are. @throws FLX_SOURCE_FILE_UNREADABLE */
export async function testFolder(
  options: JsonObject,
  extensions: readonly string[],
  context: SourceContext,
): Promise<ConnectionReport> {
  const folder = folderOf(options, context);
  await context.files.check(folder);
  const files = await listFolder(folder, extensions);
  return { summary: `${files.length} file(s) in ${folder}` };
}

/** One entity a data file. */
export async function listFileEntities(
  options: JsonObject,
  extensions: readonly string[],
  context: SourceContext,
): Promise<OfferedEntity[]> {
  const folder = folderOf(options, context);
  await context.files.check(folder);
  const files = await listFolder(folder, extensions);
  return files.map((path) => ({
    name: entityNameOfFile(path),
    title: path.slice(folder.length + 1),
    entityOptions: { path: path.slice(folder.length + 1) },
  }));
}
