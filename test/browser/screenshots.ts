import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import type { Page } from 'playwright-core';
import { type Browser, startBrowser } from './support/browser.ts';
import { openBusyCompany } from './support/busy-company.ts';
import { contactSheet, type Picture } from './support/contact-sheet.ts';
import { addressOf, PAGES } from './support/pages.ts';
import { showScheme } from './support/scheme.ts';

const FOLDER = fileURLToPath(new URL('../../dist/screenshots', import.meta.url));
/** Pages looked at side by side: more gain nothing on two cores. */
const PAGES_AT_ONCE = 3;
/** Time for what loads late: cards, plots. */
const SETTLE_MILLISECONDS = 200;
const HEIGHTS: Readonly<Record<number, number>> = { 360: 780, 768: 1024 };

const { values } = parseArgs({
  options: {
    language: { type: 'string', multiple: true, default: ['en'] },
    view: { type: 'string', multiple: true, default: ['1440-light', '1440-dark', '360-light'] },
    page: { type: 'string', default: '' },
    help: { type: 'boolean', short: 'h' },
  },
});

if (values.help) {
  process.stdout.write(
    'npm run screenshots -- [--language en|eu] … [--view 360|768|1440-light|dark] … [--page <part of its name>]\n',
  );
  process.exit();
}

// Writes a picture of every page in every view, and a sheet with all of them:
// npm run screenshots -- --language eu --view 768-dark --page segment (what the page's name contains)
rmSync(FOLDER, { recursive: true, force: true });
mkdirSync(FOLDER, { recursive: true });
const company = await openBusyCompany();
const pictures: Picture[] = [];
for (const language of values.language) {
  const browser = await startBrowser({ language: language === 'eu' ? 'eu' : 'en' });
  await company.signIn(browser.context);
  const names = Object.keys(PAGES).filter((name) => name.includes(values.page));
  const left = names.values();
  const lookers = Array.from({ length: PAGES_AT_ONCE }, async () => {
    for (const name of left) pictures.push(...(await photograph(browser, name, language)));
  });
  await Promise.all(lookers);
  await browser.close();
}
await company.close();
const order = Object.keys(PAGES);
pictures.sort((one, other) => order.indexOf(one.page) - order.indexOf(other.page));
writeFileSync(join(FOLDER, 'index.html'), contactSheet(pictures));
process.stdout.write(`${pictures.length} pictures: ${join(FOLDER, 'index.html')}\n`);

/** Opens a page once and takes its picture in each view. */
async function photograph(browser: Browser, name: string, language: string): Promise<readonly Picture[]> {
  const { page, faults } = await browser.open(`${company.address}${addressOf(PAGES[name] ?? '/', company.places)}`);
  const taken: Picture[] = [];
  for (const view of values.view) {
    const [width, scheme] = view.split('-');
    const colorScheme = scheme === 'dark' ? 'dark' : 'light';
    await page.emulateMedia({ reducedMotion: 'reduce' });
    await page.setViewportSize({ width: Number(width), height: HEIGHTS[Number(width)] ?? 900 });
    await showScheme(page, colorScheme);
    await settle(page);
    const file = `${name}-${language}-${view}.png`;
    await page.screenshot({ path: join(FOLDER, file), fullPage: true });
    taken.push({ page: name, view: `${language} ${view}`, file, faults });
  }
  await page.close();
  if (faults.length > 0) process.stdout.write(`${name}\n  ${faults.join('\n  ')}\n`);
  return taken;
}

async function settle(page: Page): Promise<void> {
  await page.locator('h1').waitFor();
  await page.evaluate(() => document.fonts.ready);
  await page.waitForFunction(() => document.querySelector('.fui-Skeleton, .fui-Spinner') === null);
  await page.waitForTimeout(SETTLE_MILLISECONDS);
}
