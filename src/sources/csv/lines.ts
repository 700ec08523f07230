import type { FileGroup } from '../files/combine.ts';
import type { LineFiles } from '../kind.ts';
import type { ReadableFile } from './readable.ts';
import type { CsvMarks } from './scan.ts';

/**
 * Pattern (RE2) of a line that is a record by itself, whatever stands before and after it: quotes stand around whole
 * fields only, and are closed.
 */
export function recordPattern({ delimiter, quote }: CsvMarks): string {
  const [between, mark] = [delimiter, quote].map(literally);
  const bare = `[^${mark}]*`;
  const quoted = `${mark}(?:[^${mark}]|${mark}${mark})*${mark}`;
  return `^(?:${bare}|(?:${bare}${between})?${quoted}(?:${between}(?:${bare}${between})?${quoted})*(?:${between}${bare})?)$`;
}

/** A pattern of the text itself, for RE2 and JavaScript alike. */
function literally(text: string): string {
  const isSpecial = (character: string) => character < '\u0080' && !/[A-Za-z0-9]/.test(character);
  const code = (character: string) => character.charCodeAt(0).toString(16).padStart(2, '0');
  return [...text].map((character) => (isSpecial(character) ? `\\x${code(character)}` : character)).join('');
}

/**
 * The files as lines that are rows, as far as their heads tell; undefined where they cannot be. One column alone could
 * not be told from an empty line.
 */
export function lineFilesOf(
  files: readonly ReadableFile[],
  [group, ...others]: readonly FileGroup[],
): LineFiles | undefined {
  if (group?.format.format !== 'csv' || others.length > 0 || group.format.columns.length < 2) return undefined;
  const { paths, format } = group;
  const pattern = recordPattern(format);
  const record = new RegExp(pattern);
  return files.every(({ firstLine }) => firstLine !== '' && record.test(firstLine))
    ? { paths, format, pattern }
    : undefined;
}
