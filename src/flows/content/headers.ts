import type { ValueObject } from '../language/index.ts';

/** Names whose usual spelling is not one capital a word. */
const SPECIAL: Readonly<Record<string, string>> = {
  etag: 'ETag',
  'www-authenticate': 'WWW-Authenticate',
  'content-md5': 'Content-MD5',
  te: 'TE',
  dnt: 'DNT',
};

/** A header's name as the real host spells it: `Content-Type`; those of services (`x-ms-…`) stay as they are. */
export function headerName(name: string): string {
  const lower = name.toLowerCase();
  if (lower.startsWith('x-')) return lower;
  return (
    SPECIAL[lower] ??
    lower.replaceAll(/(^|-)([a-z])/g, (_whole, before: string, letter: string) => before + letter.toUpperCase())
  );
}

/** Headers as a workflow sees them. */
export function readHeaders(headers: Headers): ValueObject {
  const read: Record<string, string> = {};
  headers.forEach((value, name) => {
    read[headerName(name)] = value;
  });
  return read;
}

/** A header by its name in any case. */
export function headerOf(headers: ValueObject, name: string): string | undefined {
  const wanted = name.toLowerCase();
  const found = Object.entries(headers).find(([own]) => own.toLowerCase() === wanted)?.[1];
  return found === undefined || found === null ? undefined : String(found);
}

/** A header's value as the bytes it travels in: text beyond Latin-1 goes as UTF-8. */
export function latinText(text: string): string {
  const isLatin = [...text].every((character) => character.charCodeAt(0) <= 0xff);
  return (isLatin ? text : Buffer.from(text, 'utf8').toString('latin1')).replaceAll(/[\r\n\0]+/g, ' ').trim();
}
