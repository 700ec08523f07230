import { describe, expect, it } from 'vitest';
import { BASE, body, FIELDS, query, request } from '../../../../test/connector/shop-request.ts';
import type { JsonObject } from '../../../base/json.ts';

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

  it('leaves out what only tells two operations of one path apart', () => {
    const parameters = [{ name: 'q', in: 'query', type: 'string' }];
    expect(request({ parameters }, { q: 1 }, { path: '/items#search' }).url).toBe(`${BASE}/items?q=1`);
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

  it('make a list of a body that is one', () => {
    const list = { type: 'array', items: { type: 'object', properties: { name: { type: 'string' } } } };
    expect(request(body(list), { 'body/0/name': 'a', 'body/1/name': 'b' }).body).toEqual([
      { name: 'a' },
      { name: 'b' },
    ]);
    const inner = { type: 'object', properties: { rows: list } };
    expect(request(body(inner), { 'body/rows/0/name': 'a' }).body).toEqual({ rows: [{ name: 'a' }] });
  });

  it.each([
    ['..', 'FLX_CALL_PARAMETER_INVALID'],
    ['.', 'FLX_CALL_PARAMETER_INVALID'],
    ['', 'FLX_CALL_PARAMETER_MISSING'],
  ])('cannot lead a path elsewhere: %j', (id, code) => {
    const parameters = [{ name: 'id', in: 'path', type: 'string', required: true }];
    expect(() => request({ parameters }, { id }, { path: '/items/{id}' })).toThrow(expect.objectContaining({ code }));
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
