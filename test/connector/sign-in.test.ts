import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { exportJWK, generateKeyPair, SignJWT } from 'jose';
import Provider from 'oidc-provider';
import * as client from 'openid-client';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { SignInSettingsInput } from '../../src/app/view/access.ts';
import { createHttpServer, type HttpServer } from '../../src/http/server.ts';
import { openSmallCompany, type SmallCompany } from '../browser/support/small-company.ts';
import { type Browser, createBrowser } from './browser.ts';

const PASSWORD = 'lau hitz elkarrekin';
const SECRET = 'a-secret-that-is-long-enough-for-everybody';
let company: SmallCompany;
let server: HttpServer;
let address: string;
let administrator: Browser;
const others: Server[] = [];

beforeAll(async () => {
  company = await openSmallCompany({ FLUXU_ALLOW_PRIVATE_NETWORKS: 'true' });
  const { access, connector } = company.app;
  server = await createHttpServer(company.app, { access, connector, webRoot: '/nowhere', version: '1' });
  address = await server.listen();
  administrator = createBrowser(address);
});
afterAll(async () => {
  await server.close();
  for (const other of others) other.close();
  await company.close();
});

describe('the first administrator', () => {
  it('comes from a link that works once', async () => {
    expect((await administrator.get('/api/session')).body).toMatchObject({ isSignedIn: false, isSetUp: false });
    const path = await company.app.access.firstAdministratorPath();
    const link = `/api/sign-in-links/${new URL(path ?? '', address).searchParams.get('token')}`;
    expect((await administrator.get(link)).body).toEqual({ purpose: 'firstAdministrator' });
    const person = { email: 'ane@example.org', displayName: 'Ane', password: PASSWORD };
    expect(await administrator.send('POST', link, { ...person, password: 'short' })).toMatchObject({ status: 422 });
    const nameless = await administrator.send('POST', link, { password: PASSWORD });
    expect(nameless).toMatchObject({ status: 422, body: { code: 'FLX_ACCESS_NO_EMAIL' } });
    const made = await administrator.send('POST', link, person);
    expect(made).toMatchObject({ status: 200, body: { isSignedIn: true, role: 'administrator' } });
    await administrator.remember();
    expect((await createBrowser(address).send('POST', link, person)).body).toMatchObject({ code: 'FLX_ACCESS_LINK' });
    expect(await company.app.access.firstAdministratorPath()).toBeUndefined();
  });

  it('is known by a cookie that no script can read and no other site sends with changes', async () => {
    const browser = createBrowser(address);
    const answer = await browser.send('POST', '/api/session', { email: 'ANE@example.org', password: PASSWORD });
    expect(answer.headers.getSetCookie()[0]).toMatch(
      /^fluxu_session=.{40,}; Path=\/; HttpOnly; SameSite=Lax; Expires=/,
    );
  });

  it('changes nothing without the token of the session', async () => {
    const refused = await administrator.send('POST', '/api/refreshes', { scope: { kind: 'full' } }, { csrf: false });
    expect(refused).toMatchObject({ status: 403, body: { code: 'FLX_HTTP_CSRF' } });
  });
});

describe('who is not signed in', () => {
  it.each(['/api/home', '/api/users', '/api/events', '/connector/datasets', '/odata/Customer'])(
    'is refused %s',
    async (path) => {
      expect(await createBrowser(address).get(path)).toMatchObject({ status: 401, body: { code: 'FLX_HTTP_SIGN_IN' } });
    },
  );

  it.each(['/healthz', '/api/session', '/connector/apiDefinition.swagger.json', '/connector/icon.png'])(
    'may see %s',
    async (path) => {
      expect((await createBrowser(address).get(path)).status).toBe(200);
    },
  );

  it('is slowed down after five wrong passwords, and told nothing about who exists', async () => {
    const browser = createBrowser(address);
    const attempt = (email: string) => browser.send('POST', '/api/session', { email, password: 'wrong wrong wrong' });
    const unknown = await attempt('nobody@example.org');
    for (let count = 0; count < 5; count++)
      expect((await attempt('eve@example.org')).body).toMatchObject({ code: 'FLX_ACCESS_PASSWORD' });
    expect((unknown.body as { message: string }).message).toContain('E-mail address or password');
    expect(await attempt('eve@example.org')).toMatchObject({ status: 429, body: { code: 'FLX_ACCESS_WAIT' } });
  });

  it('is slowed down also when the attempts come side by side', async () => {
    const browser = createBrowser(address);
    const attempt = () =>
      browser.send('POST', '/api/session', { email: 'maddi@example.org', password: 'wrong wrong wrong' });
    const statuses = (await Promise.all(Array.from({ length: 8 }, attempt))).map(({ status }) => status);
    expect(statuses.toSorted()).toEqual([401, 401, 401, 401, 401, 429, 429, 429]);
  });
});

describe('roles', () => {
  const browsers: Record<string, Browser> = {};
  beforeAll(async () => {
    for (const role of ['viewer', 'contributor']) {
      const invitation = { email: `${role}@example.org`, displayName: role, role };
      const invited = await administrator.send('POST', '/api/users', invitation);
      const { link } = invited.body as { link: string };
      const token = new URL(link, address).searchParams.get('token');
      const browser = createBrowser(address);
      await browser.send('POST', `/api/sign-in-links/${token}`, { password: PASSWORD });
      await browser.remember();
      browsers[role] = browser;
    }
    browsers['administrator'] = administrator;
  });
  const segment = { name: 'Anybody', rules: [{ condition: { attribute: 'Spend', operator: 'isNotNull' } }] };
  const connection = { name: 'Mail', connector: 'smtp' };
  const key = { name: 'k', role: 'viewer', scopes: ['api'] };

  it.each<[string, string, unknown, number, number, number]>([
    ['GET', '/api/home', undefined, 200, 200, 200],
    ['GET', '/api/entities', undefined, 200, 200, 200],
    ['POST', '/api/triggers/backtest', { trigger: 'FullRefreshCompleted', parameters: {} }, 200, 200, 200],
    ['PUT', '/api/definitions/segment/Anybody', segment, 403, 200, 200],
    ['POST', '/api/refreshes', { scope: { kind: 'nothing' } }, 403, 422, 422],
    ['PUT', '/api/definitions/connection/Mail', connection, 403, 403, 200],
    ['POST', '/api/connections/Nothing/sign-in', undefined, 403, 403, 422],
    ['POST', '/api/connectors', {}, 403, 403, 422],
    ['POST', '/api/apply', { workspace: { segmints: [] } }, 403, 403, 422],
    ['GET', '/api/keys', undefined, 403, 200, 200],
    ['POST', '/api/keys', key, 403, 201, 201],
    ['GET', '/api/users', undefined, 403, 403, 200],
    ['GET', '/api/oauth-clients', undefined, 403, 403, 200],
    ['GET', '/api/sign-in-settings', undefined, 403, 403, 200],
    ['GET', '/api/audit', undefined, 403, 403, 200],
    ['GET', '/connector/datasets', undefined, 200, 200, 200],
  ])('%s %s', async (method, path, body, viewer, contributor, admin) => {
    const statuses = await Promise.all(
      ['viewer', 'contributor', 'administrator'].map(
        async (role) => (await (browsers[role] as Browser).send(method, path, body)).status,
      ),
    );
    expect(statuses).toEqual([viewer, contributor, admin]);
  });

  it('remove only keys of their own, unless they are administrators', async () => {
    const { body } = await administrator.send('POST', '/api/keys', key);
    const path = `/api/keys/${(body as { key: { keyId: string } }).key.keyId}`;
    expect((await (browsers['contributor'] as Browser).send('DELETE', path, undefined)).status).toBe(404);
    expect((await administrator.send('DELETE', path, undefined)).status).toBe(204);
  });

  it('tells who may not what is needed', async () => {
    const { body } = await (browsers['viewer'] as Browser).send('PUT', '/api/definitions/segment/Anybody', segment);
    expect(body).toMatchObject({ code: 'FLX_HTTP_ROLE', message: 'This needs the role contributor; yours is viewer.' });
  });

  it('keep the last administrator', async () => {
    const { items } = (await administrator.get('/api/users')).body as { items: { accountId: string; email: string }[] };
    const id = items.find(({ email }) => email === 'ane@example.org')?.accountId;
    expect(await administrator.send('PUT', `/api/users/${id}`, { role: 'viewer' })).toMatchObject({
      status: 409,
      body: { code: 'FLX_ACCESS_LAST_ADMINISTRATOR' },
    });
  });

  it('end at once for who is disabled', async () => {
    const { items } = (await administrator.get('/api/users')).body as { items: { accountId: string; email: string }[] };
    const id = items.find(({ email }) => email === 'viewer@example.org')?.accountId;
    await administrator.send('PUT', `/api/users/${id}`, { isEnabled: false });
    expect((await (browsers['viewer'] as Browser).get('/api/home')).status).toBe(401);
  });

  it('are in the audit log, with who gave them', async () => {
    const { items } = (await administrator.get('/api/audit?objectKind=user')).body as { items: object[] };
    expect(items).toContainEqual(
      expect.objectContaining({ actor: 'ane@example.org', action: 'user.change', objectName: 'viewer@example.org' }),
    );
  });
});

describe('an API key', () => {
  const make = async (input: object) => {
    const { body } = await administrator.send('POST', '/api/keys', { name: 'Program', role: 'contributor', ...input });
    return body as { token: string; key: { keyId: string; hint: string } };
  };
  const call = (path: string, token: string) => fetch(`${address}${path}`, { headers: { 'x-fluxu-key': token } });

  it('opens what its scopes are for, and nothing else', async () => {
    const { token, key } = await make({ scopes: ['connector'] });
    expect([(await call('/connector/datasets', token)).status, (await call('/api/home', token)).status]).toEqual([
      200, 403,
    ]);
    const { items } = (await administrator.get('/api/keys')).body as { items: { keyId: string; usedAt?: string }[] };
    expect(items.find(({ keyId }) => keyId === key.keyId)?.usedAt).toBeDefined();
    expect(JSON.stringify(items)).not.toContain(token);
  });

  it('works as a bearer token, until it ends or is removed', async () => {
    const { token, key } = await make({ scopes: ['api'] });
    const bearer = () => fetch(`${address}/api/home`, { headers: { authorization: `Bearer ${token}` } });
    expect((await bearer()).status).toBe(200);
    await administrator.send('DELETE', `/api/keys/${key.keyId}`, undefined);
    expect((await bearer()).status).toBe(401);
    const ended = await make({ scopes: ['api'], expiresAt: '2020-01-01T00:00:00Z' });
    expect((await call('/api/home', ended.token)).status).toBe(401);
  });
});

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

/** Starts a server on this machine and gives its address. */
async function listen(other: Server): Promise<string> {
  others.push(other.listen(0, '127.0.0.1'));
  await new Promise((resolve) => other.once('listening', resolve));
  return `http://127.0.0.1:${(other.address() as AddressInfo).port}`;
}

async function changeSettings(change: (settings: SignInSettingsInput) => SignInSettingsInput): Promise<void> {
  const { body } = await administrator.get('/api/sign-in-settings');
  const answer = await administrator.send('PUT', '/api/sign-in-settings', change(body as SignInSettingsInput));
  expect(answer.status).toBe(200);
}

describe('an identity provider', () => {
  it('signs people in; who is new gets the role of his group', async () => {
    const other = createServer();
    const issuer = await listen(other);
    const provider = new Provider(issuer, {
      clients: [
        {
          client_id: 'fluxu',
          client_secret: SECRET,
          redirect_uris: [`${address}/api/session/oidc/callback`],
          grant_types: ['authorization_code'],
          response_types: ['code'],
        },
      ],
      claims: { openid: ['sub', 'groups'], email: ['email'], profile: ['name'] },
      conformIdTokenClaims: false,
      findAccount: async (_context, id) => ({
        accountId: id,
        claims: () => ({ sub: id, email: `${id}@elsewhere.example`, name: 'Beñat', groups: ['marketing'] }),
      }),
    });
    other.on('request', provider.callback());
    await changeSettings((settings) => ({
      ...settings,
      oidc: {
        ...settings.oidc,
        isEnabled: true,
        name: 'Company account',
        issuer,
        clientId: 'fluxu',
        clientSecret: SECRET,
        makesAccounts: true,
        roles: { marketing: 'contributor' },
      },
    }));
    const browser = createBrowser(address);
    expect((await browser.get('/api/session')).body).toMatchObject({ methods: { oidc: { name: 'Company account' } } });
    await browser.signInElsewhere('/api/session/oidc?returnTo=/segments', { login: 'benat', password: 'x' });
    expect((await browser.get('/api/session')).body).toMatchObject({
      isSignedIn: true,
      role: 'contributor',
      account: { email: 'benat@elsewhere.example', displayName: 'Beñat', hasPassword: false },
    });
    const settings = JSON.stringify((await administrator.get('/api/sign-in-settings')).body);
    expect(settings).toContain('"hasClientSecret":true');
    expect(settings).not.toContain(SECRET);
  });

  it('that does not answer is told', async () => {
    const { body } = await administrator.get('/api/sign-in-settings');
    const settings = body as SignInSettingsInput;
    const input = { ...settings, oidc: { ...settings.oidc, issuer: 'http://127.0.0.1:9' } };
    expect((await administrator.send('POST', '/api/sign-in-settings/test', input)).body).toMatchObject({
      isReachable: false,
    });
  });
});

describe('a token of Entra ID', () => {
  it('is taken when a key of the tenant signed it, for us and in time', async () => {
    const { publicKey, privateKey } = await generateKeyPair('RS256');
    const jwk = { ...(await exportJWK(publicKey)), kid: 'one', use: 'sig', alg: 'RS256' };
    const tenant = await listen(createServer((_request, response) => response.end(JSON.stringify({ keys: [jwk] }))));
    const issuer = 'https://login.microsoftonline.com/tenant/v2.0';
    await changeSettings((settings) => ({
      ...settings,
      entra: {
        isEnabled: true,
        issuers: [issuer],
        audience: 'api://fluxu',
        jwksUrl: `${tenant}/keys`,
        makesAccounts: true,
        defaultRole: 'viewer',
        roles: { 'Fluxu.Contributor': 'contributor' },
      },
    }));
    const stranger = await generateKeyPair('RS256');
    const call = async (over: { aud?: string; iss?: string; exp?: string; key?: CryptoKey }) => {
      const claims = {
        oid: 'object-1',
        preferred_username: 'carla@tenant.example',
        name: 'Carla',
        roles: ['Fluxu.Contributor'],
      };
      const token = await new SignJWT(claims)
        .setProtectedHeader({ alg: 'RS256', kid: 'one' })
        .setIssuer(over.iss ?? issuer)
        .setAudience(over.aud ?? 'api://fluxu')
        .setIssuedAt()
        .setExpirationTime(over.exp ?? '5 minutes')
        .sign(over.key ?? privateKey);
      return (await fetch(`${address}/connector/datasets`, { headers: { authorization: `Bearer ${token}` } })).status;
    };
    expect(await call({})).toBe(200);
    expect(await call({ aud: 'api://other' })).toBe(401);
    expect(await call({ iss: 'https://evil.example' })).toBe(401);
    expect(await call({ exp: '-10 minutes' })).toBe(401);
    expect(await call({ key: stranger.privateKey })).toBe(401);
    const { items } = (await administrator.get('/api/users')).body as { items: object[] };
    expect(items).toContainEqual(expect.objectContaining({ email: 'carla@tenant.example', role: 'contributor' }));
  });
});
