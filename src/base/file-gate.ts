import { realpath } from 'node:fs/promises';
import { join, resolve, sep } from 'node:path';
import { baseError } from './catalogue.ts';

/** Says which files of this machine a definition may name. */
export interface FileGate {
  /** @throws FLX_FILE_REFUSED */
  check(path: string): Promise<void>;
}

export interface FileGateOptions {
  /** Data folder of the server: what it keeps for itself there stays closed. */
  readonly home: string;
  /** Folders that are open; empty: every folder of the machine. */
  readonly folders: readonly string[];
}

/** What the server keeps for itself in its data folder. */
const OWN = /^(keys|blobs|work|state\.db.*|settings\.json)$/;

/**
 * Lets definitions read files in the open folders, wherever links lead, and nothing that the server keeps for itself: who
 * may write a data source would otherwise read its key.
 */
export function createFileGate({ home, folders }: FileGateOptions): FileGate {
  return Object.freeze({
    check: async (path: string) => {
      const real = await realPathOf(path);
      const [own] = partsBelow(await realPathOf(home), real) ?? [];
      if (own !== undefined && OWN.test(own))
        throw baseError('FLX_FILE_REFUSED', { path, reason: 'the server keeps it for itself' });
      if (folders.length === 0) return;
      const open = await Promise.all(folders.map(realPathOf));
      if (!open.some((folder) => partsBelow(folder, real)))
        throw baseError('FLX_FILE_REFUSED', { path, reason: `it is in none of ${folders.join(', ')}` });
    },
  });
}

/** For commands of a person on files of his own. */
export const everyFile: FileGate = Object.freeze({ check: async () => {} });

/** Where a path leads through all links; of what is not there, as far as there is something. */
async function realPathOf(path: string): Promise<string> {
  const absolute = resolve(path);
  const parent = resolve(absolute, '..');
  return realpath(absolute).catch(async () =>
    parent === absolute ? absolute : join(await realPathOf(parent), absolute.slice(parent.length)),
  );
}

/** Names on the way from a folder down to a path; undefined when the path is elsewhere. */
function partsBelow(folder: string, path: string): readonly string[] | undefined {
  if (path === folder) return [];
  const start = folder.endsWith(sep) ? folder : folder + sep;
  return path.startsWith(start) ? path.slice(start.length).split(sep) : undefined;
}
