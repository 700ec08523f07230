import type { BoundedAnswer } from '../../../base/egress/guarded-fetch.ts';
import type { Facts } from '../answer.ts';

const MOST_HEADERS = 30;
const MOST_HEADER_CHARACTERS = 300;
const MOST_BODY_CHARACTERS = 4096;
const HIDDEN_HEADERS: readonly string[] = ['set-cookie', 'www-authenticate'];
const MASK = '***';

/** What went out, as it may be shown: the host of the address alone, signatures without their value. */
export function describeRequest(
  host: string,
  { headers, body }: { readonly headers: Readonly<Record<string, string>>; readonly body: string },
): Facts {
  const signature = headers['webhook-signature']?.replaceAll(/v1,\S+/g, `v1,${MASK}`);
  const shown = { ...headers, ...(signature !== undefined && { 'webhook-signature': signature }) };
  return { method: 'POST', host, headers: shown, sizeBytes: Buffer.byteLength(body) };
}

/** What came back, cut to a size, with every secret in it masked. */
export function describeAnswer(answer: BoundedAnswer, secrets: readonly string[]): Facts {
  const text = answer.body.toString('utf8');
  const isLong = text.length > MOST_BODY_CHARACTERS;
  const headers = Object.entries(answer.headers)
    .filter(([name]) => !HIDDEN_HEADERS.includes(name))
    .slice(0, MOST_HEADERS)
    .map(([name, value]) => [name, maskAll(value.slice(0, MOST_HEADER_CHARACTERS), secrets)]);
  return {
    status: answer.status,
    headers: Object.fromEntries(headers),
    ...(text !== '' && { body: maskAll(text, secrets).slice(0, MOST_BODY_CHARACTERS) }),
    ...((answer.isCutOff || isLong) && { isCutOff: true }),
  };
}

/** Shortest part of an address that can be a secret. */
const LEAST_SECRET_CHARACTERS = 8;

/** The address and those parts of it that let somebody in. */
export function secretPartsOf(url: string): readonly string[] {
  const { href, pathname, search, searchParams } = new URL(url);
  const parts = [url, href, pathname + search, search, ...searchParams.values(), ...pathname.split('/')];
  const long = parts.filter((part) => part.length >= LEAST_SECRET_CHARACTERS);
  return [...new Set(long)].sort((a, b) => b.length - a.length);
}

function maskAll(text: string, secrets: readonly string[]): string {
  const masked = secrets.reduce((left, secret) => left.replaceAll(secret, MASK), text);
  return masked.replaceAll(/v1,[A-Za-z0-9+/=]{20,}/g, `v1,${MASK}`);
}
