import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { systemClock } from '../../../base/clock.ts';
import { callOperation } from '../call.ts';
import { findConnector } from '../index.ts';

let server: Server;
let base: string;
beforeAll(async () => {
  server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const { method, url, headers } = request;
    response
      .writeHead(Number(headers['x-answer'] ?? 200), {
        'content-type': String(headers['x-type'] ?? 'application/json'),
      })
      .end(
        JSON.stringify({
          method,
          url,
          authorization: headers.authorization,
          key: headers['x-api-key'],
          type: headers['content-type'],
          body: Buffer.concat(chunks).toString(),
        }),
      );
  }).listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => new Promise((resolve) => server.close(resolve)));

function invoke(request: Record<string, unknown>, connection: Record<string, unknown> = {}) {
  return callOperation({
    connector: findConnector('http'),
    operationId: 'InvokeHttp',
    parameters: { request },
    connection,
    idempotencyKey: 'k',
    fetch,
    clock: systemClock,
  });
}

describe('the connector http', () => {
  it.each([
    [
      'basic',
      { authentication: 'basic', user: 'ane', password: 'pá' },
      { authorization: `Basic ${Buffer.from('ane:pá').toString('base64')}` },
    ],
    ['bearer', { authentication: 'bearer', token: 'abc' }, { authorization: 'Bearer abc' }],
    ['a key in a header', { authentication: 'apiKey', key: 'k1' }, { key: 'k1' }],
    [
      'a key in the address',
      { authentication: 'apiKey', key: 'k 1', keyIn: 'query', keyName: 'code' },
      { url: '/a?x=1&code=k+1' },
    ],
    ['nothing', {}, { url: '/a?x=1' }],
  ])('signs in with %s', async (_name, connection, seen) => {
    const answer = await invoke({ method: 'GET', url: `${base}/a?x=1` }, connection);
    expect(answer.body).toMatchObject(seen);
  });

  it('sends values as JSON below the base address and gives any status as an answer', async () => {
    const answer = await invoke(
      { method: 'post', url: '/items', headers: { 'X-Answer': '404' }, body: { a: [1] } },
      { baseUrl: `${base}/api` },
    );
    expect(answer).toMatchObject({
      statusCode: 404,
      body: { method: 'POST', url: '/api/items', body: '{"a":[1]}', type: 'application/json; charset=utf-8' },
    });
  });

  it('gives an answer of another kind as content type and base64', async () => {
    const answer = await invoke({ method: 'GET', url: base, headers: { 'X-Type': 'image/png' } });
    expect(answer.body).toMatchObject({ '$content-type': 'image/png', $content: expect.any(String) });
  });

  it.each([
    ['another host than the base address', { url: 'http://evil.example/' }, { baseUrl: 'https://api.example/v1' }],
    ['a way out of the base address', { url: '../admin' }, { baseUrl: 'https://api.example/v1' }],
    ['a relative address without a base', { url: '/items' }, {}],
    ['a file', { url: 'file:///etc/passwd' }, {}],
  ])('refuses %s', async (_name, request, connection) => {
    await expect(invoke({ method: 'GET', ...request }, connection)).rejects.toMatchObject({
      code: 'FLX_CALL_PARAMETER_INVALID',
      isRetryable: false,
    });
  });

  it('stops when the call is cancelled', async () => {
    const stop = new AbortController();
    stop.abort(new Error('cancelled'));
    const call = callOperation({
      connector: findConnector('http'),
      operationId: 'InvokeHttp',
      parameters: { 'request/method': 'GET', 'request/url': base },
      idempotencyKey: 'k',
      fetch,
      clock: systemClock,
      signal: stop.signal,
    });
    await expect(call).rejects.toThrow('cancelled');
  });
});
