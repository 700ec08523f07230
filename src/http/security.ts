import { isIP } from 'node:net';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { createToken } from '../base/ids.ts';
import type { Random } from '../base/random.ts';
import { httpError } from './catalogue.ts';

declare module 'fastify' {
  interface FastifyRequest {
    /** Allows the style elements of this one answer. */
    nonce: string;
  }
}

/** Whom the server answers to and whose pages may change things. */
export interface SecurityOptions {
  readonly host: string;
  /** Address under which people reach the server, when it is not host and port. */
  readonly publicUrl?: string | undefined;
  readonly random: Random;
}

const SAFE_METHODS: ReadonlySet<string> = new Set(['GET', 'HEAD', 'OPTIONS']);
const NONCE_BYTES = 16;

/**
 * Guards every request: the Host header must be an IP address or a name of this server (a rebound DNS name is neither),
 * and what changes something must not come from a page of another origin. Sets the headers that bind a browser.
 */
export function guardRequests(server: FastifyInstance, options: SecurityOptions): void {
  const names = knownNames(options);
  const publicOrigin = options.publicUrl ? new URL(options.publicUrl).origin : undefined;
  server.decorateRequest('nonce', '');
  server.addHook('onRequest', async (request, reply) => {
    request.nonce = createToken(options.random, NONCE_BYTES);
    reply.headers(securityHeaders(request.nonce));
    checkHost(request, names);
    if (!SAFE_METHODS.has(request.method)) checkOrigin(request, publicOrigin);
  });
}

/** What a page may load and where its forms may go: only this server, unless a page needs more. */
export function contentSecurityPolicy(nonce: string, formAction = "'self'"): string {
  return [
    "default-src 'none'",
    "script-src 'self'",
    `style-src 'self' 'nonce-${nonce}'`,
    "img-src 'self' data:",
    "font-src 'self'",
    "connect-src 'self'",
    "base-uri 'none'",
    `form-action ${formAction}`,
    "frame-ancestors 'none'",
  ].join('; ');
}

/** Headers of every answer. */
export function securityHeaders(nonce: string): Record<string, string> {
  return {
    'content-security-policy': contentSecurityPolicy(nonce),
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'no-referrer',
    'cross-origin-opener-policy': 'same-origin',
    'cross-origin-resource-policy': 'same-origin',
    'permissions-policy': 'camera=(), geolocation=(), microphone=(), payment=(), usb=()',
    'x-frame-options': 'DENY',
  };
}

function knownNames({ host, publicUrl }: SecurityOptions): ReadonlySet<string> {
  return new Set(['localhost', host.toLowerCase(), ...(publicUrl ? [new URL(publicUrl).hostname] : [])]);
}

function checkHost(request: FastifyRequest, names: ReadonlySet<string>): void {
  const header = request.headers.host ?? '';
  const name = header
    .replace(/:\d+$/, '')
    .replace(/^\[|\]$/g, '')
    .toLowerCase();
  if (isIP(name) === 0 && !names.has(name)) throw httpError('FLX_HTTP_HOST', { host: header });
}

function checkOrigin(request: FastifyRequest, publicOrigin: string | undefined): void {
  const { origin, host } = request.headers;
  const site = request.headers['sec-fetch-site'];
  const isOwn = origin === undefined || origin === `http://${host}` || origin === publicOrigin;
  const isSameSite = site === undefined || site === 'same-origin' || site === 'none';
  if (!isOwn || !isSameSite) throw httpError('FLX_HTTP_ORIGIN', { origin: origin ?? String(site) });
}
