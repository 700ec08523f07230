import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTeamsReceiver, type TeamsReceiver } from '../../demo/receivers/teams-receiver.ts';
import { openApp } from '../../src/app/create.ts';
import type { OpenedApp } from '../../src/app/opened-app.ts';
import { systemClock } from '../../src/base/clock.ts';
import { silentLogger } from '../../src/base/logger.ts';
import { readSettings } from '../../src/base/settings.ts';
import { createSampleLoader } from '../../src/cli/sample.ts';
import { createHttpServer, type HttpServer } from '../../src/http/server.ts';
import type { Flow } from '../../src/model/flow.ts';
import { messages as english } from '../../web/src/i18n/languages/en.ts';
import { messages as basque } from '../../web/src/i18n/languages/eu.ts';
import { type Browser, buildPages, startBrowser, WEB_ROOT } from './support/browser.ts';

beforeAll(() => buildPages());

describe.each([
  ['English', 'en', english, { step: 'Post message in a chat or channel', field: 'Message' }],
  ['Basque', 'eu', basque, { step: 'Bidali mezu bat txat edo kanal batera', field: 'Mezua' }],
] as const)('from the first start to the first Teams card, in %s', (_name, language, words, posting) => {
  const folder = mkdtempSync(join(tmpdir(), 'fluxu-first-card-'));
  const home = join(folder, 'home');
  let app: OpenedApp;
  let server: HttpServer;
  let teams: TeamsReceiver;
  let browser: Browser;
  let page: Page;
  const button = (name: string | RegExp) => page.getByRole('button', { name });
  beforeAll(async () => {
    teams = await startTeamsReceiver();
    const environment = { FLUXU_HOME: home, FLUXU_LOG_LEVEL: 'silent', FLUXU_ALLOW_PRIVATE_NETWORKS: 'true' };
    const loadSample = createSampleLoader({ home, clock: systemClock });
    const settings = readSettings(environment);
    app = await openApp({ settings, environment, baseFolder: folder, logger: silentLogger, loadSample });
    await app.start();
    const { access, connector } = app;
    server = await createHttpServer(app, { access, connector, webRoot: WEB_ROOT, version: '0.1.0' });
    await server.listen();
    browser = await startBrowser({ language });
  });
  afterAll(async () => {
    await browser.close();
    await server.close();
    await app.close();
    await teams.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  it('makes the first administrator and loads the sample company', async () => {
    ({ page } = await browser.open(`${server.address}${await app.access.firstAdministratorPath()}`));
    await page.getByRole('textbox', { name: words['app.name'] }).fill('Ane Etxeberria');
    await page.getByRole('textbox', { name: words['permissions.email'] }).fill('ane@example.org');
    await page.getByLabel(words['welcome.password']).fill('correct horse battery');
    await button(words['welcome.go']).click();
    await button(words['sample.load']).first().click();
    await expect
      .poll(async () => (await app.refreshes.list({ limit: 1 })).items[0]?.status, { timeout: 30_000 })
      .toBe('successful');
  });

  it('walks from Admin over Export destinations and Set up to a trigger, adds a step and saves', async () => {
    const connection = {
      name: 'Channel',
      connector: 'teams',
      parameters: { webhookUrl: teams.url, payload: 'message' },
    };
    await app.definitions.put({ kind: 'connection', name: 'Channel', definition: connection, changedBy: 'test' });
    const navigation = page.getByRole('navigation').first();
    await navigation.getByText(words['nav.admin'], { exact: true }).waitFor();
    await navigation.getByRole('link', { name: words['nav.exports'] }).click();
    await button(words['exports.setUpNamed'].replace('{{name}}', 'Power Automate')).click();
    await page.getByText(words['powerAutomate.signedIn'].replace('{{name}}', 'Ane Etxeberria')).waitFor();
    await button(new RegExp(`^${words['trigger.DataSourceRefreshFailed']}`)).click();
    await page.getByRole('textbox', { name: words['designer.newName'] }).fill('Alarm');
    await button(words['newFlow.addSteps']).click();
    await button(words['designer.addFirst']).click();
    await page.getByRole('searchbox').fill(posting.step);
    await button(new RegExp(`^${posting.step}`)).click();
    await page.getByRole('combobox', { name: words['designer.connection'] }).selectOption('Channel');
    await page
      .getByRole('textbox', { name: posting.field, exact: true })
      .fill("@{triggerOutputs()?['body/friendlyName']}: @{triggerOutputs()?['body/error/message']}");
    await button(words['designer.publish']).click();
    await page.getByText(words['designer.saved'].split('{{')[0] ?? '').waitFor();
    await expect
      .poll(async () => {
        const flow = (await app.definitions.get('flow', 'Alarm')).definition as Flow;
        return [flow.state, flow.connections, Object.keys(flow.definition['actions'] ?? {})];
      })
      .toEqual(['started', { shared_teams: 'Channel' }, [posting.step.replaceAll(' ', '_')]]);
  });

  it('loses the files of a data source, and the card is in the channel', async () => {
    rmSync(join(home, 'sample', 'loyalty'), { recursive: true });
    await page.goto(`${server.address}/`);
    await button(words['refresh.run']).first().click();
    await expect.poll(() => teams.cards().length, { timeout: 50_000 }).toBe(1);
    expect(JSON.stringify(teams.cards()[0]?.card)).toContain('Loyalty club');
  });
});
