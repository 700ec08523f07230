import { unzipSync } from 'fflate';
import { languageError } from '../catalogue.ts';

/** One JSON file of an archive. */
export interface ArchiveEntry {
  readonly path: string;
  readonly text: string;
}

/** Most bytes an archive may unfold to, and deepest archive in an archive. */
const MAX_UNPACKED_BYTES = 200_000_000;
const MAX_DEPTH = 3;

/** True for bytes that start like a zip. */
export function isArchive(content: Uint8Array): boolean {
  return content[0] === 0x50 && content[1] === 0x4b && content[2] === 0x03 && content[3] === 0x04;
}

/**
 * The JSON files of a zip, those of zips inside included.
 * @throws FLX_FLOW_FILE when it is broken or unfolds to too much
 */
export function readArchive(content: Uint8Array, depth = 0): readonly ArchiveEntry[] {
  return Object.entries(unzip(content)).flatMap(([path, bytes]) => {
    if (isArchive(bytes))
      return depth < MAX_DEPTH
        ? readArchive(bytes, depth + 1).map((entry) => ({ ...entry, path: `${path}/${entry.path}` }))
        : [];
    return [{ path, text: new TextDecoder().decode(bytes) }];
  });
}

function unzip(content: Uint8Array): Readonly<Record<string, Uint8Array>> {
  let size = 0;
  const filter = ({ name, originalSize }: { name: string; originalSize: number }) => {
    if (!/\.(json|zip)$/i.test(name)) return false;
    size += originalSize;
    if (size > MAX_UNPACKED_BYTES)
      throw languageError('FLX_FLOW_FILE', {
        file: name,
        problem: `the archive unfolds to more than ${MAX_UNPACKED_BYTES} bytes`,
      });
    return true;
  };
  try {
    return unzipSync(content, { filter });
  } catch (cause) {
    if (cause instanceof Error && cause.name === 'FluxuError') throw cause;
    throw languageError('FLX_FLOW_FILE', { file: 'archive', problem: 'it is a broken archive' }, { cause });
  }
}
