import { glob, readdir, stat } from 'node:fs/promises';
import { basename, dirname, join, resolve, sep } from 'node:path';
import { isFluxuError, messageOf } from '../../base/errors.ts';
import type { FileGate } from '../../base/file-gate.ts';
import { suggestName } from '../../base/nearest.ts';
import { sourceError } from '../catalogue.ts';

/** A data file. */
export interface DataFile {
  readonly path: string;
  /** ISO 8601. */
  readonly modifiedAt: string;
  /** Another one whenever the file was written, replaced or moved. */
  readonly mark: string;
  /** When contents, name or rights last changed: nanoseconds since 1970, by the clock of the file system. */
  readonly changedNanoseconds: bigint;
}

/**
 * The files a path means: one file, all that match a pattern (`*`, `**`, `?`, `{a,b}`), or those with one of the
 * extensions in a folder. Sorted by path.
 * @throws FLX_SOURCE_FILE_MISSING when there is none, FLX_SOURCE_FILE_UNREADABLE, FLX_FILE_REFUSED.
 */
export async function locateFiles(
  path: string,
  from: { folder: string; extensions: readonly string[]; files: FileGate },
): Promise<DataFile[]> {
  const absolute = resolve(from.folder, path);
  await from.files.check(absolute);
  const paths = (await expand(absolute, from.extensions)).sort();
  for (const found of paths) await from.files.check(found);
  if (paths.length === 0)
    throw sourceError(
      'FLX_SOURCE_FILE_MISSING',
      { path: absolute },
      { mend: await suggestFile(absolute, from.extensions) },
    );
  return Promise.all(paths.map(describe));
}

/** When the newest of the files changed. */
export function newestChange(files: readonly DataFile[]): string | undefined {
  return files
    .map((file) => file.modifiedAt)
    .sort()
    .at(-1);
}

/** Data files of a folder by extension, one level deep. */
export async function listFolder(folder: string, extensions: readonly string[]): Promise<string[]> {
  try {
    const entries = await readdir(folder, { withFileTypes: true });
    return entries
      .filter((entry) => entry.isFile() && hasExtension(entry.name, extensions))
      .map((entry) => join(folder, entry.name))
      .sort();
  } catch (cause) {
    throw unreadable(folder, cause);
  }
}

/** Name of an entity for a file: its name without extensions, in the characters a name may have. */
export function entityNameOfFile(path: string): string {
  const bare = basename(path).replace(/(\.[a-z0-9]{1,7}){1,2}$/i, '');
  const name = bare
    .replaceAll(/[^A-Za-z0-9_]+/g, '_')
    .replace(/^[^A-Za-z]+/, '')
    .replace(/_+$/, '');
  return name.length >= 3 ? name.slice(0, 64) : `Entity_${name || 'file'}`;
}

/** The error for a file that the system will not give us. */
export function unreadable(path: string, cause: unknown) {
  return sourceError('FLX_SOURCE_FILE_UNREADABLE', { path, reason: messageOf(cause) }, { cause });
}

/** Whether the engine found no way to read a file. */
export function isUnreadable(error: unknown): boolean {
  return isFluxuError(error) && error.code === 'FLX_ENGINE_FILE';
}

async function expand(path: string, extensions: readonly string[]): Promise<string[]> {
  const found = await stat(path).catch(() => undefined);
  if (found?.isFile()) return [path];
  if (found?.isDirectory()) return listFolder(path, extensions);
  if (!/[*?{[]/.test(path)) return [];
  const paths: string[] = [];
  for await (const entry of glob(path)) {
    if ((await stat(entry)).isFile()) paths.push(resolve(entry));
  }
  return paths;
}

async function describe(path: string): Promise<DataFile> {
  try {
    const { dev, ino, size, mtime, mtimeNs, ctimeNs } = await stat(path, { bigint: true });
    const mark = [dev, ino, size, mtimeNs, ctimeNs].join(' ');
    return { path, modifiedAt: mtime.toISOString(), mark, changedNanoseconds: ctimeNs };
  } catch (cause) {
    throw unreadable(path, cause);
  }
}

function hasExtension(name: string, extensions: readonly string[]): boolean {
  const lower = name.toLowerCase().replace(/\.gz$/, '');
  return extensions.some((extension) => lower.endsWith(extension));
}

async function suggestFile(path: string, extensions: readonly string[]): Promise<string> {
  const isFolder = (await stat(path).catch(() => undefined))?.isDirectory() === true;
  if (isFolder) return `'${path}' is a folder without files that end in ${extensions.join(', ')}; put one there.`;
  const folder = dirname(path);
  const entries = await readdir(folder, { withFileTypes: true }).catch(() => undefined);
  if (!entries) return `There is no folder '${folder}${sep}'; create it or correct the path.`;
  const names = entries.filter((entry) => entry.isFile()).map((entry) => entry.name);
  return names.length === 0
    ? `The folder '${folder}${sep}' has no files; put the file there.`
    : suggestName(basename(path), names);
}
