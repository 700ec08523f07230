import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { type AddressInfo, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { zipSync } from 'fflate';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createHttpServer, type HttpServer } from '../../src/http/server.ts';
import { definitionOf } from '../connector/connection-server.ts';
import { type OauthService, startOauthService } from '../support/oauth-server.ts';
import { findBarriers } from './support/accessibility.ts';
import { type Browser, buildPages, startBrowser, type WatchedPage, WEB_ROOT } from './support/browser.ts';
import { openSmallCompany, type SmallCompany } from './support/small-company.ts';

const folder = mkdtempSync(join(tmpdir(), 'fluxu-browser-connector-'));
let company: SmallCompany;
let server: HttpServer;
let browser: Browser;
let service: OauthService;
let list: WatchedPage;

/** The address that services send the browser back to is known before the server listens. */
async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const { port } = probe.address() as AddressInfo;
  probe.close();
  await once(probe, 'close');
  return port;
}

beforeAll(async () => {
  buildPages();
  const port = await freePort();
  company = await openSmallCompany({ FLUXU_ALLOW_PRIVATE_NETWORKS: 'true', FLUXU_PORT: String(port) });
  server = await createHttpServer(company.app, { access: 'open', webRoot: WEB_ROOT, version: '0.1.0', port });
  await server.listen();
  service = await startOauthService(`${server.address}/api/connections/callback`);
  const text = (value: string) => ({ value });
  const token = {
    type: 'oauthSetting',
    oAuthSettings: {
      identityProvider: 'oauth2generic',
      scopes: ['openid', 'offline_access'],
      customParameters: {
        authorizationUrl: text(`${service.url}/auth`),
        tokenUrl: text(`${service.url}/token`),
        refreshUrl: text(`${service.url}/token`),
      },
    },
  };
  const area = { type: 'string', uiDefinition: { displayName: 'Area of trees', constraints: { required: 'true' } } };
  const security = { type: 'oauth2', flow: 'accessCode', authorizationUrl: 'https://x', tokenUrl: 'https://y' };
  const definition = definitionOf('Orchard Ledger', new URL(service.url).host, { ...security, scopes: {} });
  const properties = { properties: { connectionParameters: { token, area } } };
  const zip = zipSync({
    'apiDefinition.swagger.json': Buffer.from(JSON.stringify(definition)),
    'apiProperties.json': Buffer.from(JSON.stringify(properties)),
  });
  writeFileSync(join(folder, 'orchard.zip'), zip);
  browser = await startBrowser();
  list = await browser.open(`${server.address}/admin/exports?tab=connections`);
});
afterAll(async () => {
  await browser.close();
  await server.close();
  await company.close();
  await service.close();
  rmSync(folder, { recursive: true, force: true });
});

describe('somebody who connects a service', () => {
  const row = () => list.page.getByRole('row', { name: /Ledger/ });

  it('adds its connector from a zip', async () => {
    const { page } = list;
    await page.getByRole('button', { name: 'Add connector' }).click();
    await page.getByLabel('Zip of the connector').setInputFiles(join(folder, 'orchard.zip'));
    expect(await findBarriers(page)).toEqual([]);
    await page.getByRole('button', { name: 'Add', exact: true }).click();
    await page.getByText('Orchard Ledger has been added').waitFor();
  });

  it('fills in what the connector asks for', async () => {
    const { page } = list;
    await page.getByRole('button', { name: 'Add connection' }).first().click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('Connector').selectOption({ label: 'Orchard Ledger' });
    await dialog.getByLabel('Display name').fill('Ledger');
    await dialog.getByLabel('Area of trees').fill('north');
    await dialog.getByLabel('Client id').fill(service.clientId);
    await dialog.getByLabel('Client secret').fill(service.clientSecret);
    expect(await dialog.getByLabel('Redirect address').inputValue()).toBe(`${server.address}/api/connections/callback`);
    expect(await findBarriers(page)).toEqual([]);
    expect(list.faults).toEqual([]);
    await dialog.getByRole('button', { name: 'Save' }).click();
    await row().getByText('Needs sign-in').waitFor();
  });

  it('signs in at the service, comes back, and tries the connection', async () => {
    const { page } = list;
    await row().getByRole('button', { name: 'Sign in' }).click();
    await page.getByText('Signed in to Ledger.').waitFor();
    await row().getByText('Ready').waitFor();
    await row().getByRole('button', { name: 'Try' }).click();
    await page.getByText('The service answered 200.').waitFor();
    expect(service.served.at(-1)).toBe('/service/regions');
  });
});
