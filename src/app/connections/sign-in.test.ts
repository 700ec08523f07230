import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  type ConnectionServer,
  definitionOf,
  PUBLIC,
  REDIRECT,
  startConnectionServer,
  type Tree,
} from '../../../test/connector/connection-server.ts';
import { type OauthService, RESOURCE, startOauthService } from '../../../test/support/oauth-server.ts';

let server: ConnectionServer;
let service: OauthService;
const call: ConnectionServer['call'] = (...request) => server.call(...request);

beforeAll(async () => {
  server = await startConnectionServer();
  service = await startOauthService(REDIRECT);
});
afterAll(async () => {
  await server.close();
  await service.close();
});

/** Follows a browser through the sign-in, up to the address that it comes back to. */
async function browse(start: string): Promise<string> {
  const cookies = new Map<string, string>();
  let url = start;
  for (let hop = 0; hop < 12; hop++) {
    if (url.startsWith(PUBLIC)) return url;
    const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const response = await fetch(url, { redirect: 'manual', headers: { cookie } });
    for (const set of response.headers.getSetCookie()) {
      const [pair = ''] = set.split(';');
      cookies.set(pair.slice(0, pair.indexOf('=')), pair.slice(pair.indexOf('=') + 1));
    }
    url = new URL(response.headers.get('location') ?? '/nowhere', url).href;
  }
  throw new Error(`The sign-in did not come back: ${url}`);
}

describe('a connection that somebody signs in to', () => {
  const state = async () =>
    (await call('GET', '/api/connections')).body.items.find((one: Tree) => one.name === 'Cloud');
  const test = async () => (await call('POST', '/api/connections/Cloud/test')).body;

  beforeAll(async () => {
    const { host } = new URL(service.url);
    const properties = {
      properties: {
        connectionParameters: {
          token: {
            type: 'oauthSetting',
            oAuthSettings: {
              identityProvider: 'oauth2',
              clientId: '[[DUMMY]]',
              scopes: ['openid', 'offline_access'],
              customParameters: {
                authorizationUrl: { value: `${service.url}/auth` },
                tokenUrl: { value: `${service.url}/token` },
                refreshUrl: { value: `${service.url}/token` },
              },
            },
          },
        },
      },
    };
    const definition = definitionOf('Cloud', host, {
      type: 'oauth2',
      flow: 'accessCode',
      authorizationUrl: 'https://x',
      tokenUrl: 'https://y',
      scopes: {},
    });
    await call('POST', '/api/connectors', { name: 'cloud', definition, properties });
  });

  it('says that its client is missing', async () => {
    expect((await call('GET', '/api/connectors/cloud')).body.form.sets).toMatchObject([
      {
        parameters: [],
        signIn: { provider: 'oauth2', scope: 'openid offline_access', needsClient: true, needsAddresses: false },
      },
    ]);
    await call('PUT', '/api/definitions/connection/Cloud', { name: 'Cloud', connector: 'cloud' });
    expect((await call('POST', '/api/connections/Cloud/sign-in')).body).toMatchObject({ code: 'FLX_OAUTH_CLIENT' });
  });

  it('gets a token by authorization code with PKCE, in the browser that began it', async () => {
    const { clientId, clientSecret } = service;
    const parameters = { $signIn: { clientId, clientSecret } };
    const kept = await call('PUT', '/api/definitions/connection/Cloud', {
      name: 'Cloud',
      connector: 'cloud',
      parameters,
    });
    expect(kept.body.definition.parameters.$signIn).toEqual({ clientId, clientSecret: '${kept}' });
    expect(await state()).toMatchObject({ state: 'needsSignIn', canSignIn: true });
    const begun = await call('POST', '/api/connections/Cloud/sign-in');
    const [cookie = ''] = (begun.headers.get('set-cookie') ?? '').split(';');
    expect(new URL(begun.body.url).searchParams.get('code_challenge_method')).toBe('S256');
    const back = await browse(begun.body.url);
    const path = back.slice(PUBLIC.length);
    expect((await call('GET', path)).body).toMatchObject({ code: 'FLX_HTTP_SIGN_IN_RETURN' });
    const ended = await call('GET', path, undefined, { cookie });
    expect([ended.status, ended.headers.get('location')]).toEqual([
      302,
      '/admin/exports?tab=connections&signedIn=Cloud',
    ]);
    expect(await state()).toMatchObject({ state: 'ready' });
    expect(await test()).toMatchObject({ result: 'ok' });
    const twice = await call('GET', path, undefined, { cookie });
    expect(twice.headers.get('location')).toContain('problem=');
  });

  it('renews the token before it runs out, once however many ask', async () => {
    const before = service.tokensGiven;
    server.clock.advance(3500);
    const results = await Promise.all([test(), test(), test()]);
    expect(results.map(({ result }) => result)).toEqual(['ok', 'ok', 'ok']);
    expect(service.tokensGiven).toBe(before + 1);
  });

  it('renews the token when the service answers 401, and repeats the call', async () => {
    service.revokeAccessTokens();
    expect(await test()).toMatchObject({ result: 'ok' });
  });

  it('asks for a new sign-in once what was allowed is taken back', async () => {
    await service.revokeGrants();
    server.clock.advance(3500);
    expect(await test()).toMatchObject({ result: 'failed', message: expect.stringContaining('has ended') });
    expect(await state()).toMatchObject({ state: 'needsSignIn', canSignIn: true });
    const begun = await call('POST', '/api/connections/Cloud/sign-in');
    const [cookie = ''] = (begun.headers.get('set-cookie') ?? '').split(';');
    await call('GET', (await browse(begun.body.url)).slice(PUBLIC.length), undefined, { cookie });
    expect(await test()).toMatchObject({ result: 'ok' });
  });

  it('keeps its sign-in when the client is wrong, because that can be mended', async () => {
    const parameters = (clientSecret: string) => ({ $signIn: { clientId: service.clientId, clientSecret } });
    const put = (clientSecret: string) =>
      call('PUT', '/api/definitions/connection/Cloud', {
        name: 'Cloud',
        connector: 'cloud',
        parameters: parameters(clientSecret),
      });
    await put('a wrong one');
    server.clock.advance(3500);
    expect(await test()).toMatchObject({ result: 'failed', message: expect.stringContaining('invalid_client') });
    expect(await state()).toMatchObject({ state: 'ready' });
    await put(service.clientSecret);
    expect(await test()).toMatchObject({ result: 'ok' });
  });

  it('keeps the token encrypted, and forgets it when somebody signs out', async () => {
    expect((await call('DELETE', '/api/connections/Cloud/sign-in')).status).toBe(204);
    expect(await state()).toMatchObject({ state: 'needsSignIn' });
    expect(await test()).toMatchObject({ result: 'failed' });
  });

  it('does not take a state it did not give', async () => {
    const answer = await call('GET', '/api/connections/callback?state=x&code=y', undefined, {
      cookie: 'fluxu_sign_in=x',
    });
    expect(answer.headers.get('location')).toContain('problem=');
  });
});

describe('a connection to a service of Entra ID', () => {
  it('is signed in to at the endpoints of its directory, for the resource the definition names', async () => {
    const entra = await startOauthService(REDIRECT, '/contoso/oauth2/v2.0');
    const properties = {
      properties: {
        connectionParameters: {
          token: {
            type: 'oauthSetting',
            oAuthSettings: {
              identityProvider: 'aad',
              clientId: '<<your client id>>',
              customParameters: { loginUri: { value: entra.url }, resourceUri: { value: RESOURCE } },
            },
          },
          'token:TenantId': { type: 'string' },
        },
      },
    };
    const security = { type: 'oauth2', flow: 'accessCode', authorizationUrl: 'https://x', tokenUrl: 'https://y' };
    const definition = definitionOf('Directory', new URL(entra.url).host, { ...security, scopes: {} });
    const added = await call('POST', '/api/connectors', { name: 'directory', definition, properties });
    expect(added.body.form.sets).toMatchObject([{ parameters: [], signIn: { provider: 'aad', isByProgram: false } }]);
    const { clientId, clientSecret } = entra;
    const parameters = { $signIn: { clientId, clientSecret, tenantId: 'contoso' } };
    await call('PUT', '/api/definitions/connection/Directory', {
      name: 'Directory',
      connector: 'directory',
      parameters,
    });
    const begun = await call('POST', '/api/connections/Directory/sign-in');
    const address = new URL(begun.body.url);
    expect([address.pathname, address.searchParams.get('scope')]).toEqual([
      '/contoso/oauth2/v2.0/authorize',
      `${RESOURCE}/.default offline_access openid`,
    ]);
    const [cookie = ''] = (begun.headers.get('set-cookie') ?? '').split(';');
    await call('GET', (await browse(begun.body.url)).slice(PUBLIC.length), undefined, { cookie });
    expect((await call('POST', '/api/connections/Directory/test')).body).toMatchObject({ result: 'ok' });
    await entra.close();
  });
});

describe('a sign-in whose addresses are templates (oauth2generic)', () => {
  it('fills them, and its bodies, with what the connection holds', async () => {
    const text = (value: string) => ({ value });
    const properties = {
      properties: {
        connectionParameters: {
          token: {
            type: 'oauthSetting',
            oAuthSettings: {
              identityProvider: 'oauth2generic',
              scopes: ['openid', 'offline_access'],
              customParameters: {
                AuthorizationUrlTemplate: text('{OrchardUrl}/auth'),
                AuthorizationUrlQueryStringTemplate: text(
                  '?response_type=code&client_id={ClientId}&redirect_uri={RedirectUrl}&scope={Scopes}&state={State}&prompt=consent',
                ),
                TokenUrlTemplate: text('{OrchardUrl}/token'),
                TokenBodyTemplate: text(
                  'grant_type=authorization_code&code={Code}&redirect_uri={RedirectUrl}&client_id={ClientId}&client_secret={ClientSecret}&orchard={OrchardUrl}',
                ),
                RefreshUrlTemplate: text('{OrchardUrl}/token'),
                RefreshBodyTemplate: text(
                  'grant_type=refresh_token&refresh_token={RefreshToken}&client_id={ClientId}&client_secret={ClientSecret}',
                ),
              },
            },
          },
          'token:OrchardUrl': { type: 'string', uiDefinition: { constraints: { required: 'true' } } },
          'token:clientId': { type: 'string', uiDefinition: { constraints: { required: 'true' } } },
          'token:clientSecret': { type: 'securestring', uiDefinition: { constraints: { required: 'true' } } },
        },
      },
    };
    const security = { type: 'oauth2', flow: 'accessCode', authorizationUrl: 'https://x', tokenUrl: 'https://y' };
    const definition = definitionOf('Orchard', new URL(service.url).host, { ...security, scopes: {} });
    const added = await call('POST', '/api/connectors', { name: 'orchard', definition, properties });
    expect(added.body.form.sets[0].signIn).toMatchObject({ needsClient: false, needsAddresses: false });
    const parameters = {
      'token:OrchardUrl': `${service.url}/`,
      'token:clientId': service.clientId,
      'token:clientSecret': service.clientSecret,
    };
    await call('PUT', '/api/definitions/connection/Orchard', { name: 'Orchard', connector: 'orchard', parameters });
    const begun = await call('POST', '/api/connections/Orchard/sign-in');
    const [cookie = ''] = (begun.headers.get('set-cookie') ?? '').split(';');
    await call('GET', (await browse(begun.body.url)).slice(PUBLIC.length), undefined, { cookie });
    expect(service.lastTokenRequest.get('orchard')).toBe(`${service.url}/`);
    server.clock.advance(3500);
    expect((await call('POST', '/api/connections/Orchard/test')).body).toMatchObject({ result: 'ok' });
    expect(service.lastTokenRequest.get('grant_type')).toBe('refresh_token');
  });
});
