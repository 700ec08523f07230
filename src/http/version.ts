import { httpError } from './catalogue.ts';

/** Headers that say which version of a definition a change is for. */
export interface VersionHeaders {
  readonly 'if-match'?: string | undefined;
  readonly 'if-none-match'?: string | undefined;
}

/** ETag of a version. */
export function etagOf(version: number): string {
  return `"${version}"`;
}

/**
 * The version that must be the current one: that of If-Match, 0 (there is none yet) for If-None-Match: *, undefined
 * when any will do.
 * @throws FLX_HTTP_VERSION
 */
export function expectedVersionOf(headers: VersionHeaders): number | undefined {
  const match = headers['if-match'];
  if (match !== undefined && match !== '*') return versionOf('If-Match', match);
  return headers['if-none-match'] === '*' ? 0 : undefined;
}

function versionOf(header: string, value: string): number {
  const [, digits] = /^(?:W\/)?"?(\d{1,9})"?$/.exec(value.trim()) ?? [];
  if (digits === undefined) throw httpError('FLX_HTTP_VERSION', { header, value });
  return Number(digits);
}
