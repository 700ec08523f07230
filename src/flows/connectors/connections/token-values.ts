import type { ConnectionValues } from '../connector.ts';

/** Connection parameters of this prefix are about the sign-in: its client, its directory, parts of its addresses. */
export const TOKEN_PREFIX = 'token:';

/** What a connection holds about its sign-in, by name in lower case without the prefix. */
export type TokenValues = Readonly<Record<string, string>>;

/** Values of the parameters `token:…` of a connection. */
export function tokenValuesOf(values: ConnectionValues): TokenValues {
  const own = Object.entries(values).flatMap(([name, value]): [string, string][] => {
    const isOwn = name.toLowerCase().startsWith(TOKEN_PREFIX) && typeof value === 'string' && value !== '';
    return isOwn ? [[name.slice(TOKEN_PREFIX.length).toLowerCase(), value]] : [];
  });
  return Object.fromEntries(own);
}

/** A template with its `{Name}` filled in, encoded for a query or form; the case of names does not count. */
export function fill(template: string, values: TokenValues): string {
  return fillWith(template, values, encodeURIComponent);
}

/** An address with its `{Name}` filled in as it is, because a value can be a host or the start of the address. */
export function fillAddress(template: string, values: TokenValues): string {
  return fillWith(template, values, (value) => value.replace(/\/+$/, ''));
}

function fillWith(template: string, values: TokenValues, write: (value: string) => string): string {
  return template.replaceAll(/\{(\w+)\}/g, (whole, name: string) => {
    const key = name.toLowerCase();
    return Object.hasOwn(values, key) ? write(values[key] ?? '') : whole;
  });
}
