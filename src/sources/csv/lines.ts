import type { FileGroup } from '../files/combine.ts';
import type { LineFiles } from '../kind.ts';
import { marksOf } from '../pieces/compare.ts';
import { scanRecords } from '../pieces/records.ts';
import type { ReadableFile } from './readable.ts';

/**
 * The files as lines that are records, as far as their heads tell; undefined where they cannot be. One column alone could
 * not be told from an empty line.
 */
export function lineFilesOf(
  files: readonly ReadableFile[],
  [group, ...others]: readonly FileGroup[],
): LineFiles | undefined {
  if (group?.format.format !== 'csv' || others.length > 0 || group.format.columns.length < 2) return undefined;
  const lines: LineFiles = { paths: group.paths, format: group.format };
  const isRecord = ({ firstLine }: ReadableFile) => {
    const records = scanRecords(Buffer.from(firstLine), marksOf(lines));
    return records?.count === 1 && !records.isOpen;
  };
  return files.every(isRecord) ? lines : undefined;
}
