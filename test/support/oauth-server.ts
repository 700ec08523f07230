import { X509Certificate } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Provider } from 'oidc-provider';
import { clientCertificate } from './certificates.ts';

/** An authorization server with one client, and a service that wants its tokens. */
export interface OauthService {
  readonly url: string;
  readonly clientId: string;
  readonly clientSecret: string;
  /** Signs in by `clientCertificate`, for itself alone. */
  readonly programId: string;
  /** Requests that the service let in, by path. */
  readonly served: readonly string[];
  /** Makes every access token given so far worthless. */
  revokeAccessTokens(): void;
  /** Makes every refresh token given so far worthless, as when somebody takes back what he allowed. */
  revokeGrants(): Promise<void>;
  /** Fields of the last request for a token. */
  readonly lastTokenRequest: URLSearchParams;
  readonly tokensGiven: number;
  close(): Promise<void>;
}

/** A program asks for all it may do at this resource, as at Entra. */
export const RESOURCE = 'https://orders.example';
const PROGRAM = 'fluxu-program';

/**
 * Starts both on this machine; whoever comes to sign in is signed in as Ane and agrees. `path` is where the authorization
 * server has its endpoints, `/authorize` and `/token` as at Entra.
 */
export async function startOauthService(redirectUri: string, path?: string): Promise<OauthService> {
  const client = { clientId: 'fluxu-test', clientSecret: 'client-secret-of-the-test-0123456789' };
  const given: string[] = [];
  const revoked = new Set<string>();
  const served: string[] = [];
  const grants = new Set<string>();
  let lastTokenRequest = new URLSearchParams();
  const server = createServer((request, response) => void answer(request, response));
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const provider = new Provider(url, {
    clients: [
      {
        client_id: client.clientId,
        client_secret: client.clientSecret,
        redirect_uris: [redirectUri],
        grant_types: ['authorization_code', 'refresh_token', 'client_credentials'],
        token_endpoint_auth_method: 'client_secret_post',
      },
      {
        client_id: PROGRAM,
        redirect_uris: [],
        response_types: [],
        grant_types: ['client_credentials'],
        token_endpoint_auth_method: 'private_key_jwt',
        jwks: { keys: [{ ...new X509Certificate(clientCertificate).publicKey.export({ format: 'jwk' }), use: 'sig' }] },
      },
    ],
    pkce: { required: () => true },
    issueRefreshToken: async () => true,
    scopes: ['openid', 'offline_access', 'orders', `${RESOURCE}/.default`],
    ...(path !== undefined && { routes: { authorization: `${path}/authorize`, token: `${path}/token` } }),
    features: { devInteractions: { enabled: false }, clientCredentials: { enabled: true } },
    interactions: { url: (_context, interaction) => `/interaction/${interaction.uid}` },
    ttl: { AccessToken: 3600, Grant: 86_400, IdToken: 3600, Interaction: 600, RefreshToken: 86_400, Session: 86_400 },
    cookies: { keys: ['key-of-the-test'] },
    findAccount: (_context, id) => ({ accountId: id, claims: async () => ({ sub: id }) }),
  });
  provider.on('access_token.saved', (token) => given.push(token.jti));
  provider.on('client_credentials.saved', (token) => given.push(token.jti));
  provider.on('grant.success', (context) => {
    lastTokenRequest = new URLSearchParams(context.oidc.body as Record<string, string>);
  });
  const callback = provider.callback();

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    if (request.url?.startsWith('/interaction/')) return interact(request, response);
    if (!request.url?.startsWith('/service/')) return void callback(request, response);
    const bearer = (request.headers.authorization ?? '').replace(/^Bearer /, '');
    const token = (await provider.AccessToken.find(bearer)) ?? (await provider.ClientCredentials.find(bearer));
    if (!token || revoked.has(token.jti)) return void response.writeHead(401).end();
    served.push(request.url);
    const items = [{ id: 'n', name: 'North' }];
    response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify({ value: items }));
  }

  async function interact(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { prompt, session, params } = await provider.interactionDetails(request, response);
    if (prompt.name === 'login')
      return provider.interactionFinished(request, response, { login: { accountId: 'ane' } });
    const grant = new provider.Grant({ accountId: session?.accountId ?? '', clientId: String(params['client_id']) });
    grant.addOIDCScope(String(params['scope']));
    const grantId = await grant.save();
    grants.add(grantId);
    return provider.interactionFinished(request, response, { consent: { grantId } });
  }

  return {
    url,
    ...client,
    programId: PROGRAM,
    served,
    get lastTokenRequest() {
      return lastTokenRequest;
    },
    revokeGrants: async () => {
      for (const id of grants) await (await provider.Grant.find(id))?.destroy();
    },
    revokeAccessTokens: () => {
      for (const token of given) revoked.add(token);
    },
    get tokensGiven() {
      return given.length;
    },
    close: async () => {
      server.closeAllConnections();
      await new Promise((done) => server.close(done));
    },
  };
}
