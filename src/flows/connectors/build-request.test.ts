import { describe, expect, it } from 'vitest';
import type { JsonObject } from '../../base/json.ts';
import { buildRequest } from './build-request.ts';

const FIELDS = {
  type: 'object',
  required: ['title', 'kind'],
  properties: {
    title: { type: 'string' },
    kind: { type: 'string', default: 'note' },
    source: { type: 'string', default: 'fluxu', 'x-ms-visibility': 'internal' },
    colour: { type: 'string', default: 'red' },
    customer: { $ref: '#/definitions/Customer' },
  },
};

function definitionOf(operation: JsonObject, root: JsonObject = {}, path = '/items'): JsonObject {
  return {
    swagger: '2.0',
    info: { title: 'Shop', version: '1' },
    host: 'api.shop.example',
    basePath: '/v1/',
    schemes: ['https'],
    definitions: {
      Customer: {
        type: 'object',
        properties: { name: { type: 'string' }, address: { $ref: '#/definitions/Address' } },
      },
      Address: {
        allOf: [
          { type: 'object', required: ['country'], properties: { country: { type: 'string', default: 'ES' } } },
          { properties: { town: { type: 'string' } } },
        ],
      },
    },
    paths: { [path]: { post: { operationId: 'Run', responses: {}, ...operation } } },
    ...root,
  };
}

function request(
  operation: JsonObject,
  parameters: Record<string, unknown> = {},
  more: {
    root?: JsonObject;
    path?: string;
    connection?: Record<string, unknown>;
    policies?: readonly JsonObject[];
    connectionParameters?: JsonObject;
  } = {},
) {
  return buildRequest({
    definition: definitionOf(operation, more.root, more.path),
    properties: {
      properties: {
        policyTemplateInstances: more.policies ?? [],
        connectionParameters: more.connectionParameters ?? {},
      },
    },
    operationId: 'Run',
    parameters,
    connection: more.connection,
  });
}

const query = (extra: JsonObject) => ({
  parameters: [{ name: 'ids', in: 'query', type: 'array', items: { type: 'string' }, ...extra }],
});
const body = (schema: JsonObject, extra: JsonObject = {}) => ({
  parameters: [{ name: 'body', in: 'body', required: true, schema, ...extra }],
});
const form = (consumes: string, ...parameters: readonly JsonObject[]) => ({
  consumes: [consumes],
  parameters: parameters.map((parameter) => ({ in: 'formData', ...parameter })),
});
const BASE = 'https://api.shop.example/v1';

describe('the address of a request', () => {
  it.each([
    ['csv', {}, `${BASE}/items?ids=a%20b,c%2Cd`],
    ['csv by name', { collectionFormat: 'csv' }, `${BASE}/items?ids=a%20b,c%2Cd`],
    ['ssv', { collectionFormat: 'ssv' }, `${BASE}/items?ids=a%20b%20c%2Cd`],
    ['tsv', { collectionFormat: 'tsv' }, `${BASE}/items?ids=a%20b%09c%2Cd`],
    ['pipes', { collectionFormat: 'pipes' }, `${BASE}/items?ids=a%20b|c%2Cd`],
    ['multi', { collectionFormat: 'multi' }, `${BASE}/items?ids=a%20b&ids=c%2Cd`],
  ])('joins a list in the query as %s', (_name, extra, url) => {
    expect(request(query(extra), { ids: ['a b', 'c,d'] }).url).toBe(url);
  });

  it.each([
    ['once by default', {}, 'a%2Fb%20%C3%B1%25'],
    ['once when told', { 'x-ms-url-encoding': 'single' }, 'a%2Fb%20%C3%B1%25'],
    ['twice when told', { 'x-ms-url-encoding': 'double' }, 'a%252Fb%2520%25C3%25B1%2525'],
  ])('encodes a path value %s', (_name, extra, encoded) => {
    const operation = { parameters: [{ name: 'id', in: 'path', required: true, type: 'string', ...extra }] };
    expect(request(operation, { id: 'a/b ñ%' }, { path: '/items/{id}/rows' }).url).toBe(
      `${BASE}/items/${encoded}/rows`,
    );
  });

  it.each([
    ['http where nothing else is offered', { schemes: ['http'] }, 'http://api.shop.example/v1/items'],
    ['https where both are', { schemes: ['http', 'https'] }, `${BASE}/items`],
    ['the root without a base path', { basePath: undefined }, 'https://api.shop.example/items'],
    ['a port', { host: 'api.shop.example:8443' }, 'https://api.shop.example:8443/v1/items'],
    ['a host written with its scheme', { host: 'https://api.shop.example/' }, `${BASE}/items`],
  ])('has %s', (_name, root, url) => {
    expect(request({}, {}, { root: root as JsonObject }).url).toBe(url);
  });

  it('keeps the dollar sign of OData names, leaves out what has no value, writes booleans and numbers plainly', () => {
    const parameters = ['$filter', 'flag', 'count', 'none'].map((name) => ({ name, in: 'query', type: 'string' }));
    expect(request({ parameters }, { $filter: "a eq 'b'", flag: true, count: 2.5, none: null }).url).toBe(
      `${BASE}/items?$filter=a%20eq%20'b'&flag=true&count=2.5`,
    );
  });

  it('merges a query that stands in the path', () => {
    expect(
      request({ parameters: [{ name: 'x', in: 'query', type: 'string' }] }, { x: '1' }, { path: '/items?fixed=yes' })
        .url,
    ).toBe(`${BASE}/items?fixed=yes&x=1`);
  });
});

describe('parameters', () => {
  it.each([
    ['in parts', { 'body/title': 'T', 'body/customer/address/town': 'Bilbo' }],
    ['whole', { body: { title: 'T', customer: { address: { town: 'Bilbo' } } } }],
    ['both', { body: { title: 'T' }, 'body/customer/address': { town: 'Bilbo' } }],
    ['in another case', { 'Body/title': 'T', 'BODY/customer/address/town': 'Bilbo' }],
  ])('build a body given %s, with the defaults that are required or internal', (_name, parameters) => {
    expect(request(body(FIELDS), parameters).body).toEqual({
      title: 'T',
      kind: 'note',
      source: 'fluxu',
      customer: { address: { town: 'Bilbo', country: 'ES' } },
    });
  });

  it('call a body of another name by its name or by body', () => {
    const operation = body({ type: 'object' }, { name: 'message' });
    expect(request(operation, { 'message/a': 1, 'body/b': 2 }).body).toEqual({ a: 1, b: 2 });
  });

  it('reach property names with slashes and tildes by their escapes', () => {
    expect(request(body({ type: 'object' }), { 'body/a~1b/c~0d': 1 }).body).toEqual({ 'a/b': { 'c~d': 1 } });
  });

  it('never touch the prototype of objects', () => {
    const built = request(body({ type: 'object' }), { 'body/__proto__/polluted': true, 'body/x': 1 });
    expect(Object.hasOwn(Object.prototype, 'polluted')).toBe(false);
    expect(JSON.stringify(built.body)).toBe('{"__proto__":{"polluted":true},"x":1}');
  });

  it('that are internal or required send their default, others do not', () => {
    const parameters = [
      { name: 'api-version', in: 'query', type: 'string', required: true, default: '2' },
      { name: 'X-Client', in: 'header', type: 'string', default: 'flow', 'x-ms-visibility': 'internal' },
      { name: 'page', in: 'query', type: 'integer', default: 1 },
    ];
    const built = request({ parameters });
    expect(built.url).toBe(`${BASE}/items?api-version=2`);
    expect(built.headers).toEqual({ 'X-Client': 'flow' });
  });

  it('are told together when several do not fit', () => {
    const parameters = [{ name: 'id', in: 'query', type: 'string', required: true }];
    expect(() => request({ parameters }, { idd: 1 })).toThrow(
      expect.objectContaining({
        code: 'FLX_CALL_PARAMETERS',
        problems: [
          expect.objectContaining({ code: 'FLX_CALL_PARAMETER_UNKNOWN', mend: expect.stringContaining("'id'") }),
          expect.objectContaining({ code: 'FLX_CALL_PARAMETER_MISSING' }),
        ],
      }),
    );
  });

  it('cannot smuggle a header', () => {
    const parameters = [{ name: 'X-Name', in: 'header', type: 'string' }];
    expect(() => request({ parameters }, { 'X-Name': 'a\r\nX-Admin: 1' })).toThrow(
      expect.objectContaining({ code: 'FLX_CALL_PARAMETER_INVALID' }),
    );
  });

  it('of the path item and references count, and the operation wins', () => {
    const root = {
      parameters: { Tenant: { name: 'tenant', in: 'header', type: 'string', required: true, default: 'main' } },
      paths: {
        '/items': {
          parameters: [
            { $ref: '#/parameters/Tenant' },
            { name: 'q', in: 'query', type: 'string', default: 'path', required: true },
          ],
          get: {
            operationId: 'Run',
            responses: {},
            parameters: [{ name: 'q', in: 'query', type: 'string', default: 'own', required: true }],
          },
        },
      },
    };
    expect(request({}, {}, { root })).toEqual({
      method: 'GET',
      url: `${BASE}/items?q=own`,
      headers: { tenant: 'main' },
    });
  });
});

describe('the body of a request', () => {
  it.each([
    ['JSON when the definition says nothing', {}, { a: 1 }, 'application/json', { a: 1 }],
    [
      'JSON of the kind consumed',
      { consumes: ['application/json-patch+json'] },
      [1],
      'application/json-patch+json',
      [1],
    ],
    [
      'JSON where other kinds are consumed too',
      { consumes: ['text/xml', 'application/json'] },
      { a: 1 },
      'application/json',
      { a: 1 },
    ],
    ['text where only text is consumed', { consumes: ['text/plain'] }, 'hello', 'text/plain', 'hello'],
    ['XML as text', { consumes: ['application/xml'] }, '<a/>', 'application/xml', '<a/>'],
    [
      'a file as it is',
      { consumes: ['application/octet-stream'] },
      { '$content-type': 'image/png', $content: 'AAEC' },
      'image/png',
      { '$content-type': 'image/png', $content: 'AAEC' },
    ],
  ])('is %s', (_name, consumes, value, type, expected) => {
    const built = request({ ...body({}), ...consumes }, { body: value });
    expect(built.headers).toEqual({ 'Content-Type': type });
    expect(built.body).toEqual(expected);
  });

  it('is a form where the definition consumes one', () => {
    const built = request(
      form(
        'application/x-www-form-urlencoded',
        { name: 'a b', type: 'string' },
        { name: 'list', type: 'array', collectionFormat: 'multi' },
      ),
      { 'a b': 'ñ&', list: [1, 2] },
    );
    expect(built).toMatchObject({
      headers: { 'Content-Type': 'application/x-www-form-urlencoded' },
      body: 'a+b=%C3%B1%26&list=1&list=2',
    });
  });

  it('is made of parts where files go with it, always with the same boundary', () => {
    const operation = form('multipart/form-data', { name: 'note', type: 'string' }, { name: 'file', type: 'file' });
    const parameters = { note: 'n', file: { '$content-type': 'text/csv', $content: 'YTti', $filename: 'a.csv' } };
    const built = request(operation, parameters);
    expect(built.body).toMatchObject({
      $multipart: [
        { headers: { 'Content-Disposition': 'form-data; name="note"' }, body: 'n' },
        {
          headers: { 'Content-Disposition': 'form-data; name="file"; filename="a.csv"', 'Content-Type': 'text/csv' },
          body: { '$content-type': 'text/csv', $content: 'YTti' },
        },
      ],
    });
    expect(request(operation, parameters)).toEqual(built);
  });
});

describe('authentication', () => {
  const key = (extra: JsonObject) => ({
    securityDefinitions: { api_key: { type: 'apiKey', name: 'X-Key', in: 'header', ...extra } },
    security: [{ api_key: [] }],
  });
  const jwt = `h.${Buffer.from(JSON.stringify({ tid: 'tenant-1', region: 'eu' })).toString('base64url')}.s`;

  it.each([
    ['a key in a header', key({}), { api_key: 'k' }, { headers: { 'X-Key': 'k' } }],
    ['a key in the query', key({ in: 'query', name: 'code' }), { api_key: 'k&' }, { url: `${BASE}/items?code=k%26` }],
    ['a key under the name of its header', key({}), { 'X-Key': 'k' }, { headers: { 'X-Key': 'k' } }],
    [
      'user and password',
      { securityDefinitions: { basic: { type: 'basic' } } },
      { username: 'ane', password: 'á' },
      { headers: { Authorization: `Basic ${Buffer.from('ane:á').toString('base64')}` } },
    ],
    [
      'a token',
      { securityDefinitions: { oauth: { type: 'oauth2' } } },
      { token: 'abc' },
      { headers: { Authorization: 'Bearer abc' } },
    ],
    [
      'the token in the answer of a token endpoint',
      { securityDefinitions: { oauth: { type: 'oauth2' } } },
      { token: { access_token: 'abc' } },
      { headers: { Authorization: 'Bearer abc' } },
    ],
    ['nothing where the connection has nothing', key({}), {}, { headers: {} }],
  ])('sends %s', (_name, root, connection, expected) => {
    expect(request({}, {}, { root, connection })).toMatchObject(expected);
  });

  it('finds a key under the only secret of the connection', () => {
    const connectionParameters = { secret_value: { type: 'securestring' } };
    expect(request({}, {}, { root: key({}), connection: { secret_value: 'k' }, connectionParameters }).headers).toEqual(
      { 'X-Key': 'k' },
    );
  });

  it('is left out where the operation wants none', () => {
    expect(request({ security: [] }, {}, { root: key({}), connection: { api_key: 'k' } }).headers).toEqual({});
  });

  it('gives policies the claims of the access token', () => {
    const policies = [
      {
        templateId: 'setheader',
        parameters: {
          'x-ms-apimTemplateParameter.name': 'X-Tenant',
          'x-ms-apimTemplateParameter.value':
            "@connectionParameters('token:TenantId')-@connectionParameters('token:region')",
        },
      },
    ];
    expect(request({}, {}, { connection: { token: jwt }, policies }).headers).toEqual({ 'X-Tenant': 'tenant-1-eu' });
  });
});

describe('policies of requests', () => {
  const policy = (templateId: string, settings: Record<string, string>, more: JsonObject = {}): JsonObject => ({
    templateId,
    parameters: {
      ...Object.fromEntries(
        Object.entries(settings).map(([name, value]) => [`x-ms-apimTemplateParameter.${name}`, value]),
      ),
      ...more,
    },
  });
  const header = { name: 'Accept-Language', in: 'header', type: 'string' };

  it.each([
    ['override', 'eu'],
    ['skip', 'en'],
    ['append', 'en,eu'],
  ])('set a header that is there with %s', (existsAction, expected) => {
    const policies = [policy('SetHeader', { name: 'accept-language', value: 'eu', existsAction })];
    expect(Object.values(request({ parameters: [header] }, { 'Accept-Language': 'en' }, { policies }).headers)).toEqual(
      [expected],
    );
  });

  it.each([
    ['override', '?q=2'],
    ['skip', '?q=1'],
    ['append', '?q=1&q=2'],
  ])('set a query parameter that is there with %s', (existsAction, expected) => {
    const policies = [policy('setqueryparameter', { name: 'q', value: '2', existsAction })];
    expect(request({ parameters: [{ name: 'q', in: 'query', type: 'string' }] }, { q: '1' }, { policies }).url).toBe(
      `${BASE}/items${expected}`,
    );
  });

  it.each([
    [
      "https://@connectionParameters('site').shop.example/api",
      { site: 'bilbo' },
      'https://bilbo.shop.example/api/items',
    ],
    ["@connectionParameters('site')", { site: 'https://own.example/base/' }, 'https://own.example/base/items'],
    ["@connectionParameters('site')/api", { site: 'own.example' }, 'https://own.example/api/items'],
    ["@connectionParameters('site','https://else.example')", {}, 'https://else.example/items'],
    ["@connectionParameters('SITE')", { site: 'own.example' }, 'https://own.example/items'],
  ])('take the host from %s', (urlTemplate, connection, url) => {
    expect(request({}, {}, { connection, policies: [policy('dynamichosturl', { urlTemplate })] }).url).toBe(url);
  });

  it('need the connection parameter that holds the host, but not where no connection was given', () => {
    const policies = [policy('dynamichosturl', { urlTemplate: "@connectionParameters('site')" })];
    expect(() => request({}, {}, { policies, connection: {} })).toThrow(
      expect.objectContaining({ code: 'FLX_CALL_HOST_PARAMETER' }),
    );
    expect(request({}, {}, { policies }).url).toBe(`${BASE}/items`);
  });

  it('route to another path and method, and leave other operations alone', () => {
    const parameters = [{ name: 'id', in: 'path', required: true, type: 'string' }];
    const route = (operations: readonly string[]) =>
      policy(
        'routerequesttoendpoint',
        { newPath: '/v2/{id}', httpMethod: 'DELETE' },
        { 'x-ms-apimTemplate-operationName': operations },
      );
    const build = (operations: readonly string[]) =>
      request({ parameters }, { id: 'a b' }, { path: '/virtual/{id}', policies: [route(operations)] });
    expect(build(['Run'])).toMatchObject({ method: 'DELETE', url: `${BASE}/v2/a%20b` });
    expect(build(['Other'])).toMatchObject({ method: 'POST', url: `${BASE}/virtual/a%20b` });
  });

  const parent = { propertyParentPath: '@body()' };
  it.each([
    [
      'set a property from JSON with references',
      policy('setproperty', {
        newPropertyParentPathTemplate: '@body()',
        newPropertySubPathTemplate: 'payments',
        propertyValuePathTemplate: '[{@body().payment}]',
      }),
      { payment: { a: 1 } },
      { payment: { a: 1 }, payments: [{ a: 1 }] },
    ],
    [
      'set a property of each element',
      policy('SetProperty', {
        newPropertyParentPathTemplate: '@body().rows',
        newPropertySubPathTemplate: "['@odata.type']",
        propertyValuePathTemplate: "row-{@item()['id']}",
      }),
      { rows: [{ id: 1 }, { id: 2 }] },
      {
        rows: [
          { id: 1, '@odata.type': 'row-1' },
          { id: 2, '@odata.type': 'row-2' },
        ],
      },
    ],
    [
      'make an object of a list',
      policy('convertarraytoobject', {
        ...parent,
        propertySubPath: 'rows',
        keyWithinCollectionPath: 'id',
        newPropertyPath: '@body().rows',
        retainKey: 'false',
      }),
      { rows: [{ id: 'x', n: 1 }] },
      { rows: { x: { n: 1 } } },
    ],
    [
      'make a list of an object',
      policy('convertobjecttoarray', {
        ...parent,
        propertySubPath: 'map',
        newPropertyPath: '@body().list',
        keyName: 'id',
        valueName: 'v',
      }),
      { map: { x: 1 } },
      { map: { x: 1 }, list: [{ id: 'x', v: 1 }] },
    ],
    [
      'cut a text into a list',
      policy('stringtoarray', {
        ...parent,
        propertySubPath: 'users',
        delimiterList: ';,',
        childPropertyName: 'id',
        newPropertyPath: '@body().users',
      }),
      { users: 'a; b,c;' },
      { users: [{ id: 'a' }, { id: 'b' }, { id: 'c' }] },
    ],
    [
      'replace text',
      policy('stringreplace', {
        propertyParentPath: '@body().rows',
        propertySubPath: 'link',
        sourceString: '.',
        replacementString: '%2E',
        newPropertyPath: '@item().link',
      }),
      { rows: [{ link: 'a.b.c' }] },
      { rows: [{ link: 'a%2Eb%2Ec' }] },
    ],
    [
      'encode a value',
      policy('encodepropertyvalue', {
        propertyParentPath: '@body().rows',
        propertySubPath: 'u',
        newPropertyPath: '@item().u',
      }),
      { rows: [{ u: 'a/b' }] },
      { rows: [{ u: 'a%2Fb' }] },
    ],
    [
      'move what is inside a property',
      policy('moveproperties', {
        srcParentPath: '@body()',
        srcSubPath: 'custom',
        dstParentPath: '@body()',
        dstSubPath: 'null',
        copyOnlySubProperties: 'true',
      }),
      { custom: { a: 1 }, b: 2 },
      { a: 1, b: 2 },
    ],
  ])('%s', (_name, one, given, expected) => {
    expect(request(body({ type: 'object' }), { body: given }, { policies: [one] }).body).toEqual(expected);
  });

  it('are reported when they are not known, and the rest still runs', () => {
    const policies = [policy('unheardof', {}), policy('setheader', { name: 'X', value: '1' })];
    expect(request({}, {}, { policies }).headers).toEqual({ X: '1' });
  });
});
