import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { hashOf } from '../../base/ids.ts';
import { canonicalJson } from '../../base/json.ts';
import type { FileGroup } from '../files/combine.ts';
import { type DataFile, unreadable } from '../files/locate.ts';
import type { EntityRequest, SourceContext } from '../kind.ts';
import { decodeText, detectEncoding, type FileHead, guessEncoding, readHead, transcodeFile } from './encoding.ts';
import { checkIsText } from './is-text.ts';
import { type CsvHints, type CsvLayout, detectLayout } from './layout.ts';

/** A CSV file that the engine can read, and how it is written. */
export interface ReadableFile {
  readonly path: string;
  readonly layout: CsvLayout;
  readonly firstLine: string;
}

/** A file, and whether its head is enough to tell the encoding, because whoever reads the rest looks at it anyway. */
export type FileToRead = Pick<DataFile, 'path'> & { readonly isHeadEnough: boolean };

/** The file as the engine can read it: as it is when it is UTF-8, (and, when packed, named so), otherwise written anew in the work folder. Undefined when it has no rows. */
export async function makeReadable(
  { path, isHeadEnough }: FileToRead,
  request: EntityRequest,
  context: SourceContext,
): Promise<ReadableFile | undefined> {
  const hints = hintsOf(request);
  const head = await readHead(path).catch((cause: unknown) => {
    throw unreadable(path, cause);
  });
  const encoding =
    hints.encoding?.toLowerCase() ?? (isHeadEnough ? guessEncoding(head) : await detectEncoding(path, head));
  checkIsText(path, { head, encoding, isDeclared: hints.encoding !== undefined });
  const text = decodeText(head.bytes, encoding).replace(/^\ufeff/, '');
  const layout = detectLayout(text, head.isWhole, hints);
  if (!layout) return undefined;
  const firstLine = /^[^\r\n]*/.exec(text)?.[0] ?? '';
  const isReadable = isPlainUtf8(encoding) && (!head.isPacked || path.toLowerCase().endsWith('.gz'));
  return { layout, firstLine, path: isReadable ? path : await rewrite({ path, encoding, head }, context) };
}

function hintsOf({ options, entityOptions }: EntityRequest): CsvHints & { readonly encoding?: string } {
  return { ...options, ...entityOptions } as CsvHints & { encoding?: string };
}

function isPlainUtf8(encoding: string): boolean {
  return encoding === 'utf-8' || encoding === 'utf8';
}

async function rewrite(
  { path, encoding, head }: { path: string; encoding: string; head: FileHead },
  { workFolder }: SourceContext,
): Promise<string> {
  await mkdir(workFolder, { recursive: true });
  const target = join(workFolder, `${hashOf(path).slice(0, 16)}.csv`);
  await transcodeFile({ path, encoding, isPacked: head.isPacked }, target);
  return target;
}

/** Files of the same layout next to each other are read together. */
export function groupAlike(files: readonly ReadableFile[]): FileGroup[] {
  const groups = new Map<string, FileGroup>();
  for (const { path, layout } of files) {
    const key = canonicalJson(layout);
    groups.set(key, { paths: [...(groups.get(key)?.paths ?? []), path], format: { format: 'csv', ...layout } });
  }
  return [...groups.values()];
}
