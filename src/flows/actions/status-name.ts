import { STATUS_CODES } from 'node:http';

/** Names that the .NET enumeration of the real host spells in its own way. */
const OWN_NAMES: Readonly<Record<number, string>> = {
  203: 'NonAuthoritativeInformation',
  413: 'RequestEntityTooLarge',
  414: 'RequestUriTooLong',
  416: 'RequestedRangeNotSatisfiable',
  505: 'HttpVersionNotSupported',
};

/** The code that history shows for an HTTP status: 200 is `OK`, 404 `NotFound`. Without a known name, the number. */
export function statusName(statusCode: number): string {
  return OWN_NAMES[statusCode] ?? STATUS_CODES[statusCode]?.replaceAll(/[^A-Za-z]/g, '') ?? String(statusCode);
}
