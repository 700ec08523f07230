import { request } from 'node:http';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createSampleApp } from '../../test/browser/support/sample-app.ts';
import { createHttpServer, type HttpServer } from './server.ts';

let server: HttpServer;
let port: number;

beforeAll(async () => {
  const options = { access: 'open' as const, webRoot: '/nowhere', version: '1', publicUrl: 'https://fluxu.example' };
  server = await createHttpServer(createSampleApp(), options);
  port = Number(new URL(await server.listen()).port);
});
afterAll(() => server.close());

/** Sends headers that fetch would not let through, Host among them. */
function statusOf(method: string, headers: Record<string, string>): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    const path = method === 'GET' ? '/api/home' : '/api/refreshes';
    const outgoing = request({ host: '127.0.0.1', port, method, path, headers }, (response) => {
      response.resume();
      response.on('end', () => resolve(response.statusCode));
    });
    outgoing.on('error', reject);
    outgoing.end(method === 'GET' ? undefined : '{"scope":{"kind":"full"}}');
  });
}

describe('the Host header', () => {
  it.each([
    ['127.0.0.1', 200],
    ['localhost:7420', 200],
    ['[::1]:7420', 200],
    ['192.168.1.20:7420', 200],
    ['fluxu.example', 200],
    ['rebound.example', 421],
    ['localhost.rebound.example', 421],
    ['127.0.0.1.rebound.example', 421],
  ])('%s is answered with %d', async (host, status) => {
    expect(await statusOf('GET', { host })).toBe(status);
  });
});

describe('a change that a page asks for', () => {
  const json = { 'content-type': 'application/json' };
  it.each<[string, Record<string, string>, number]>([
    ['no page at all, but a program', {}, 202],
    [
      'a page of this server',
      { host: 'localhost:7420', origin: 'http://localhost:7420', 'sec-fetch-site': 'same-origin' },
      202,
    ],
    ['a page under the public address', { host: 'fluxu.example', origin: 'https://fluxu.example' }, 202],
    ['a page of another site', { origin: 'https://other.example', 'sec-fetch-site': 'cross-site' }, 403],
    ['a page on another port of this machine', { host: 'localhost:7420', origin: 'http://localhost:3000' }, 403],
    ['a page without origin', { origin: 'null' }, 403],
    ['a page of another site that hides its origin', { 'sec-fetch-site': 'cross-site' }, 403],
  ])('by %s', async (_who, headers, status) => {
    expect(await statusOf('POST', { ...json, ...headers })).toBe(status);
  });
});

describe('every answer', () => {
  it.each(['/api/home', '/api/nothing', '/healthz', '/api/docs'])('of %s binds the browser', async (path) => {
    const { headers } = await fetch(`${server.address}${path}`);
    expect(headers.get('content-security-policy')).toContain("default-src 'none'");
    expect(headers.get('content-security-policy')).not.toContain('unsafe');
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(headers.get('referrer-policy')).toBe('no-referrer');
  });
});
