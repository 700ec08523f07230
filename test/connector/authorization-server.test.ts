import * as client from 'openid-client';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Browser, createBrowser } from './browser.ts';
import { becomeAdministrator, type SignInServer, startSignInServer } from './sign-in-server.ts';

let server: SignInServer;
let address: string;
let administrator: Browser;
beforeAll(async () => {
  server = await startSignInServer();
  address = server.address;
  administrator = await becomeAdministrator(server);
});
afterAll(() => server.close());

describe('our authorization server', () => {
  const redirectUri = 'http://127.0.0.1:1/redirect';
  const register = async (input: object = {}) => {
    const request = { name: 'Power Automate', redirectUris: [redirectUri], ...input };
    const { body } = await administrator.send('POST', '/api/oauth-clients', request);
    return body as { client: { clientId: string }; secret: string };
  };
  const configure = (clientId: string, secret: string) =>
    client.discovery(new URL(`${address}/oauth`), clientId, secret, client.ClientSecretPost(secret), {
      execute: [client.allowInsecureRequests],
    });
  const use = (token: string) =>
    fetch(`${address}/connector/datasets`, { headers: { authorization: `Bearer ${token}` } });

  it('gives tokens after sign-in and consent, with PKCE, refreshes and revokes them', async () => {
    const { client: made, secret } = await register();
    const configuration = await configure(made.clientId, secret);
    const verifier = client.randomPKCECodeVerifier();
    const url = client.buildAuthorizationUrl(configuration, {
      redirect_uri: redirectUri,
      scope: 'connector offline_access',
      state: 'there-and-back',
      prompt: 'consent',
      code_challenge: await client.calculatePKCECodeChallenge(verifier),
      code_challenge_method: 'S256',
    });
    const { arrival, pages } = await administrator.authorize(url.href, redirectUri);
    expect(pages.join()).toContain('<strong>Power Automate</strong>');
    const tokens = await client.authorizationCodeGrant(configuration, new URL(arrival), {
      pkceCodeVerifier: verifier,
      expectedState: 'there-and-back',
    });
    expect((await use(tokens.access_token)).status).toBe(200);
    const home = await fetch(`${address}/api/home`, { headers: { authorization: `Bearer ${tokens.access_token}` } });
    expect(home.status).toBe(403);
    const fresh = await client.refreshTokenGrant(configuration, tokens.refresh_token ?? '');
    expect((await use(fresh.access_token)).status).toBe(200);
    await client.tokenRevocation(configuration, fresh.access_token);
    expect((await use(fresh.access_token)).status).toBe(401);
  });

  it('sends who is not signed in to the sign-in page, and back', async () => {
    const { client: made } = await register();
    const query = new URLSearchParams({
      client_id: made.clientId,
      response_type: 'code',
      redirect_uri: redirectUri,
      scope: 'connector',
      code_challenge: 'x'.repeat(43),
      code_challenge_method: 'S256',
    });
    const { stoppedAt } = await createBrowser(address).authorize(`${address}/oauth/auth?${query}`, redirectUri);
    expect(stoppedAt).toMatch(/\/sign-in\?returnTo=%2Foauth%2Finteraction%2F/);
  });

  it.each<[string, object, object, string]>([
    ['no PKCE', {}, {}, 'invalid_request'],
    ['an address that is not its own', {}, { redirect_uri: 'https://evil.example/' }, 'invalid_redirect_uri'],
  ])('refuses a client with %s', async (_what, input, over, error) => {
    const { client: made } = await register(input);
    const query = new URLSearchParams({
      client_id: made.clientId,
      response_type: 'code',
      redirect_uri: redirectUri,
      scope: 'connector',
      ...over,
    });
    const { arrival, pages } = await administrator.authorize(`${address}/oauth/auth?${query}`, redirectUri);
    expect(`${arrival} ${pages.join()}`).toContain(error);
  });

  it('lets Power Platform, which has a secret but no PKCE, sign in when an administrator says so', async () => {
    const { client: made, secret } = await register({ needsPkce: false });
    const query = new URLSearchParams({
      client_id: made.clientId,
      response_type: 'code',
      redirect_uri: redirectUri,
      scope: 'connector offline_access',
      state: 's',
      prompt: 'consent',
    });
    const { arrival } = await administrator.authorize(`${address}/oauth/auth?${query}`, redirectUri);
    const body = new URLSearchParams({
      grant_type: 'authorization_code',
      code: new URL(arrival).searchParams.get('code') ?? '',
      redirect_uri: redirectUri,
      client_id: made.clientId,
      client_secret: secret,
    });
    const answer = await fetch(`${address}/oauth/token`, { method: 'POST', body });
    const tokens = (await answer.json()) as { access_token: string; refresh_token: string };
    expect([(await use(tokens.access_token)).status, typeof tokens.refresh_token]).toEqual([200, 'string']);
    await administrator.send('DELETE', `/api/oauth-clients/${made.clientId}`, undefined);
    expect((await use(tokens.access_token)).status).toBe(401);
  });
});
