import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createHttpServer, type HttpServer } from '../../src/http/server.ts';
import type { Flow } from '../../src/model/flow.ts';
import { createPlatform } from '../connector/platform.ts';
import { makeKey } from '../connector/served-platform.ts';
import { findBarriers } from './support/accessibility.ts';
import { type Browser, buildPages, startBrowser, WEB_ROOT } from './support/browser.ts';
import { openSmallCompany, type SmallCompany } from './support/small-company.ts';

let company: SmallCompany;
let server: HttpServer;
beforeAll(async () => {
  buildPages();
  company = await openSmallCompany({ FLUXU_ALLOW_PRIVATE_NETWORKS: 'true' });
  await company.refresh();
  server = await createHttpServer(company.app, {
    access: company.app.access,
    connector: company.app.connector,
    webRoot: WEB_ROOT,
    version: '0.1.0',
  });
  await server.listen();
});
afterAll(async () => {
  await server.close();
  await company.close();
});

const PASSWORD = 'correct horse battery';
const ADMINISTRATOR = { email: 'ane@example.org', displayName: 'Ane Etxeberria', password: PASSWORD };

/** The words of the walk, as each language says them. */
const WALKS = {
  en: {
    admin: 'Admin',
    exports: 'Export destinations',
    setUp: 'Set up Power Automate',
    signIn: 'Sign in',
    email: 'E-mail',
    password: 'Password',
    chooseTrigger: 'Choose one of the triggers',
    trigger: /^Segment crossed its threshold/,
    templates: [
      ['Post to Teams when a data source refresh fails', /^When a data source refresh fails/],
      ['Mail the data owners when a segment crosses its threshold', /^When a segment crosses a threshold/],
    ],
    tenant: 'Connect a tenant',
    waiting: 'Waiting for the first subscription …',
    arrived: /has just arrived/,
    segment: 'Segment',
    threshold: 'Threshold',
    name: 'Name of the flow',
    addSteps: 'Add more steps',
    flow: 'Growth',
    lastStep: 'Set up Power Automate: step 4 of 4: Add more steps',
    lacksStep: 'No step yet: add the first one.',
    showProblems: 'Show problems',
    checker: 'Flow checker',
    done: 'Done',
  },
  eu: {
    admin: 'Administratzailea',
    exports: 'Esportatu helburuak',
    setUp: 'Konfiguratu Power Automate',
    signIn: 'Hasi saioa',
    email: 'Posta elektronikoa',
    password: 'Pasahitza',
    chooseTrigger: 'Aukeratu abiarazleetako bat',
    trigger: /^Segmentuak atalasea/,
    templates: [
      [
        'Bidali Teamsera datu-iturburu baten freskatzeak huts egitean',
        /^Datu-iturburu baten freskatzeak huts egiten duenean/,
      ],
      [
        'Bidali mezua datuen jabeei segmentu batek atalasea gainditzean',
        /^Segmentu batek atalase bat gainditzen duenean/,
      ],
    ],
    tenant: 'Konektatu maizterra',
    waiting: 'Lehen harpidetzaren zain …',
    arrived: /iritsi berri da/,
    segment: 'Segmentua',
    threshold: 'Atalasea',
    name: 'Fluxuaren izena',
    addSteps: 'Gehitu urrats gehiago',
    flow: 'Hazkundea',
    lastStep: 'Konfiguratu Power Automate: 4 urratsetatik 4.a: Gehitu urrats gehiago',
    lacksStep: 'Oraindik ez dago urratsik: gehitu lehenengoa.',
    showProblems: 'Erakutsi arazoak',
    checker: 'Fluxu-egiaztatzailea',
    done: 'Eginda',
  },
} as const;

describe('the first start', () => {
  it('makes the first administrator from the one-time link and leads to Home', async () => {
    const browser = await startBrowser();
    const { page } = await browser.open(`${server.address}${await company.app.access.firstAdministratorPath()}`);
    await page.getByRole('textbox', { name: 'Name' }).fill(ADMINISTRATOR.displayName);
    await page.getByRole('textbox', { name: 'E-mail' }).fill(ADMINISTRATOR.email);
    await page.getByLabel('New password').fill(PASSWORD);
    await page.getByRole('button', { name: 'Continue' }).click();
    await page.getByRole('heading', { level: 1, name: 'Home' }).waitFor();
    await browser.close();
  });
});

describe.each(['en', 'eu'] as const)('the walk in %s', (language) => {
  const words = WALKS[language];
  const examples = words.templates.map(([title, trigger]) => ({ title, trigger }));
  let browser: Browser;
  beforeAll(async () => {
    browser = await startBrowser({ language });
  });
  afterAll(() => browser.close());

  const signIn = async (page: Page) => {
    await page.waitForURL('**/sign-in?*');
    await page.getByRole('textbox', { name: words.email }).fill(ADMINISTRATOR.email);
    await page.getByLabel(words.password).fill(PASSWORD);
    await page.getByRole('button', { name: words.signIn }).click();
  };

  it('leads from Export destinations over the tile, sign-in and a trigger to the designer', async () => {
    const { page, faults } = await browser.open(`${server.address}/admin/exports`);
    await page.getByRole('heading', { level: 1, name: words.exports }).waitFor();
    const navigation = page.getByRole('navigation').first();
    await navigation.getByText(words.admin, { exact: true }).waitFor();
    await navigation.getByRole('link', { name: words.exports }).click();
    expect(await page.getByRole('navigation', { name: words.exports }).count()).toBe(0);
    expect(await findBarriers(page)).toEqual([]);
    await page.getByRole('button', { name: words.setUp }).click();
    await signIn(page);
    await page.waitForURL('**/admin/exports/power-automate');
    await page.getByRole('heading', { name: words.signIn }).waitFor();
    await page.getByRole('heading', { name: words.chooseTrigger }).waitFor();
    await page.getByRole('button', { name: words.trigger }).click();
    await page.getByRole('combobox', { name: words.segment }).selectOption('HighValue');
    await page.getByRole('spinbutton', { name: words.threshold }).fill('3');
    await page.getByRole('textbox', { name: words.name }).fill(words.flow);
    await page.getByRole('textbox', { name: words.name }).press('Enter');
    await page.waitForURL(`**/flows/${words.flow}/edit?*`);
    const { definition } = (await company.app.definitions.get('flow', words.flow)).definition as Flow;
    expect(Object.values(definition['triggers'] as object)).toMatchObject([
      {
        inputs: {
          host: { operationId: 'OnSegmentThresholdCrossed' },
          parameters: { segment: 'HighValue', threshold: 3 },
        },
      },
    ]);
    const bar = page.getByRole('region', { name: words.setUp });
    await bar.getByText(words.lastStep).waitFor();
    await bar.getByText(words.lacksStep).waitFor();
    expect(await findBarriers(page)).toEqual([]);
    await page.reload();
    await bar.getByRole('button', { name: words.done }).click();
    await page.waitForURL('**/admin/exports#power-automate');
    expect(faults).toEqual([]);
    await page.close();
  });

  it('shows in the designer what the example still lacks, and leads to it', async () => {
    const { page, faults } = await browser.open(`${server.address}/admin/exports`);
    await page.getByRole('link', { name: examples[0]?.title ?? '' }).click();
    await page.getByRole('textbox', { name: words.name }).fill(`${words.flow} 2`);
    await page.getByRole('textbox', { name: words.name }).press('Enter');
    await page.getByRole('button', { name: words.showProblems }).click();
    await page.getByRole('complementary', { name: words.checker }).waitFor();
    expect(faults).toEqual([]);
    await page.close();
  });

  it.each(examples)('has the example ‘$title’ one click from the tile', async ({ title, trigger }) => {
    const { page, faults } = await browser.open(`${server.address}/admin/exports`);
    await page.getByRole('link', { name: title }).click();
    await page.getByRole('textbox', { name: words.name }).fill(`${title} ${language}`);
    await page.getByRole('button', { name: words.addSteps }).click();
    await page.getByRole('button', { name: trigger }).waitFor();
    expect(faults).toEqual([]);
    await page.close();
  });

  it('shows the first subscription of a tenant as it arrives', async () => {
    const { page, faults } = await browser.open(`${server.address}/admin/exports/power-automate`);
    await page.getByRole('button', { name: words.tenant }).click();
    const download = page.waitForEvent('download');
    await page.getByRole('link', { name: 'fluxu-connector.zip' }).click();
    expect((await download).suggestedFilename()).toBe('fluxu-connector.zip');
    await page.getByText(words.waiting).waitFor();
    const address = String(server.address);
    const platform = await createPlatform(address, await makeKey(address, ADMINISTRATOR));
    const crossing = { dataset: 'default', segment: 'HighValue', threshold: 3 };
    const { location } = await platform.subscribe('OnSegmentThresholdCrossed', crossing, `${address}/callback`);
    await page.getByText(words.arrived).waitFor();
    await fetch(location, { method: 'DELETE' });
    await page.getByText(words.waiting).waitFor();
    expect(faults).toEqual([]);
    await page.close();
  });

  it('asks somebody whose session has ended to sign in, and goes on with what was chosen', async () => {
    const { page } = await browser.open(`${server.address}/admin/exports`);
    await page.getByRole('navigation', { name: words.exports }).waitFor();
    await browser.context.clearCookies();
    await page.getByRole('button', { name: 'Microsoft Teams' }).click();
    await signIn(page);
    await page.getByRole('dialog').waitFor();
    await page.close();
  });
});

describe('a viewer', () => {
  it('sees everything and no action of an administrator, by page and by API', async () => {
    const browser = await startBrowser();
    const { page } = await browser.open(`${server.address}/sign-in`);
    await page.getByRole('textbox', { name: 'E-mail' }).fill(ADMINISTRATOR.email);
    await page.getByLabel('Password').fill(PASSWORD);
    await page.getByRole('button', { name: 'Sign in' }).click();
    await page.getByRole('heading', { level: 1, name: 'Home' }).waitFor();
    await page.goto(`${server.address}/admin/permissions`);
    await page.getByRole('button', { name: 'Add users' }).click();
    await page.getByRole('textbox', { name: 'Name' }).fill('Jon Garate');
    await page.getByRole('textbox', { name: 'E-mail' }).fill('jon@example.org');
    await page.getByRole('dialog').getByRole('button', { name: 'Add' }).click();
    const link = await page.getByRole('textbox', { name: 'One-time link' }).inputValue();
    await page.close();
    await browser.close();

    const viewer = await startBrowser();
    const { page: seen } = await viewer.open(link);
    await seen.getByLabel('New password').fill(PASSWORD);
    await seen.getByRole('button', { name: 'Continue' }).click();
    await seen.getByRole('heading', { level: 1, name: 'Home' }).waitFor();
    const forbidden = /^(Add|New|Edit|Delete|Save(?! as)|Set up|Refresh|Run|Deactivate|Duplicate|Cancel refresh)/;
    for (const path of [
      '/',
      '/data/sources',
      '/data/sources/Shop',
      '/segments/HighValue',
      '/unify',
      '/admin/exports',
    ]) {
      await seen.goto(`${server.address}${path}`);
      await seen.locator('h1').waitFor();
      await seen.waitForFunction(() => document.querySelector('.fui-Skeleton') === null);
      expect([path, await seen.getByRole('button', { name: forbidden }).allTextContents()]).toEqual([path, []]);
    }
    expect(await seen.getByRole('link', { name: 'Permissions' }).count()).toBe(0);
    const status = await seen.evaluate(async () => {
      const session = (await (await fetch('/api/session')).json()) as { csrfToken: string };
      const headers = { 'content-type': 'application/json', 'x-fluxu-csrf': session.csrfToken };
      const answer = await fetch('/api/refreshes', {
        method: 'POST',
        headers,
        body: JSON.stringify({ scope: { kind: 'full' } }),
      });
      return [answer.status, (await fetch('/api/users')).status];
    });
    expect(status).toEqual([403, 403]);
    await viewer.close();
  });
});
