import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Provider } from 'oidc-provider';

/** An authorization server with one client, and a service that wants its tokens. */
export interface OauthService {
  readonly url: string;
  readonly clientId: string;
  readonly clientSecret: string;
  /** Requests that the service let in, by path. */
  readonly served: readonly string[];
  /** Makes every access token given so far worthless. */
  revokeAccessTokens(): void;
  readonly tokensGiven: number;
  close(): Promise<void>;
}

/** Starts both on this machine; whoever comes to sign in is signed in as Ane and agrees. */
export async function startOauthService(redirectUri: string): Promise<OauthService> {
  const client = { clientId: 'fluxu-test', clientSecret: 'client-secret-of-the-test-0123456789' };
  const given: string[] = [];
  const revoked = new Set<string>();
  const served: string[] = [];
  const server = createServer((request, response) => void answer(request, response));
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const provider = new Provider(url, {
    clients: [
      {
        client_id: client.clientId,
        client_secret: client.clientSecret,
        redirect_uris: [redirectUri],
        grant_types: ['authorization_code', 'refresh_token'],
        token_endpoint_auth_method: 'client_secret_post',
      },
    ],
    pkce: { required: () => true },
    issueRefreshToken: async () => true,
    features: { devInteractions: { enabled: false } },
    interactions: { url: (_context, interaction) => `/interaction/${interaction.uid}` },
    ttl: { AccessToken: 3600, Grant: 86_400, IdToken: 3600, Interaction: 600, RefreshToken: 86_400, Session: 86_400 },
    cookies: { keys: ['key-of-the-test'] },
    findAccount: (_context, id) => ({ accountId: id, claims: async () => ({ sub: id }) }),
  });
  provider.on('access_token.saved', (token) => given.push(token.jti));
  const callback = provider.callback();

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    if (request.url?.startsWith('/interaction/')) return interact(request, response);
    if (!request.url?.startsWith('/service/')) return void callback(request, response);
    const token = await provider.AccessToken.find((request.headers.authorization ?? '').replace(/^Bearer /, ''));
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
    return provider.interactionFinished(request, response, { consent: { grantId: await grant.save() } });
  }

  return {
    url,
    ...client,
    served,
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
