import type { FastifyRequest } from 'fastify';
import type { Role, Scope } from '../../model/role.ts';

/** Who may use a route: everybody, or those with a role and, by key or token, a scope. */
export type RouteAccess = 'everybody' | AccessRule;

export interface AccessRule {
  readonly role: Role | ((request: FastifyRequest) => Role);
  /** Default `api`. */
  readonly scope?: Scope;
  /** `form`: the route checks the token of the session itself, in the body. */
  readonly csrf?: 'header' | 'form';
}

declare module 'fastify' {
  interface FastifyContextConfig {
    readonly access?: RouteAccess;
  }
}

/** Methods that change nothing. */
export const SAFE_METHODS: ReadonlySet<string> = new Set(['GET', 'HEAD', 'OPTIONS']);

/** The rule of a route: its own, or for the API: who reads is a viewer, who changes something a contributor. */
export function ruleOf(request: FastifyRequest): RouteAccess {
  const { config, url } = request.routeOptions;
  if (config.access) return config.access;
  if (!url?.startsWith('/api/')) return 'everybody';
  return { role: SAFE_METHODS.has(request.method) ? 'viewer' : 'contributor' };
}
