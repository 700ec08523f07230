import { isPlainObject } from '../../../base/json.ts';
import type { ConnectionValues } from '../connector.ts';
import type { Authentication } from '../definition/authentication.ts';
import type { ConnectorContract } from '../definition/contract.ts';
import type { Operation } from '../definition/operation.ts';
import { queryEntry, type RequestDraft, withHeader, withQuery } from './draft.ts';

/** The draft signed in as the definition asks, as far as the connection holds what that needs. */
export function signIn(
  draft: RequestDraft,
  parts: { readonly contract: ConnectorContract; readonly operation: Operation; readonly connection: ConnectionValues },
): RequestDraft {
  return methodsOf(parts.contract, parts.operation).reduce(
    (signed, method) => applyMethod(signed, method, parts),
    draft,
  );
}

function methodsOf(contract: ConnectorContract, operation: Operation): readonly Authentication[] {
  const named = operation.security ?? contract.security;
  return named ? contract.authentication.filter(({ name }) => named.includes(name)) : contract.authentication;
}

function applyMethod(
  draft: RequestDraft,
  method: Authentication,
  { contract, connection }: { contract: ConnectorContract; connection: ConnectionValues },
): RequestDraft {
  if (method.kind === 'basic') return withAuthorization(draft, basicOf(connection));
  if (method.kind === 'oauth2') return withAuthorization(draft, bearerOf(connection));
  const key = keyOf(method, contract, connection);
  const name = method.parameter ?? method.name;
  if (key === undefined) return draft;
  return method.in === 'query'
    ? { ...draft, query: withQuery(draft.query, queryEntry(name, key)) }
    : { ...draft, headers: withHeader(draft.headers, name, key) };
}

function withAuthorization(draft: RequestDraft, value: string | undefined): RequestDraft {
  return value === undefined ? draft : { ...draft, headers: withHeader(draft.headers, 'Authorization', value) };
}

function basicOf(connection: ConnectionValues): string | undefined {
  const user = textOf(connection['username'] ?? connection['userName'] ?? connection['user']);
  const password = textOf(connection['password']);
  if (user === undefined && password === undefined) return undefined;
  return `Basic ${Buffer.from(`${user ?? ''}:${password ?? ''}`, 'utf8').toString('base64')}`;
}

function bearerOf(connection: ConnectionValues): string | undefined {
  const token = accessTokenOf(connection);
  return token === undefined ? undefined : `Bearer ${token}`;
}

/** The access token of a connection: `token` or `accessToken`, as text or as the answer of a token endpoint. */
export function accessTokenOf(connection: ConnectionValues): string | undefined {
  const token = connection['token'] ?? connection['accessToken'] ?? connection['access_token'];
  return isPlainObject(token) ? textOf(token['access_token'] ?? token['accessToken']) : textOf(token);
}

/** The key under the name of the security definition, of its header, or of the only secret there is. */
function keyOf(method: Authentication, contract: ConnectorContract, connection: ConnectionValues): string | undefined {
  const secrets = contract.connectionParameters.filter(({ type }) => type.toLowerCase() === 'securestring');
  const [only, second] = secrets;
  const names = [
    method.name,
    method.parameter,
    second ? secrets.find(({ name }) => /key|token/i.test(name))?.name : only?.name,
    'api_key',
    'apiKey',
  ];
  const found = names.find((name) => name !== undefined && textOf(connection[name]) !== undefined);
  return found === undefined ? undefined : textOf(connection[found]);
}

function textOf(value: unknown): string | undefined {
  return value === undefined || value === null || value === '' ? undefined : String(value);
}
