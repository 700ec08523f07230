import { strToU8, unzipSync, type Zippable, zipSync } from 'fflate';

/** Files of an archive by path, in their order. */
export type ArchiveFiles = ReadonlyMap<string, Uint8Array>;

/** Bytes that archives may still unfold to: one budget for an archive and all that is found inside. */
export interface ArchiveBudget {
  leftBytes: number;
}

/** What is read of an archive. */
export interface ArchiveOptions {
  readonly budget: ArchiveBudget;
  /** How deep archives inside are opened; default 0: they are files as any other. */
  readonly mostDepth?: number;
  /** Files to read, by path; all when left out. */
  readonly isWanted?: (path: string) => boolean;
}

/** Archives are written with one time, so that equal contents give equal bytes. */
const WRITTEN_AT = '2020-01-01T00:00:00Z';
const SIGNATURE = [0x50, 0x4b, 0x03, 0x04];

/** True for bytes that start like a zip. */
export function isArchive(content: Uint8Array): boolean {
  return SIGNATURE.every((byte, index) => content[index] === byte);
}

/**
 * The files of a zip, folders left out; those of a zip inside follow under its path. Sizes are checked before anything is
 * unfolded.
 * @throws Error that says what is wrong, for an error of the caller's own: broken, or too much in it
 */
export function readArchive(content: Uint8Array, options: ArchiveOptions): ArchiveFiles {
  return new Map(unfold(content, options));
}

function unfold(content: Uint8Array, options: ArchiveOptions): [string, Uint8Array][] {
  const { mostDepth = 0 } = options;
  return Object.entries(unzip(content, options)).flatMap(([path, bytes]): [string, Uint8Array][] => {
    if (mostDepth === 0 || !isArchive(bytes)) return [[path, bytes]];
    return unfold(bytes, { ...options, mostDepth: mostDepth - 1 }).map(([name, own]) => [`${path}/${name}`, own]);
  });
}

function unzip(content: Uint8Array, { budget, isWanted }: ArchiveOptions): Readonly<Record<string, Uint8Array>> {
  const filter = ({ name, originalSize }: { name: string; originalSize: number }) => {
    if (name.endsWith('/') || isWanted?.(name) === false) return false;
    budget.leftBytes -= originalSize;
    return budget.leftBytes >= 0;
  };
  let files: Readonly<Record<string, Uint8Array>>;
  try {
    files = unzipSync(content, { filter });
  } catch (cause) {
    throw new Error('it is broken', { cause });
  }
  if (budget.leftBytes < 0) throw new Error('it unfolds to more than is taken');
  return files;
}

/** A zip of files; texts are written as UTF-8. */
export function writeArchive(files: Readonly<Record<string, Uint8Array | string>>): Uint8Array {
  const entries: Zippable = {};
  for (const [path, content] of Object.entries(files))
    entries[path] = [typeof content === 'string' ? strToU8(content) : content, { mtime: WRITTEN_AT }];
  return zipSync(entries);
}
