import { STATUS_CODES } from 'node:http';

/** The code that history shows for an HTTP status: 200 is `OK`, 404 `NotFound`. Without a known name, the number. */
export function statusName(statusCode: number): string {
  return STATUS_CODES[statusCode]?.replaceAll(/[^A-Za-z]/g, '') ?? String(statusCode);
}
