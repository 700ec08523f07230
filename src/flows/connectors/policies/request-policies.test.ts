import { describe, expect, it } from 'vitest';
import { BASE, body, request } from '../../../../test/connector/shop-request.ts';
import type { JsonObject } from '../../../base/json.ts';

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
