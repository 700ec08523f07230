import { type ArchiveBudget, type ArchiveFiles, readArchive } from '../../base/archive.ts';
import { messageOf } from '../../base/errors.ts';
import { packageError } from './catalogue.ts';

/** Most bytes that a package and the archives in it may unfold to. */
export const MOST_UNFOLDED_BYTES = 200_000_000;

/** The files of a zip, archives inside as they are. @throws FLX_PACKAGE_ARCHIVE when it is broken or unfolds to too much */
export function readPackageFiles(file: string, content: Uint8Array, budget: ArchiveBudget): ArchiveFiles {
  try {
    return readArchive(content, { budget });
  } catch (cause) {
    throw packageError('FLX_PACKAGE_ARCHIVE', { file, problem: messageOf(cause) }, { cause });
  }
}
