import { permanent } from '../call-error.ts';
import { flowConnectorError } from '../catalogue.ts';
import type { RequestBody } from './body.ts';

/** One query parameter; `encoded` is what stands in the address. */
export interface QueryEntry {
  readonly name: string;
  readonly value: string;
  readonly encoded: string;
}

/** A request before it is written out: policies change it. */
export interface RequestDraft {
  readonly method: string;
  /** Scheme, host and base path, without a slash at the end. */
  readonly baseUrl: string;
  /** With `{name}` where path values go. */
  readonly path: string;
  /** Encoded, by name. */
  readonly pathValues: Readonly<Record<string, string>>;
  readonly query: readonly QueryEntry[];
  readonly headers: Readonly<Record<string, string>>;
  readonly body: RequestBody;
  /** Whole address instead of base, path and query: the next page or poll, as the service named it. */
  readonly address?: string;
}

/** The value of a header; case is ignored. */
export function headerOf(headers: Readonly<Record<string, string>>, name: string): string | undefined {
  const wanted = name.toLowerCase();
  return Object.entries(headers).find(([own]) => own.toLowerCase() === wanted)?.[1];
}

/** The headers with one set; another spelling of its name goes. @throws FLX_CALL_PARAMETER_INVALID for line breaks */
export function withHeader(
  headers: Readonly<Record<string, string>>,
  name: string,
  value: string,
): Readonly<Record<string, string>> {
  if (/[\r\n\0]/.test(value) || !/^[!#$%&'*+.^_`|~\w-]+$/.test(name))
    throw permanent(
      flowConnectorError('FLX_CALL_PARAMETER_INVALID', {
        operation: 'a request',
        name,
        found: 'text with a line break',
        expected: 'one line',
      }),
    );
  const wanted = name.toLowerCase();
  const others = Object.entries(headers).filter(([own]) => own.toLowerCase() !== wanted);
  return { ...Object.fromEntries(others), [name]: value };
}

/** A query parameter with its value encoded as a whole. */
export function queryEntry(name: string, value: string): QueryEntry {
  return { name, value, encoded: encodeURIComponent(value) };
}

/** The query with one parameter set; others of that name go. */
export function withQuery(query: readonly QueryEntry[], entry: QueryEntry): readonly QueryEntry[] {
  return [...query.filter((own) => own.name !== entry.name), entry];
}

/** The address a draft leads to. What follows `#` in a path only tells two operations apart; it is never sent. */
export function urlOf(draft: RequestDraft): string {
  if (draft.address !== undefined) return draft.address;
  const [bare = ''] = draft.path.split('#');
  const [path = '', search = ''] = bare.split('?');
  const fill = (text: string) => text.replaceAll(/\{([^{}]+)\}/g, (_, name: string) => draft.pathValues[name] ?? '');
  const fixed = search ? [fill(search)] : [];
  const pairs = draft.query.map(({ name, encoded }) => `${encodeName(name)}=${encoded}`);
  const all = [...fixed, ...pairs].join('&');
  const filled = fill(path);
  return `${draft.baseUrl}${filled.startsWith('/') ? '' : '/'}${filled}${all ? `?${all}` : ''}`;
}

/** `$filter` and the like keep their dollar sign, as services expect them. */
function encodeName(name: string): string {
  return encodeURIComponent(name).replaceAll('%24', '$').replaceAll('%5B', '[').replaceAll('%5D', ']');
}
