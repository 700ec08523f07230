import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openApp } from '../../src/app/create.ts';
import type { OpenedApp } from '../../src/app/opened-app.ts';
import { silentLogger } from '../../src/base/logger.ts';
import { readSettings } from '../../src/base/settings.ts';
import { createHttpServer } from '../../src/http/server.ts';
import { createManualClock, type ManualClock } from '../support/manual-clock.ts';

/** Address that people reach the server of `startConnectionServer` under. */
export const PUBLIC = 'http://fluxu.test';
/** Where services send the browser back. */
export const REDIRECT = `${PUBLIC}/api/connections/callback`;

// biome-ignore lint/suspicious/noExplicitAny: an answer is judged by what it holds
export type Tree = any;

/** A server whose clock is turned by hand and that may call this machine. */
export interface ConnectionServer {
  readonly app: OpenedApp;
  readonly clock: ManualClock;
  call(
    method: string,
    path: string,
    body?: unknown,
    headers?: Record<string, string>,
  ): Promise<{ readonly status: number; readonly headers: Headers; readonly body: Tree }>;
  close(): Promise<void>;
}

export async function startConnectionServer(): Promise<ConnectionServer> {
  const home = mkdtempSync(join(tmpdir(), 'fluxu-connections-'));
  const clock = createManualClock(new Date().toISOString());
  const environment = { FLUXU_HOME: home, FLUXU_ALLOW_PRIVATE_NETWORKS: 'true', FLUXU_PUBLIC_URL: PUBLIC };
  const settings = readSettings(environment);
  const app = await openApp({ settings, environment: { KEY: 'k-42' }, clock, logger: silentLogger });
  const server = await createHttpServer(app, { access: 'open', webRoot: '/nowhere', version: '0', publicUrl: PUBLIC });
  const base = await server.listen();
  return {
    app,
    clock,
    call: async (method, path, body, headers = {}) => {
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
    },
    close: async () => {
      await server.close();
      await app.close();
      rmSync(home, { recursive: true, force: true });
    },
  };
}

const answers = { 200: { description: 'Ok.' } };
const operation = (operationId: string, more: object = {}) => ({
  operationId,
  summary: operationId,
  responses: answers,
  ...more,
});

/** A service with a list of regions, a schema and orders, signed in to as `security` says. */
export function definitionOf(title: string, host: string, security: object) {
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
