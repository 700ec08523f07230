import { timingSafeEqual } from 'node:crypto';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { AppAccess, Principal } from '../../app/access/access.ts';
import { isFluxuError } from '../../base/errors.ts';
import { isAtLeast } from '../../model/role.ts';
import { httpError } from '../catalogue.ts';
import { readSessionCookie } from './cookie.ts';
import type { OriginReader } from './origin.ts';
import { type AccessRule, ruleOf, SAFE_METHODS } from './rule.ts';

declare module 'fastify' {
  interface FastifyRequest {
    /** Who makes the request; on routes for everybody it may be nobody. */
    principal: Principal;
    /** False for nobody. */
    isSignedIn: boolean;
  }
}

/** Whoever calls where nobody has to sign in: tests, and tools on this machine. */
export const LOCAL: Principal = Object.freeze<Principal>({
  kind: 'open',
  accountId: 'local',
  name: 'local',
  role: 'administrator',
  scopes: ['api', 'connector'],
  connectionId: 'local',
});
const NOBODY: Principal = { ...LOCAL, name: 'nobody', role: 'viewer', scopes: [], connectionId: 'nobody' };

/** Header of API keys, as the connector sends them. */
const KEY_HEADER = 'x-fluxu-key';
/** Header in which pages send the token of their session with changes. */
const CSRF_HEADER = 'x-fluxu-csrf';

/** How requests show who makes them; `open` lets anybody do everything. */
export interface GuardOptions {
  readonly access: AppAccess | 'open';
  readonly originOf: OriginReader;
}

/** Lets through who may: finds out who makes a request, and holds it against the rule of its route. */
export function guardAccess(server: FastifyInstance, { access, originOf }: GuardOptions): void {
  server.decorateRequest('principal', null as unknown as Principal);
  server.decorateRequest('isSignedIn', false);
  server.addHook('onRequest', async (request) => {
    const rule = ruleOf(request);
    const principal = access === 'open' ? LOCAL : await identify(request, access, { originOf, rule });
    request.isSignedIn = principal !== undefined;
    request.principal = principal ?? NOBODY;
    if (rule !== 'everybody') check(request, principal, rule);
  });
}

interface IdentifyOptions extends Pick<GuardOptions, 'originOf'> {
  readonly rule: ReturnType<typeof ruleOf>;
}

/** A wrong key is told, except where everybody is let in. */
async function identify(
  request: FastifyRequest,
  access: AppAccess,
  { originOf, rule }: IdentifyOptions,
): Promise<Principal | undefined> {
  const token = tokenOf(request);
  if (token !== undefined)
    return access.principalOfToken(token, originOf(request)).catch((error: unknown) => {
      if (rule === 'everybody' && isFluxuError(error)) return undefined;
      throw error;
    });
  const cookie = readSessionCookie(request);
  return cookie === undefined ? undefined : access.principalOfSession(cookie);
}

function tokenOf({ headers }: FastifyRequest): string | undefined {
  const key = headers[KEY_HEADER];
  if (typeof key === 'string' && key !== '') return key;
  return /^Bearer\s+(\S+)$/i.exec(headers.authorization ?? '')?.[1];
}

function check(request: FastifyRequest, principal: Principal | undefined, rule: AccessRule): void {
  if (!principal) throw httpError('FLX_HTTP_SIGN_IN', {});
  const { scope = 'api', csrf = 'header' } = rule;
  if (!principal.scopes.includes(scope)) throw httpError('FLX_HTTP_SCOPE', { needed: scope });
  const needed = typeof rule.role === 'function' ? rule.role(request) : rule.role;
  if (!isAtLeast(principal.role, needed)) throw httpError('FLX_HTTP_ROLE', { needed, role: principal.role });
  if (principal.session && csrf === 'header' && !SAFE_METHODS.has(request.method))
    checkCsrf(String(request.headers[CSRF_HEADER] ?? ''), principal);
}

/** @throws FLX_HTTP_CSRF when the token is not that of the session */
export function checkCsrf(given: string, { session }: Principal): void {
  const expected = Buffer.from(session?.csrfToken ?? '');
  const actual = Buffer.from(given);
  const isSame = expected.length > 0 && expected.length === actual.length && timingSafeEqual(expected, actual);
  if (!isSame) throw httpError('FLX_HTTP_CSRF', {});
}
