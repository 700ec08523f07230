import { access, mkdir, open, readdir, readFile, rename, rm, stat } from 'node:fs/promises';
import { dirname, join, relative, sep } from 'node:path';
import { createToken, hashOf } from '../../base/ids.ts';
import type { Random } from '../../base/random.ts';
import { diskFault, storeError } from '../catalogue.ts';
import type { BlobEntry, BlobStore, DraftFile } from './blob-store.ts';

const ADDRESS = /^[A-Za-z0-9_-][A-Za-z0-9_.-]*(\/[A-Za-z0-9_-][A-Za-z0-9_.-]*)*$/;
const STAGING_FOLDER = '.staging';

/** Blobs as files in `blobs` of the data folder. */
export function createFolderBlobStore({ home, random }: { readonly home: string; readonly random: Random }): BlobStore {
  const root = join(home, 'blobs');
  const reservePath = async (extension = '') => {
    await mkdir(join(root, STAGING_FOLDER), { recursive: true });
    return join(root, STAGING_FOLDER, createToken(random, 12) + extension);
  };
  const putBytes = async (bytes: Uint8Array | string) => {
    const hash = hashOf(bytes);
    const address = `payloads/${hash.slice(0, 2)}/${hash}`;
    if (await isThere(join(root, address))) return address;
    const draft = await reservePath();
    await writeThrough(draft, bytes);
    await moveAll([{ from: draft, to: join(root, address) }]);
    return address;
  };
  const putFiles = async (files: readonly DraftFile[]) => {
    const moves = files.map(({ path, name }) => ({ from: path, to: resolveAddress(root, name) }));
    await Promise.all(moves.map(({ from }) => flushFile(from)));
    await moveAll(moves);
  };
  return Object.freeze({
    reservePath: (extension?: string) => reservePath(extension).catch(refuseToWrite),
    putBytes: (bytes: Uint8Array | string) => putBytes(bytes).catch(refuseToWrite),
    putFiles: (files: readonly DraftFile[]) => putFiles(files).catch(refuseToWrite),
    read: async (address: string) => {
      const path = resolveAddress(root, address);
      return readFile(path).catch((cause) => {
        throw asMissing(cause, address);
      });
    },
    pathOf: async (address: string) => {
      const path = resolveAddress(root, address);
      if (!(await isThere(path))) throw storeError('FLX_BLOB_MISSING', { address });
      return path;
    },
    remove: (address: string) => rm(resolveAddress(root, address), { force: true }),
    list: (prefix = '') => listFiles(root, prefix),
  });
}

function refuseToWrite(cause: unknown): never {
  throw diskFault(cause) ?? cause;
}

function resolveAddress(root: string, address: string): string {
  if (!ADDRESS.test(address)) throw storeError('FLX_BLOB_ADDRESS', { address });
  return join(root, address);
}

function asMissing(cause: unknown, address: string): unknown {
  const isMissing = (cause as { code?: string }).code === 'ENOENT';
  return isMissing ? storeError('FLX_BLOB_MISSING', { address }, { cause }) : cause;
}

async function isThere(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}

async function writeThrough(path: string, bytes: Uint8Array | string): Promise<void> {
  const file = await open(path, 'wx');
  try {
    await file.writeFile(bytes);
    await file.sync();
  } finally {
    await file.close();
  }
}

async function flushFile(path: string): Promise<void> {
  const file = await open(path, 'r+');
  await file.sync().finally(() => file.close());
}

/** The names are durable too when this returns, on systems where folders can be flushed. */
async function moveAll(moves: readonly { readonly from: string; readonly to: string }[]): Promise<void> {
  const folders = [...new Set(moves.map(({ to }) => dirname(to)))];
  const made = await Promise.all(folders.map((folder) => mkdir(folder, { recursive: true })));
  await Promise.all(moves.map(({ from, to }) => rename(from, to)));
  const above = made.filter((first) => first !== undefined).map((first) => dirname(first));
  await Promise.all([...folders, ...above].map(flushFolder));
}

async function flushFolder(path: string): Promise<void> {
  if (process.platform === 'win32') return;
  const folder = await open(path, 'r');
  await folder.sync().finally(() => folder.close());
}

async function* listFiles(root: string, prefix: string): AsyncIterable<BlobEntry> {
  const paths = await readdir(root, { recursive: true, withFileTypes: true }).catch(() => []);
  const addresses = paths
    .filter((entry) => entry.isFile())
    .map((entry) => relative(root, join(entry.parentPath, entry.name)).split(sep).join('/'))
    .filter((address) => address.startsWith(prefix) && !address.startsWith(`${STAGING_FOLDER}/`))
    .sort();
  for (const address of addresses) {
    const found = await stat(join(root, address)).catch(() => undefined);
    if (found) yield { address, sizeBytes: found.size, modifiedAt: found.mtime };
  }
}
