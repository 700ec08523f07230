import { isPlainObject } from '../../../base/json.ts';
import type { ConnectionValues } from '../connector.ts';
import { accessTokenOf } from '../request/authentication.ts';
import { headerOf, type RequestDraft } from '../request/draft.ts';
import { textValue } from '../request/text-value.ts';
import { getAt, parseKeys } from './path.ts';

/** What policy settings can refer to. */
export interface PolicyScope {
  readonly connection: ConnectionValues;
  readonly draft: RequestDraft;
  readonly body: unknown;
  readonly item?: unknown;
}

/**
 * One reference. Only bodies and items have a path behind them: in `https://@headers('site').example.com` the dot
 * belongs to the address.
 */
const REFERENCE =
  /\{?@\{?(?:(connectionParameters|headers|queryParameters)\(\s*'([^']*)'\s*(?:,\s*'([^']*)')?\s*\)|(body|item|triggerBody|responseBody)\(\)((?:\.[\w$@-]+|\[\s*'[^']*'\s*\]|\[\s*\d+\s*\])*))\}?/gi;

/** The value a setting stands for: one reference keeps its kind, anything else is text. */
export function evaluateSetting(setting: unknown, scope: PolicyScope): unknown {
  const text = String(setting ?? '');
  const [match] = text.matchAll(REFERENCE);
  if (match && match[0] === text) return resolve(match, scope);
  return fillSetting(text, scope);
}

/** The text a setting stands for. */
export function fillSetting(setting: unknown, scope: PolicyScope): string {
  return String(setting ?? '').replaceAll(REFERENCE, (whole, ...groups) => {
    const match = [whole, ...groups.slice(0, 5)] as readonly (string | undefined)[];
    return textValue(resolve(match, scope));
  });
}

/** Connection parameters that a setting names, that have no value and no fallback. */
export function missingConnectionParameters(setting: unknown, scope: PolicyScope): readonly string[] {
  return [...String(setting ?? '').matchAll(REFERENCE)]
    .filter((match) => match[1]?.toLowerCase() === 'connectionparameters' && textValue(resolve(match, scope)) === '')
    .filter((match) => match[3] === undefined)
    .map((match) => match[2] ?? '');
}

function resolve(match: readonly (string | undefined)[], scope: PolicyScope): unknown {
  const [, source, name = '', fallback, root, path = ''] = match;
  if (root) return getAt(root.toLowerCase() === 'item' ? scope.item : scope.body, parseKeys(path));
  const value = named(String(source).toLowerCase(), name, scope);
  return value === undefined || value === null || value === '' ? fallback : value;
}

function named(source: string, name: string, { connection, draft }: PolicyScope): unknown {
  if (source === 'headers') return headerOf(draft.headers, name);
  if (source === 'queryparameters') return draft.query.find((entry) => entry.name === name)?.value;
  const own = Object.keys(connection).find((key) => key.toLowerCase() === name.toLowerCase());
  return own === undefined ? tokenClaim(name, connection) : (connection[name] ?? connection[own]);
}

/** Claims of the signed-in user: `token:TenantId` is what the connection says, or what the access token holds. */
function tokenClaim(name: string, connection: ConnectionValues): unknown {
  if (!name.startsWith('token:')) return undefined;
  const claim = name.slice('token:'.length);
  if (Object.hasOwn(connection, claim)) return connection[claim];
  const token = connection['token'];
  if (isPlainObject(token) && Object.hasOwn(token, claim)) return token[claim];
  const claims = claimsOf(accessTokenOf(connection));
  const alias = { tenantid: 'tid', userid: 'oid', upn: 'upn' }[claim.toLowerCase()];
  return claims[claim] ?? (alias === undefined ? undefined : claims[alias]);
}

function claimsOf(token: string | undefined): Record<string, unknown> {
  try {
    const claims: unknown = JSON.parse(Buffer.from(token?.split('.')[1] ?? '', 'base64url').toString('utf8'));
    return isPlainObject(claims) ? claims : {};
  } catch {
    return {};
  }
}
