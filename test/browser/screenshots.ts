import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createHttpServer } from '../../src/http/server.ts';
import { type Reader, startBrowser, WEB_ROOT } from './support/browser.ts';
import { PAGES } from './support/pages.ts';
import { openSmallCompany } from './support/small-company.ts';

const FOLDER = fileURLToPath(new URL('../../dist/screenshots', import.meta.url));
/** Time for what loads late: cards, plots. */
const SETTLE_MILLISECONDS = 300;
const READERS: Readonly<Record<string, Reader>> = {
  light: {},
  dark: { scheme: 'dark' },
  'eu-light': { language: 'eu' },
  'eu-dark': { language: 'eu', scheme: 'dark' },
  tablet: { width: 768, height: 1024 },
  phone: { width: 360, height: 780, scheme: 'dark', language: 'eu' },
};

// Writes a picture of every page for every reader: node test/browser/screenshots.ts
mkdirSync(FOLDER, { recursive: true });
const company = await openSmallCompany();
await company.refresh();
company.deliverContacts(5);
company.loseSurvey();
await company.refresh();
const server = await createHttpServer(company.app, { access: 'open', webRoot: WEB_ROOT, version: '0.1.0' });
const address = await server.listen();
for (const [reader, settings] of Object.entries(READERS)) {
  const browser = await startBrowser(settings);
  for (const [name, path] of Object.entries(PAGES)) {
    const { page, faults } = await browser.open(`${address}${path}`);
    await page.locator('h1').waitFor();
    await page.waitForLoadState('load');
    await page.evaluate(() => document.fonts.ready);
    await page.waitForFunction(() => document.querySelector('.fui-Skeleton') === null);
    await page.waitForTimeout(SETTLE_MILLISECONDS);
    const file = join(FOLDER, `${name}-${reader}.png`);
    await page.screenshot({ path: file, fullPage: true });
    await page.close();
    process.stdout.write(`${file}${faults.length > 0 ? `\n  ${faults.join('\n  ')}` : ''}\n`);
  }
  await browser.close();
}
await server.close();
await company.close();
