import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createSampleApp } from '../../test/browser/support/sample-app.ts';
import { createHttpServer, type HttpServer } from './server.ts';

const webRoot = mkdtempSync(join(tmpdir(), 'fluxu-web-'));
let server: HttpServer;
const html = { accept: 'text/html,*/*' };

beforeAll(async () => {
  mkdirSync(join(webRoot, 'assets'));
  writeFileSync(
    join(webRoot, 'index.html'),
    '<script nonce="__CSP_NONCE__"></script><style nonce="__CSP_NONCE__"></style>',
  );
  writeFileSync(join(webRoot, 'assets', 'index-abc.js'), 'export {};');
  writeFileSync(join(webRoot, 'favicon.svg'), '<svg/>');
  server = await createHttpServer(createSampleApp(), { access: 'open', webRoot, version: '1' });
  await server.listen();
});
afterAll(async () => {
  await server.close();
  rmSync(webRoot, { recursive: true });
});

describe('pages', () => {
  it.each(['/', '/flows/runs/42', '/segments?tab=members'])(
    '%s is the application, with a nonce of its own',
    async (path) => {
      const read = async () => {
        const response = await fetch(`${server.address}${path}`, { headers: html });
        const [, nonce] = /nonce="([^"]+)"/.exec(await response.text()) ?? [];
        return {
          status: response.status,
          nonce: nonce ?? '',
          policy: response.headers.get('content-security-policy'),
          cache: response.headers.get('cache-control'),
        };
      };
      const [one, other] = [await read(), await read()];
      expect(one).toMatchObject({ status: 200, cache: 'no-store' });
      expect(one.policy).toContain(`'nonce-${one.nonce}'`);
      expect(one.nonce).not.toBe(other.nonce);
    },
  );

  it.each([
    ['/assets/index-abc.js', 200, 'public, max-age=31536000, immutable'],
    ['/favicon.svg', 200, 'no-cache'],
    ['/assets/index-old.js', 404, 'no-store'],
    ['/api/nothing', 404, 'no-store'],
    ['/assets/../../etc/passwd', 200, 'no-store'],
    ['/assets/..%2f..%2fpackage.json', 404, 'no-store'],
  ])('%s is answered with %d and cached as %s', async (path, status, cache) => {
    const response = await fetch(`${server.address}${path}`, { headers: html });
    expect([response.status, response.headers.get('cache-control')]).toEqual([status, cache]);
  });

  it('says how to get them when they are not built', async () => {
    const bare = await createHttpServer(createSampleApp(), {
      access: 'open',
      webRoot: join(webRoot, 'none'),
      version: '1',
    });
    const response = await fetch(await bare.listen(), { headers: html });
    await bare.close();
    expect(response.status).toBe(503);
    expect(await response.json()).toMatchObject({ code: 'FLX_HTTP_PAGES_MISSING' });
  });

  it('serves pages that are built after the start, with their files', async () => {
    const late = join(webRoot, 'late');
    const early = await createHttpServer(createSampleApp(), { access: 'open', webRoot: late, version: '1' });
    const address = await early.listen();
    mkdirSync(join(late, 'assets'), { recursive: true });
    writeFileSync(join(late, 'index.html'), '<script src="/assets/index-abc.js"></script>');
    writeFileSync(join(late, 'assets', 'index-abc.js'), 'export {};');
    const answers = ['/', '/assets/index-abc.js'].map((path) => fetch(`${address}${path}`, { headers: html }));
    const statuses = (await Promise.all(answers)).map(({ status }) => status);
    await early.close();
    expect(statuses).toEqual([200, 200]);
  });
});
