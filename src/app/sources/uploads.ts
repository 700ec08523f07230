import { type FileHandle, glob, mkdir, open, rename, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Readable } from 'node:stream';
import type { Clock } from '../../base/clock.ts';
import { createId } from '../../base/ids.ts';
import type { Random } from '../../base/random.ts';
import type { Settings } from '../../base/settings.ts';
import { entityNameOfFile } from '../../sources/files/locate.ts';
import { sourceKinds } from '../../sources/index.ts';
import { recordAudit } from '../../store/audit.ts';
import type { Store } from '../../store/store.ts';
import { appError } from '../catalogue.ts';
import type { AppUploads, UploadPart } from '../rooms/data.ts';
import type { UploadView } from '../view/source.ts';

export interface UploadsOptions {
  readonly store: Store;
  readonly settings: Settings;
  readonly clock: Clock;
  readonly random: Random;
}

const BYTES_PER_MEGABYTE = 1024 * 1024;
/** Short enough for the file systems that count bytes, whatever the letters. */
const SAFE_NAME = /^[\p{L}\p{N}][\p{L}\p{N} ._-]{0,49}$/u;
/** Only the account that runs the server. */
const PRIVATE_FILE = 0o600;
/** Parts that nobody went on with for so long are removed. */
const ABANDONED_AFTER_MILLISECONDS = 24 * 60 * 60 * 1000;

/** Folder of all uploads; a data source names one of its folders. */
export function uploadFolderOf({ home }: Pick<Settings, 'home'>): string {
  return join(home, 'uploads');
}

/** Files that people send to be data sources, whole or in parts. */
export function createUploads(options: UploadsOptions): AppUploads {
  const inWork = new Map<string, Promise<unknown>>();
  return {
    put: async (part) => {
      const kind = kindOfFile(part.file);
      const path = partialPathOf(options, part);
      // The second of two requests for one file waits for the first, so that the file of the later one stays.
      const place = [part.upload, part.file, part.transfer].join('/');
      const before = inWork.get(place) ?? Promise.resolve();
      const work = before.then(() => putPart(options, { ...part, kind, path }));
      const ended = work.catch(() => {});
      inWork.set(place, ended);
      void ended.then(() => inWork.get(place) === ended && inWork.delete(place));
      return work;
    },
  };
}

/**
 * Where the parts of a file are until it is whole. What comes without the word of a transfer has a place of its own, so that
 * two files sent at once, whichever process takes them, are never mixed.
 */
function partialPathOf({ settings, clock, random }: UploadsOptions, part: UploadPart): string {
  const { upload, file, offset = 0, transfer } = part;
  if (transfer === undefined && offset > 0) throw appError('FLX_UPLOAD_TRANSFER', { file });
  return join(uploadFolderOf(settings), upload, `.${file}.${transfer ?? createId(clock, random)}.part`);
}

interface PlacedPart extends UploadPart {
  readonly kind: string;
  readonly path: string;
}

/**
 * Writes a part behind those before it. With the last one the file takes the place of the one before, so that a refresh
 * reads the old or the new one and never a half. A part sent again is written again.
 */
async function putPart({ store, settings, clock }: UploadsOptions, part: PlacedPart): Promise<UploadView> {
  const { upload, file, size, offset = 0, actor, kind, path } = part;
  const limit = settings.uploadLimitMegabytes * BYTES_PER_MEGABYTE;
  if (size !== undefined && size > limit) throw tooLarge(file, settings);
  const folder = dirname(path);
  await mkdir(folder, { recursive: true });
  if (offset === 0) await removeAbandoned(uploadFolderOf(settings), clock);
  const received = await writePart(path, part, size ?? limit);
  if (received === undefined) {
    // Otherwise the connection waits for somebody to read the rest.
    part.content.resume();
    await rm(path, { force: true });
    throw tooLarge(file, settings);
  }
  const isComplete = size === undefined || received === size;
  if (!isComplete && part.transfer === undefined) {
    await rm(path, { force: true });
    throw appError('FLX_UPLOAD_TRANSFER', { file });
  }
  if (isComplete) {
    await rename(path, join(folder, file));
    await syncFolder(folder);
    await store.transaction((tx) =>
      recordAudit(tx, { actor, action: 'upload.put', objectKind: 'upload', objectName: `${upload}/${file}`, clock }),
    );
  }
  return { upload, file, kind, entity: entityNameOfFile(file), received, isComplete };
}

/** Gives the bytes that are there now; undefined when there were more than `most`. */
async function writePart(path: string, { file, offset = 0, content }: UploadPart, most: number) {
  const kept =
    offset === 0
      ? 0
      : await stat(path).then(
          ({ size }) => size,
          () => 0,
        );
  if (offset > kept) throw appError('FLX_UPLOAD_GAP', { file, offset, kept });
  const handle = await open(path, offset === 0 ? 'w' : 'r+', PRIVATE_FILE);
  try {
    await handle.truncate(offset);
    const end = await append(handle, { content, offset, most });
    await handle.sync();
    return end;
  } finally {
    await handle.close();
  }
}

async function append(
  handle: FileHandle,
  { content, offset, most }: { readonly content: Readable; readonly offset: number; readonly most: number },
): Promise<number | undefined> {
  let at = offset;
  // The connection stays open for the answer.
  for await (const chunk of content.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>) {
    if (at + chunk.length > most) return undefined;
    await handle.write(chunk, 0, chunk.length, at);
    at += chunk.length;
  }
  return at;
}

/** Removes the parts of files that never became whole. */
async function removeAbandoned(folder: string, clock: Clock): Promise<void> {
  const oldest = clock.now().getTime() - ABANDONED_AFTER_MILLISECONDS;
  for await (const name of glob('*/.*.part', { cwd: folder })) {
    const path = join(folder, name);
    const changedAt = await stat(path).then(
      ({ mtimeMs }) => mtimeMs,
      () => Number.POSITIVE_INFINITY,
    );
    if (changedAt < oldest) await rm(path, { force: true });
  }
}

async function syncFolder(folder: string): Promise<void> {
  // Windows opens no folders; its file system keeps a rename by itself.
  const handle = await open(folder).catch(() => undefined);
  await handle?.sync();
  await handle?.close();
}

/** The kind of source that reads a file of this name. @throws FLX_UPLOAD_NAME */
function kindOfFile(file: string): string {
  const bare = file.toLowerCase().replace(/\.gz$/, '');
  const kinds = Object.values(sourceKinds);
  const found = kinds.find(({ fileExtensions = [] }) => fileExtensions.some((extension) => bare.endsWith(extension)));
  if (!SAFE_NAME.test(file) || !found) {
    const extensions = kinds.flatMap(({ fileExtensions = [] }) => fileExtensions).join(', ');
    throw appError('FLX_UPLOAD_NAME', { file, extensions });
  }
  return found.kind;
}

function tooLarge(file: string, { uploadLimitMegabytes }: Settings) {
  return appError('FLX_UPLOAD_TOO_LARGE', { file, limit: uploadLimitMegabytes });
}
