import { createServer, type Server } from 'node:http';
import { exportJWK, generateKeyPair, SignJWT } from 'jose';
import Provider from 'oidc-provider';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { SignInSettingsInput } from '../../src/app/view/access.ts';
import { type Browser, createBrowser } from './browser.ts';
import { becomeAdministrator, listen, type SignInServer, startSignInServer } from './sign-in-server.ts';

const SECRET = 'a-secret-that-is-long-enough-for-everybody';
const others: Server[] = [];

let server: SignInServer;
let address: string;
let administrator: Browser;
beforeAll(async () => {
  server = await startSignInServer();
  address = server.address;
  administrator = await becomeAdministrator(server);
});
afterAll(async () => {
  for (const other of others) other.close();
  await server.close();
});

function startOther(listener?: Parameters<typeof createServer>[1]): Server {
  const other = listener ? createServer(listener) : createServer();
  others.push(other);
  return other;
}

async function changeSettings(change: (settings: SignInSettingsInput) => SignInSettingsInput): Promise<void> {
  const { body } = await administrator.get('/api/sign-in-settings');
  const answer = await administrator.send('PUT', '/api/sign-in-settings', change(body as SignInSettingsInput));
  expect(answer.status).toBe(200);
}

describe('an identity provider', () => {
  it('signs people in; who is new gets the role of his group', async () => {
    const other = startOther();
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
    const tenant = await listen(startOther((_request, response) => response.end(JSON.stringify({ keys: [jwk] }))));
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
