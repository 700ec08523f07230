import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Reader, startBrowser } from './support/browser.ts';
import { openBusyCompany } from './support/busy-company.ts';
import { addressOf, PAGES } from './support/pages.ts';

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
const company = await openBusyCompany();
for (const [reader, settings] of Object.entries(READERS)) {
  const browser = await startBrowser(settings);
  await company.signIn(browser.context);
  for (const [name, path] of Object.entries(PAGES)) {
    const { page, faults } = await browser.open(`${company.address}${addressOf(path, company.places)}`);
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
await company.close();
