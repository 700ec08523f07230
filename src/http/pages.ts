import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import fastifyStatic from '@fastify/static';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { httpError } from './catalogue.ts';
import { sendProblem } from './problem.ts';

/** Stands in the built page for the nonce of each answer (web/vite.config.ts). */
const NONCE_PLACEHOLDER = /__CSP_NONCE__/g;
const YEAR_SECONDS = 31_536_000;

/**
 * Serves the built web application: files with a hash in their name for a year, the page itself never from a cache and
 * with a nonce of its own, and the page for every address that is not the API's, so that its routes can be opened
 * directly. Pages that are built after the start are served whole too.
 */
export async function servePages(server: FastifyInstance, webRoot: string): Promise<void> {
  const page = createPageReader(join(webRoot, 'index.html'));
  await server.register(fastifyStatic, {
    root: webRoot,
    suppressWarning: true,
    wildcard: true,
    index: false,
    dotfiles: 'ignore',
    preCompressed: true,
    cacheControl: false,
    setHeaders: (reply, path) => {
      const isHashed = path.includes('/assets/');
      reply.header('cache-control', isHashed ? `public, max-age=${YEAR_SECONDS}, immutable` : 'no-cache');
    },
  });
  server.get('/', (request, reply) => sendPage(page, request, reply));
  server.setNotFoundHandler((request, reply) => {
    const isPage = ['GET', 'HEAD'].includes(request.method) && !isApi(request.url) && acceptsHtml(request);
    if (isPage) return sendPage(page, request, reply);
    const path = request.url.split('?')[0] ?? '';
    sendProblem(reply, httpError('FLX_HTTP_NO_ROUTE', { method: request.method, path }), request.url);
    return reply;
  });
}

function sendPage(page: () => string | undefined, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const html = page();
  if (html === undefined) {
    sendProblem(reply, httpError('FLX_HTTP_PAGES_MISSING', {}), request.url);
    return reply;
  }
  return reply
    .type('text/html; charset=utf-8')
    .header('cache-control', 'no-store')
    .send(html.replaceAll(NONCE_PLACEHOLDER, request.nonce));
}

/** The page's text, read again only when the file has changed. */
function createPageReader(path: string): () => string | undefined {
  let known: { readonly changedAt: number; readonly html: string } | undefined;
  return () => {
    const changedAt = statSync(path, { throwIfNoEntry: false })?.mtimeMs;
    if (changedAt === undefined) return undefined;
    if (known?.changedAt !== changedAt) known = { changedAt, html: readFileSync(path, 'utf8') };
    return known.html;
  };
}

function isApi(url: string): boolean {
  return /^\/(api|assets|connector|odata|oauth|healthz|readyz)(\/|\?|$)/.test(url);
}

function acceptsHtml(request: FastifyRequest): boolean {
  return (request.headers.accept ?? '*/*').includes('text/html') || request.headers.accept === '*/*';
}
