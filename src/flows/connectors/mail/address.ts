import { permanent } from '../call-error.ts';
import { flowConnectorError } from '../catalogue.ts';

/** Enough of RFC 5321 to catch slips of the pen: local part, one at sign, a domain. */
const ADDRESS = /^[^\s@<>"(),:;\\[\]]{1,64}@[^\s@<>"(),:;\\]{1,255}$/;

/**
 * The addresses of a field: `a@example.com; Ane <ane@example.com>`, separated by semicolons or commas, or an array of such.
 * @throws FLX_MAIL_ADDRESS_INVALID
 */
export function readAddresses(field: string, value: unknown): readonly string[] {
  const texts = Array.isArray(value) ? value.map(String) : [String(value ?? '')];
  const entries = texts.flatMap(splitOutsideQuotes).map((entry) => entry.trim());
  return entries.filter(Boolean).map((entry) => checkAddress(field, entry));
}

function splitOutsideQuotes(text: string): string[] {
  return text.match(/(?:"(?:\\.|[^"\\])*"|[^;,"])+/g) ?? [];
}

function checkAddress(field: string, entry: string): string {
  if (/[\r\n]/.test(entry) || !ADDRESS.test(bareAddress(entry)))
    throw permanent(flowConnectorError('FLX_MAIL_ADDRESS_INVALID', { field, address: entry.replaceAll(/\s+/g, ' ') }));
  return entry;
}

/** The address without the name: `ane@example.com` of `Ane <ane@example.com>`. */
export function bareAddress(entry: string): string {
  return (/<([^<>]*)>\s*$/.exec(entry)?.[1] ?? entry).trim();
}
