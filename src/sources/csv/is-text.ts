import { isUtf8 } from 'node:buffer';
import { sourceError } from '../catalogue.ts';
import type { FileHead } from './encoding.ts';

/** First bytes of files that people take for text files, and what such a file is. */
const SIGNATURES: readonly (readonly [string, string])[] = [
  ['PK\u0003\u0004', 'a ZIP archive, perhaps an Excel workbook; save it as CSV'],
  ['\u00d0\u00cf\u0011\u00e0', 'an old Excel workbook; save it as CSV'],
  ['%PDF', 'a PDF document'],
  ['PAR1', "a Parquet file; use a data source of kind 'parquet'"],
  ['SQLite format 3', 'a SQLite database'],
  ['7z\u00bc\u00af', 'a 7z archive; unpack it'],
  ['(\u00b5/\u00fd', 'a Zstandard archive; unpack it'],
  ['BZh', 'a bzip2 archive; unpack it'],
  ['\u0089PNG', 'a picture'],
];
const BYTES_LOOKED_AT = 4096;

/**
 * Refuses what is no text in the encoding it is said to have.
 * @throws FLX_SOURCE_NOT_TEXT for a file of another kind, FLX_SOURCE_ENCODING_DIFFERS for a declared encoding that cannot be right
 */
export function checkIsText(
  path: string,
  { head, encoding, isDeclared }: { head: FileHead; encoding: string; isDeclared: boolean },
): void {
  const start = head.bytes.subarray(0, BYTES_LOOKED_AT);
  const isWide = encoding.startsWith('utf-16') || encoding === 'unicode';
  const signature = SIGNATURES.find(([bytes]) => start.toString('latin1').startsWith(bytes));
  if (signature || (!isWide && start.includes(0)))
    throw sourceError('FLX_SOURCE_NOT_TEXT', { path, looksLike: signature?.[1] ?? 'a file of another kind' });
  if (!isDeclared) return;
  const hasWideMark = (start[0] === 0xff && start[1] === 0xfe) || (start[0] === 0xfe && start[1] === 0xff);
  if (isWide && start.length > 2 && !hasWideMark && !start.includes(0))
    throw sourceError('FLX_SOURCE_ENCODING_DIFFERS', {
      path,
      encoding,
      found: isUtf8(start) ? 'utf-8' : 'windows-1252',
    });
  if (!isWide && hasWideMark) throw sourceError('FLX_SOURCE_ENCODING_DIFFERS', { path, encoding, found: 'utf-16' });
}
