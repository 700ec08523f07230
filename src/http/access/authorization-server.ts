import { randomUUID } from 'node:crypto';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { type AppAccess, OAUTH_PATH } from '../../app/access/access.ts';
import { securityHeaders } from '../security.ts';
import { renderConsent } from './consent-page.ts';
import { checkCsrf } from './guard.ts';
import type { OriginReader } from './origin.ts';

export interface AuthorizationServerOptions {
  readonly access: AppAccess;
  readonly originOf: OriginReader;
}

/** Serves our authorization server, with the page on which people agree. */
export async function serveAuthorization(server: FastifyInstance, options: AuthorizationServerOptions): Promise<void> {
  await server.register(async (scope) => addProtocol(scope, options));
  await server.register(async (scope) => addConsent(scope, options));
}

/** The protocol itself reads requests on its own. */
function addProtocol(scope: FastifyInstance, { access, originOf }: AuthorizationServerOptions): void {
  scope.removeAllContentTypeParsers();
  scope.addContentTypeParser('*', (_request, _payload, done) => done(null));
  scope.all(`${OAUTH_PATH}/*`, { config: { access: 'everybody' } }, async (request, reply) => {
    const provider = await access.authorizationServer(originOf(request));
    const raw: typeof request.raw & { originalUrl?: string } = request.raw;
    raw.originalUrl = raw.url ?? '';
    raw.url = raw.originalUrl.slice(OAUTH_PATH.length);
    for (const [name, value] of Object.entries(securityHeaders(request.nonce))) reply.raw.setHeader(name, value);
    reply.hijack();
    provider.callback()(raw, reply.raw);
  });
}

function addConsent(scope: FastifyInstance, { access, originOf }: AuthorizationServerOptions): void {
  scope.addContentTypeParser('application/x-www-form-urlencoded', { parseAs: 'string' }, (_request, body, done) =>
    done(null, Object.fromEntries(new URLSearchParams(String(body)))),
  );
  const path = `${OAUTH_PATH}/interaction/:uid`;
  scope.get(path, { config: { access: 'everybody' } }, async (request, reply) => {
    if (request.principal.kind !== 'session')
      return reply.redirect(`/sign-in?returnTo=${encodeURIComponent(request.url)}`, 303);
    const provider = await access.authorizationServer(originOf(request));
    const details = await provider.interactionDetails(request.raw, reply.raw);
    const { accountId } = request.principal;
    if (details.prompt.name === 'login' || details.session?.accountId !== accountId)
      return finish(request, reply, { provider, result: { login: { accountId } } });
    const client = await provider.Client.find(String(details.params['client_id']));
    const { html, policy } = renderConsent({
      client: client?.clientName ?? String(details.params['client_id']),
      account: request.principal.name,
      scopes: String(details.params['scope'] ?? '').split(' '),
      redirectUri: String(details.params['redirect_uri']),
      csrfToken: request.principal.session?.csrfToken ?? '',
      language: request.headers['accept-language'] ?? '',
      nonce: request.nonce,
    });
    return reply
      .header('content-security-policy', policy)
      .header('cache-control', 'no-store')
      .type('text/html; charset=utf-8')
      .send(html);
  });
  scope.post(path, { config: { access: { role: 'viewer', csrf: 'form' } } }, async (request, reply) => {
    const body = request.body as Readonly<Record<string, string>> | undefined;
    checkCsrf(body?.['csrf'] ?? '', request.principal);
    const provider = await access.authorizationServer(originOf(request));
    const result =
      body?.['answer'] === 'agree'
        ? { consent: { grantId: await agree(request, reply, provider) } }
        : { error: 'access_denied', error_description: 'You did not agree.' };
    return finish(request, reply, { provider, result });
  });
}

type Provider = Awaited<ReturnType<AppAccess['authorizationServer']>>;

/** Keeps what was agreed to and gives its id. */
async function agree(request: FastifyRequest, reply: FastifyReply, provider: Provider): Promise<string> {
  const details = await provider.interactionDetails(request.raw, reply.raw);
  const { accountId } = request.principal;
  const known = details.grantId === undefined ? undefined : await provider.Grant.find(details.grantId);
  const grant = known ?? new provider.Grant({ accountId, clientId: String(details.params['client_id']) });
  // An id of our own: the library's may begin with '-', which a command line takes for an option.
  grant.jti ??= randomUUID();
  grant.addOIDCScope(String(details.params['scope'] ?? ''));
  return grant.save();
}

async function finish(
  request: FastifyRequest,
  reply: FastifyReply,
  {
    provider,
    result,
  }: { readonly provider: Provider; readonly result: Parameters<Provider['interactionFinished']>[2] },
): Promise<FastifyReply> {
  reply.hijack();
  await provider.interactionFinished(request.raw, reply.raw, result, { mergeWithLastSubmission: false });
  return reply;
}
