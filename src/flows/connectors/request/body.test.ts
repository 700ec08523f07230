import { describe, expect, it } from 'vitest';
import { BASE, body, form, request } from '../../../../test/connector/shop-request.ts';
import type { JsonObject } from '../../../base/json.ts';

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

  it('gives policies the only value of a parameter that is hidden', () => {
    const constraints = { hidden: 'true', allowedValues: [{ text: 'Europe', value: 'eu' }] };
    const connectionParameters = { region: { type: 'string', uiDefinition: { constraints } } };
    const policies = [
      {
        templateId: 'setheader',
        parameters: {
          'x-ms-apimTemplateParameter.name': 'X-Region',
          'x-ms-apimTemplateParameter.value': "@connectionParameters('region')",
        },
      },
    ];
    expect(request({}, {}, { connection: {}, connectionParameters, policies }).headers).toEqual({ 'X-Region': 'eu' });
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
