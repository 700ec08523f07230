import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createHttpServer, type HttpServer } from '../../src/http/server.ts';
import { type Browser, buildPages, startBrowser, WEB_ROOT } from './support/browser.ts';
import { openSmallCompany, type SmallCompany } from './support/small-company.ts';

let company: SmallCompany;
let server: HttpServer;
beforeAll(async () => {
  buildPages();
  company = await openSmallCompany();
  await company.refresh();
  company.deliverContacts(5);
  company.loseSurvey();
  await company.refresh();
  server = await createHttpServer(company.app, { access: 'open', webRoot: WEB_ROOT, version: '0.1.0' });
  await server.listen();
});
afterAll(async () => {
  await server.close();
  await company.close();
});

describe('a reader', () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await startBrowser();
  });
  afterAll(() => browser.close());

  it('sees of each threshold exactly the firings that the engine would have had', async () => {
    const { page } = await browser.open(`${server.address}/segments/HighValue`);
    const field = page.getByRole('spinbutton', { name: 'Threshold', exact: true });
    for (const threshold of [1, 2, 3, 4, 5, 6]) {
      const { firings } = await company.app.triggers.backtest({
        trigger: 'SegmentThresholdCrossed',
        parameters: { segment: 'HighValue', threshold },
      });
      await field.fill(String(threshold));
      await page.getByText(`would have fired ${firings} time${firings === 1 ? '' : 's'} in 2 refreshes`).waitFor();
    }
    await page.close();
  });

  it('drags the threshold on the plot', async () => {
    const { page } = await browser.open(`${server.address}/segments/HighValue`);
    const plot = page.locator('.u-over');
    await plot.waitFor();
    const threshold = page.getByRole('spinbutton', { name: 'Threshold', exact: true });
    // The plot moves while what stands above it comes in.
    const drag = async () => {
      const box = (await plot.boundingBox()) ?? { x: 0, y: 0, width: 0, height: 0 };
      await page.mouse.move(box.x + 40, box.y + box.height - 10);
      await page.mouse.down();
      await page.mouse.move(box.x + 40, box.y + 4, { steps: 4 });
      await page.mouse.up();
      return Number(await threshold.inputValue());
    };
    await expect.poll(drag).toBeGreaterThan(4);
    await page.close();
  });

  it('searches, filters and sorts rows on the server and finds all of it in the address', async () => {
    const { page } = await browser.open(`${server.address}/data/entities/Customer`);
    await page.getByRole('searchbox', { name: 'Search' }).fill('person7@example.org');
    await page.getByText('1 row', { exact: true }).waitFor();
    await page.getByRole('button', { name: 'FullName' }).click();
    await expect.poll(() => new URL(page.url()).searchParams.get('sort')).toBe('FullName');
    await page.reload();
    await page.getByText('1 row', { exact: true }).waitFor();
    await page.close();
  });

  it('shows what is different from the refresh before, by attribute', async () => {
    const { page } = await browser.open(`${server.address}/data/sources/Shop`);
    await page.getByRole('link', { name: 'By attribute' }).click();
    await page
      .getByRole('row', { name: /^Spend/ })
      .getByText('500 42%')
      .waitFor();
    await page.goto(`${server.address}/data/entities/SegmentMembership?tab=attributes`);
    await page
      .getByRole('row', { name: /^CustomerId/ })
      .getByText('Different +3')
      .waitFor();
    await page.close();
  });

  it('tries a change of the match rules before it is kept', async () => {
    const { page } = await browser.open(`${server.address}/unify/edit?step=match`);
    const preview = page.getByRole('region', { name: 'Preview' });
    await preview.getByText('Customer profiles · as many as now').waitFor();
    await page.getByRole('switch', { name: 'Active' }).first().click();
    await preview.getByText('Customer profiles · +12 compared with now').waitFor();
    await page.getByRole('button', { name: /\bReview$/ }).click();
    await page.getByText('/rules/0/isActive').waitFor();
    await page.close();
  });

  it('makes a segment with the sizes beside it, and takes a deletion back', async () => {
    const { page } = await browser.open(`${server.address}/segments/new`);
    await page.getByRole('textbox', { name: 'Display name' }).fill('Small spenders');
    await page.getByRole('button', { name: 'Add condition' }).click();
    await page.getByRole('combobox', { name: 'Attribute or measure' }).selectOption('Spend');
    await page.getByRole('combobox', { name: 'Comparison' }).selectOption('lessThan');
    await page.getByRole('spinbutton', { name: 'Value' }).fill('100');
    await page.getByText('7 customers').first().waitFor();
    await page.getByRole('button', { name: 'Save and refresh' }).click();
    await page.getByRole('link', { name: 'Small spenders' }).click();
    await page.getByRole('button', { name: 'Delete' }).click();
    await page.getByRole('dialog').getByText('Nothing else uses it.').waitFor();
    await page.getByRole('dialog').getByRole('button', { name: 'Delete' }).click();
    await page.getByRole('button', { name: 'Undo' }).click();
    await page.getByRole('link', { name: 'Small spenders' }).waitFor();
    await page.close();
  });

  it('is told what uses a thing before it can be deleted', async () => {
    const { page } = await browser.open(`${server.address}/segments/HighValue`);
    await page.getByRole('button', { name: 'Delete' }).click();
    await page.getByRole('dialog').getByText('ManyHighValue').waitFor();
    expect(await page.getByRole('dialog').getByRole('button', { name: 'Delete' }).getAttribute('aria-disabled')).toBe(
      'true',
    );
    await page.close();
  });

  it('is told when an address leads nowhere', async () => {
    for (const path of ['/no/such/page', '/flows/Nope/edit', '/segments/Nope/edit']) {
      const { page } = await browser.open(`${server.address}${path}`);
      await page.getByText('There is no such page').waitFor();
      await page.close();
    }
  });
});
