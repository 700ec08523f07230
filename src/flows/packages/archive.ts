import { strToU8, unzipSync, type Zippable, zipSync } from 'fflate';
import { packageError } from './catalogue.ts';

/** Files of an archive by path, in their order. */
export type ArchiveFiles = Readonly<Record<string, Uint8Array>>;

/** Most bytes that an archive may unfold to. */
const MAX_UNPACKED_BYTES = 200_000_000;
/** Archives are written with one time, so that equal contents give equal bytes. */
const WRITTEN_AT = '2020-01-01T00:00:00Z';

/** True for bytes that start like a zip. */
export function isArchive(content: Uint8Array): boolean {
  return content[0] === 0x50 && content[1] === 0x4b && content[2] === 0x03 && content[3] === 0x04;
}

/** The files of a zip, folders left out. @throws FLX_PACKAGE_ARCHIVE when it is broken or unfolds to too much */
export function readArchive(file: string, content: Uint8Array): ArchiveFiles {
  let size = 0;
  const filter = ({ name, originalSize }: { name: string; originalSize: number }) => {
    size += originalSize;
    if (size > MAX_UNPACKED_BYTES)
      throw packageError('FLX_PACKAGE_ARCHIVE', {
        file,
        problem: `it unfolds to more than ${MAX_UNPACKED_BYTES} bytes`,
      });
    return !name.endsWith('/');
  };
  try {
    return unzipSync(content, { filter });
  } catch (cause) {
    if (cause instanceof Error && cause.name === 'FluxuError') throw cause;
    throw packageError('FLX_PACKAGE_ARCHIVE', { file, problem: 'it is broken' }, { cause });
  }
}

/** A zip of files; texts are written as UTF-8. */
export function writeArchive(files: Readonly<Record<string, Uint8Array | string>>): Uint8Array {
  const entries: Zippable = {};
  for (const [path, content] of Object.entries(files))
    entries[path] = [typeof content === 'string' ? strToU8(content) : content, { mtime: WRITTEN_AT }];
  return zipSync(entries);
}
