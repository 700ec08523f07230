import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  type ConnectionServer,
  definitionOf,
  REDIRECT,
  startConnectionServer,
  type Tree,
} from '../../../test/connector/connection-server.ts';
import { clientCertificate, clientKey } from '../../../test/support/certificates.ts';
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

describe('a connection that signs in on its own', () => {
  const security = { type: 'oauth2', flow: 'application', tokenUrl: 'https://nowhere.example/token', scopes: {} };
  const add = async (name: string, connectionParameters: object, own: object = security) => {
    const definition = definitionOf(name, new URL(service.url).host, own);
    const properties = { properties: { connectionParameters } };
    const added = await call('POST', '/api/connectors', { name, definition, properties });
    expect(added.status).toBe(201);
    return added.body.form.sets[0];
  };
  const connect = async (connector: string, parameters: object) => {
    const made = await call('PUT', `/api/definitions/connection/${connector}`, {
      name: connector,
      connector,
      parameters,
    });
    expect(made.status).toBe(200);
    return (await call('POST', `/api/connections/${connector}/test`)).body;
  };
  const oauth = (settings: object) => ({ type: 'oauthSetting', oAuthSettings: settings });
  const visible = { uiDefinition: { constraints: { required: 'true', hidden: 'false' } } };

  // First, while the clock is right: the other server looks at the time of the proof.
  it('shows who it is by a certificate (aadcertificate)', async () => {
    await add('certified', {
      token: oauth({
        identityProvider: 'aadcertificate',
        customParameters: { resourceUri: { value: RESOURCE }, grantType: { value: 'client_credentials' } },
      }),
    });
    const $signIn = { clientId: service.programId, tokenUrl: `${service.url}/token`, certificate: clientCertificate };
    expect(await connect('certified', { $signIn: { ...$signIn, privateKey: 'no key' } })).toMatchObject({
      result: 'failed',
      message: expect.stringContaining('certificate'),
    });
    const parameters = { $signIn: { ...$signIn, privateKey: clientKey } };
    await call('PUT', '/api/definitions/connection/certified', {
      name: 'certified',
      connector: 'certified',
      parameters,
    });
    expect((await call('POST', '/api/connections/certified/test')).body).toMatchObject({ result: 'ok' });
    expect(service.lastTokenRequest.has('client_secret')).toBe(false);
    const shown = (await call('GET', '/api/definitions/connection/certified')).body.definition.parameters;
    expect(shown.$signIn.privateKey).toBe('${kept}');
  });

  it('gets a token for itself (client credentials), shows as ready, and gets the next in time', async () => {
    const form = await add('program', {
      token: oauth({
        identityProvider: 'oauth2generic',
        scopes: ['orders'],
        customParameters: { tokenUrl: { value: `${service.url}/token` }, grantType: { value: 'client_credentials' } },
      }),
    });
    expect(form.signIn).toMatchObject({ isByProgram: true, needsClient: true, needsAddresses: false });
    const { clientId, clientSecret } = service;
    expect(await connect('program', { $signIn: { clientId, clientSecret } })).toMatchObject({ result: 'ok' });
    expect(Object.fromEntries(service.lastTokenRequest)).toMatchObject({
      grant_type: 'client_credentials',
      scope: 'orders',
    });
    const { items } = (await call('GET', '/api/connections')).body;
    expect(items).toContainEqual(expect.objectContaining({ name: 'program', state: 'ready', canSignIn: false }));
    const before = service.tokensGiven;
    expect((await call('POST', '/api/connections/program/test')).body).toMatchObject({ result: 'ok' });
    expect(service.tokensGiven).toBe(before);
    server.clock.advance(3600);
    expect((await call('POST', '/api/connections/program/test')).body).toMatchObject({ result: 'ok' });
    expect(service.tokensGiven).toBe(before + 1);
    service.revokeAccessTokens();
    expect((await call('POST', '/api/connections/program/test')).body).toMatchObject({ result: 'ok' });
    expect((await call('POST', '/api/connections/program/sign-in')).body).toMatchObject({ code: 'FLX_OAUTH_CLIENT' });
  });

  it('takes client, directory and addresses from the parameters token:… that the form shows', async () => {
    const entra = await startOauthService(REDIRECT, '/contoso/oauth2/v2.0');
    const form = await add('service', {
      token: {
        type: 'oauthSetting',
        oauthSettings: {
          identityProvider: 'aad',
          scopes: [],
          customParameters: {
            TenantId: {},
            ResourceUri: { value: RESOURCE },
            loginUriAAD: { value: entra.url },
            grantType: { value: 'client_credentials' },
          },
        },
        uiDefinition: { constraints: { required: 'false', hidden: 'true' } },
      },
      'token:TenantId': { type: 'string', ...visible },
      'token:clientId': { type: 'string', ...visible },
      'token:clientSecret': { type: 'securestring', ...visible },
      'token:notes': { type: 'string', uiDefinition: { constraints: { hidden: true } } },
    });
    expect(form.signIn).toMatchObject({ provider: 'aad', isByProgram: true, needsClient: false });
    expect(form.parameters.map(({ name }: Tree) => name)).toEqual([
      'token:TenantId',
      'token:clientId',
      'token:clientSecret',
    ]);
    await connect('service', {
      'token:TenantId': 'contoso',
      'token:clientId': entra.clientId,
      'token:clientSecret': entra.clientSecret,
    });
    expect(entra.lastTokenRequest.get('scope')).toBe(`${RESOURCE}/.default`);
    const shown = (await call('GET', '/api/definitions/connection/service')).body.definition.parameters;
    expect(shown).toMatchObject({ 'token:clientSecret': '${kept}' });
    await entra.close();
  });
});
