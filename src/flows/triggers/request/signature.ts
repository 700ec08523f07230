import { createHmac, timingSafeEqual } from 'node:crypto';

/** Version of the signatures. */
const VERSION = '1.0';
/** Version of the interface, as callers of the real host send it. */
const API_VERSION = '2016-10-01';
/** Query parameters that belong to the address, not to who calls. */
export const ADDRESS_QUERIES: ReadonlySet<string> = new Set(['api-version', 'sp', 'sv', 'sig', 'se', 'code']);

/** What an address permits: a path of this server and the right, e.g. `/triggers/manual/run`. */
export interface SignedPlace {
  /** e.g. `/workflows/Notify/triggers/manual/paths/invoke`; case does not count. */
  readonly path: string;
  readonly permission: string;
}

/** The query of a signed address: who knows it may use it. Source: callback addresses of Azure Logic Apps (sp, sv, sig). */
export function signedQuery(place: SignedPlace, key: string): URLSearchParams {
  return new URLSearchParams({
    'api-version': API_VERSION,
    sp: place.permission,
    sv: VERSION,
    sig: signatureOf(place, key),
  });
}

function signatureOf({ path, permission }: SignedPlace, key: string): string {
  const text = [path.toLowerCase(), permission.toLowerCase(), VERSION].join('\n');
  return createHmac('sha256', Buffer.from(key, 'base64url')).update(text).digest('base64url');
}

/** True when the query was signed for this place with this key; takes the same time whatever is wrong. */
export function isSigned(query: URLSearchParams, place: SignedPlace, key: string): boolean {
  const expected = Buffer.from(signatureOf(place, key));
  const given = Buffer.from(query.get('sig') ?? '');
  const isEqual = given.byteLength === expected.byteLength && timingSafeEqual(given, expected);
  return (
    isEqual && (query.get('sp') ?? '').toLowerCase() === place.permission.toLowerCase() && query.get('sv') === VERSION
  );
}
