import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { zipSync } from 'fflate';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createManualClock } from '../../../test/support/manual-clock.ts';
import { type OauthService, startOauthService } from '../../../test/support/oauth-server.ts';
import { type Receiver, startReceiver } from '../../../test/support/receiver.ts';
import { silentLogger } from '../../base/logger.ts';
import { readSettings } from '../../base/settings.ts';
import { createHttpServer, type HttpServer } from '../../http/server.ts';
import { type OpenedApp, openApp } from '../create.ts';

const PUBLIC = 'http://fluxu.test';
const REDIRECT = `${PUBLIC}/api/connections/callback`;

let home: string;
let app: OpenedApp;
let server: HttpServer;
let base: string;
let service: OauthService;
let regions: Receiver;
const clock = createManualClock(new Date().toISOString());

beforeAll(async () => {
  home = mkdtempSync(join(tmpdir(), 'fluxu-connections-'));
  const environment = { FLUXU_HOME: home, FLUXU_ALLOW_PRIVATE_NETWORKS: 'true', FLUXU_PUBLIC_URL: PUBLIC };
  app = await openApp({
    settings: readSettings(environment),
    environment: { KEY: 'k-42' },
    clock,
    logger: silentLogger,
  });
  server = await createHttpServer(app, { access: 'open', webRoot: '/nowhere', version: '0', publicUrl: PUBLIC });
  base = await server.listen();
  service = await startOauthService(REDIRECT);
  regions = await startReceiver((response, { path }) =>
    response
      .writeHead(path.startsWith('/hook') ? 404 : 200, { 'content-type': 'application/json' })
      .end(
        JSON.stringify({ value: [{ id: 'n', name: 'North' }], schema: { properties: { size: { type: 'integer' } } } }),
      ),
  );
});
afterAll(async () => {
  await server.close();
  await app.close();
  await service.close();
  await regions.close();
  rmSync(home, { recursive: true, force: true });
});

// biome-ignore lint/suspicious/noExplicitAny: an answer is judged by what it holds
type Tree = any;

async function call(method: string, path: string, body?: unknown, headers: Record<string, string> = {}) {
  const isBytes = body instanceof Uint8Array;
  const type = isBytes ? 'application/zip' : 'application/json';
  const response = await fetch(base + path, {
    method,
    redirect: 'manual',
    headers: { ...(body !== undefined && { 'content-type': type }), ...headers },
    ...(body !== undefined && { body: isBytes ? Buffer.from(body) : JSON.stringify(body) }),
  });
  const text = await response.text();
  const isJson = response.headers.get('content-type')?.includes('json');
  return { status: response.status, headers: response.headers, body: (isJson ? JSON.parse(text) : text) as Tree };
}

const answers = { 200: { description: 'Ok.' } };
const operation = (operationId: string, more: object = {}) => ({
  operationId,
  summary: operationId,
  responses: answers,
  ...more,
});

function definitionOf(title: string, host: string, security: object) {
  return {
    swagger: '2.0',
    info: { title, version: '1', description: 'Made for a test.' },
    host,
    basePath: '/service',
    schemes: ['http'],
    securityDefinitions: { own: security },
    security: [{ own: [] }],
    'x-ms-capabilities': { testConnection: { operationId: 'ListRegions', parameters: {} } },
    paths: {
      '/regions': { get: operation('ListRegions', { 'x-ms-visibility': 'internal' }) },
      '/schema': { get: operation('GetSchema', { parameters: [{ name: 'region', in: 'query', type: 'string' }] }) },
      '/orders': {
        post: operation('CreateOrder', {
          parameters: [
            {
              name: 'region',
              in: 'query',
              required: true,
              type: 'string',
              'x-ms-dynamic-values': {
                operationId: 'ListRegions',
                'value-collection': 'value',
                'value-path': 'id',
                'value-title': 'name',
              },
            },
            {
              name: 'order',
              in: 'body',
              schema: {
                type: 'object',
                'x-ms-dynamic-schema': {
                  operationId: 'GetSchema',
                  parameters: { region: { parameter: 'region' } },
                  'value-path': 'schema',
                },
              },
            },
          ],
        }),
      },
    },
  };
}

const keyProperties = {
  properties: {
    iconBrandColor: '#205080',
    connectionParameters: {
      pass: { type: 'securestring', uiDefinition: { displayName: 'Pass', constraints: { required: 'true' } } },
      area: {
        type: 'string',
        uiDefinition: { displayName: 'Area', constraints: { allowedValues: [{ text: 'A', value: 'a' }] } },
      },
    },
  },
};

describe('a connector that a user adds', () => {
  it('comes from a zip and is listed with its operations and its form', async () => {
    const host = new URL(regions.url).host;
    const security = { type: 'apiKey', in: 'header', name: 'X-Pass' };
    const folder = {
      'Shop/apiDefinition.swagger.json': Buffer.from(JSON.stringify(definitionOf('Shop Orders', host, security))),
      'Shop/apiProperties.json': Buffer.from(JSON.stringify(keyProperties)),
    };
    const added = await call('POST', '/api/connectors/upload?file=shop.zip', zipSync(folder));
    expect(added).toMatchObject({
      status: 201,
      body: {
        connector: {
          name: 'shoporders',
          title: 'Shop Orders',
          color: '#205080',
          actions: 3,
          isBuiltIn: false,
          origin: 'shop.zip',
        },
        form: {
          redirectUrl: REDIRECT,
          sets: [
            {
              parameters: [
                { name: 'pass', isSecret: true, isRequired: true, displayName: 'Pass' },
                { name: 'area', allowedValues: ['a'] },
              ],
            },
          ],
        },
      },
    });
    const regionsOperation = added.body.operations.find((one: Tree) => one.operationId === 'ListRegions');
    expect(regionsOperation).toMatchObject({ kind: 'action', visibility: 'internal', needsScript: false });
    const { body } = await call('GET', '/api/connectors');
    expect(body.items.map(({ name }: { name: string }) => name)).toEqual(
      expect.arrayContaining(['shoporders', 'teams']),
    );
  });

  it('comes from an address, its properties from beside it', async () => {
    const files: Record<string, unknown> = {
      '/c/apiDefinition.swagger.json': definitionOf('From Afar', 'afar.example', { type: 'basic' }),
      '/c/apiProperties.json': keyProperties,
    };
    const place = await startReceiver(
      (response, { path }) => response.end(JSON.stringify(files[path])),
      '/c/apiDefinition.swagger.json',
    );
    const added = await call('POST', '/api/connectors', { url: place.url, name: 'afar' });
    await place.close();
    expect(added.body).toMatchObject({ connector: { name: 'afar', color: '#205080' } });
    expect((await call('DELETE', '/api/connectors/afar')).status).toBe(204);
    expect((await call('GET', '/api/connectors/afar')).status).toBe(404);
  });

  it.each<[string, unknown, string]>([
    ['nothing', {}, 'FLX_HTTP_CONNECTOR_BODY'],
    ['a definition without operations', { definition: { swagger: '2.0' } }, 'FLX_CONNECTOR_UNREADABLE'],
    [
      'the name of one that is built in',
      { name: 'teams', definition: definitionOf('T', 'h', {}) },
      'FLX_CONNECTOR_NAME',
    ],
    ['a metadata address', { url: 'http://169.254.169.254/x' }, 'FLX_EGRESS_REFUSED'],
  ])('is refused when it is %s', async (_name, body, code) => {
    expect((await call('POST', '/api/connectors', body)).body).toMatchObject({ code });
  });

  it('is refused when it is no zip', async () => {
    expect((await call('POST', '/api/connectors/upload', zipSync({ 'a.txt': Buffer.from('x') }))).body).toMatchObject({
      code: 'FLX_CONNECTOR_ARCHIVE',
    });
  });
});

describe('a connection with a key', () => {
  const shop = { name: 'Shop', connector: 'shoporders', parameters: { pass: 'open sesame', area: 'a' } };

  it('keeps its secret encrypted, never shows it, and keeps it when it comes back hidden', async () => {
    await call('PUT', '/api/definitions/connection/Shop', shop);
    const { body } = await call('GET', '/api/definitions/connection/Shop');
    expect(body.definition.parameters).toEqual({ pass: '${kept}', area: 'a' });
    const again = await call('PUT', '/api/definitions/connection/Shop', body.definition);
    expect(again.status).toBe(200);
    expect(again.body.version).toBe(body.version);
    expect((await call('POST', '/api/connections/Shop/test')).body).toMatchObject({ result: 'ok' });
    expect(regions.received.at(-1)).toMatchObject({ path: '/service/regions', headers: { 'x-pass': 'open sesame' } });
  });

  it('is made by a workspace twice without a second change', async () => {
    const workspace = { workspace: { connections: [shop] } };
    expect((await call('POST', '/api/plan', workspace)).body.changes).toEqual([]);
    const other = { workspace: { connections: [{ ...shop, parameters: { pass: '${env:KEY}' } }] } };
    await call('POST', '/api/apply', other);
    expect((await call('POST', '/api/plan', other)).body.changes).toEqual([]);
    await call('POST', '/api/connections/Shop/test');
    expect(regions.received.at(-1)?.headers).toMatchObject({ 'x-pass': 'k-42' });
  });

  it('answers what a parameter can take, and the schema of a body', async () => {
    const request = { connection: 'Shop', operationId: 'CreateOrder', parameters: { region: 'n' } };
    const choices = await call('POST', '/api/designer/choices', {
      ...request,
      connector: 'shoporders',
      parameter: 'region',
    });
    expect(choices.body).toEqual({ items: [{ value: 'n', title: 'North' }] });
    const elsewhere = { ...request, connector: 'teams', parameter: 'region' };
    expect((await call('POST', '/api/designer/choices', elsewhere)).body).toEqual(choices.body);
    const schema = await call('POST', '/api/connectors/properties', { ...request, parameter: 'order' });
    expect(schema.body).toEqual({ properties: { size: { type: 'integer' } } });
    expect(regions.received.at(-1)?.path).toBe('/service/schema?region=n');
  });

  it('keeps its connector from being removed', async () => {
    expect(await call('DELETE', '/api/connectors/shoporders')).toMatchObject({
      status: 409,
      body: { code: 'FLX_CONNECTOR_IN_USE' },
    });
  });
});

describe('a connection that somebody signs in to', () => {
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
    expect([ended.status, ended.headers.get('location')]).toEqual([302, '/connections?signedIn=Cloud']);
    expect(await state()).toMatchObject({ state: 'ready' });
    expect(await test()).toMatchObject({ result: 'ok' });
    const twice = await call('GET', path, undefined, { cookie });
    expect(twice.headers.get('location')).toContain('problem=');
  });

  it('renews the token before it runs out, once however many ask', async () => {
    const before = service.tokensGiven;
    clock.advance(3500);
    const results = await Promise.all([test(), test(), test()]);
    expect(results.map(({ result }) => result)).toEqual(['ok', 'ok', 'ok']);
    expect(service.tokensGiven).toBe(before + 1);
  });

  it('renews the token when the service answers 401, and repeats the call', async () => {
    service.revokeAccessTokens();
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
