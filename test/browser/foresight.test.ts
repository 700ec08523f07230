import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createHttpServer, type HttpServer } from '../../src/http/server.ts';
import { type Browser, buildPages, startBrowser, WEB_ROOT } from './support/browser.ts';
import { openSmallCompany, type SmallCompany } from './support/small-company.ts';

/** Members of the segment in one refresh after the other. */
const SIZES = [2, 5, 1, 4, 3, 6];
const THRESHOLDS = [1, 2, 3, 4, 5, 6];

let company: SmallCompany;
let server: HttpServer;
let browser: Browser;
beforeAll(async () => {
  buildPages();
  company = await openSmallCompany();
  for (const threshold of THRESHOLDS) {
    const name = `Above${threshold}`;
    const parameters = { segment: 'HighValue', threshold };
    const definition = { name, displayName: name, trigger: 'SegmentThresholdCrossed', parameters };
    await company.app.definitions.put({ kind: 'trigger', name, definition, changedBy: 'test' });
  }
  for (const size of SIZES) {
    company.deliverContacts(size);
    await company.refresh();
  }
  server = await createHttpServer(company.app, { access: 'open', webRoot: WEB_ROOT, version: '0.1.0' });
  await server.listen();
  browser = await startBrowser();
});
afterAll(async () => {
  await browser.close();
  await server.close();
  await company.close();
});

describe('the preview of a threshold', () => {
  it.each(THRESHOLDS)('tells for %d as many firings as the engine had in the refreshes', async (threshold) => {
    const watcher = (await company.app.triggers.list()).find(({ displayName }) => displayName === `Above${threshold}`);
    const { items } = await company.app.triggers.evaluations(String(watcher?.watcherId), { limit: 50 });
    const fired = items.filter(({ hasFired }) => hasFired).length;
    expect(fired).toBe(
      SIZES.filter((size, index) => (SIZES[index - 1] ?? size) <= threshold && size > threshold).length,
    );
    const { page } = await browser.open(`${server.address}/segments/HighValue`);
    await page.getByRole('spinbutton', { name: 'Threshold', exact: true }).fill(String(threshold));
    await page
      .getByText(`would have fired ${fired} time${fired === 1 ? '' : 's'} in ${SIZES.length} refreshes`)
      .waitFor();
    await page.close();
  });
});
