import { zipSync } from 'fflate';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  type ConnectionServer,
  definitionOf,
  REDIRECT,
  startConnectionServer,
  type Tree,
} from '../../../test/connector/connection-server.ts';
import { type Receiver, startReceiver } from '../../../test/support/receiver.ts';

let server: ConnectionServer;
let regions: Receiver;
const call: ConnectionServer['call'] = (...request) => server.call(...request);

beforeAll(async () => {
  server = await startConnectionServer();
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
  await regions.close();
});

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
