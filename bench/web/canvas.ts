import type { Page } from 'playwright-core';
import { BIG_FLOW } from './workspace.ts';

const ROUNDS = 5;

/** Seconds, the median of some rounds, in a real Chromium. */
export interface CanvasFigures {
  /** From the click on the flow's page until the cards of the first view can be used. */
  readonly fromPage: number;
  /** From the address, with the application loaded anew. */
  readonly fromAddress: number;
}

/** Opens the flow of many actions again and again. */
export async function measureCanvas(address: string, cookie: string): Promise<CanvasFigures> {
  const { startBrowser } = await import('../../test/browser/support/browser.ts');
  const browser = await startBrowser();
  const [name = '', value = ''] = cookie.split('=');
  await browser.context.addCookies([{ name, value, url: address }]);
  try {
    const { page } = await browser.open(`${address}/flows/${BIG_FLOW}`);
    const fromPage: number[] = [];
    const fromAddress: number[] = [];
    for (let round = 0; round <= ROUNDS; round++) {
      await page.goto(`${address}/flows/${BIG_FLOW}/edit`, { waitUntil: 'commit' });
      fromAddress.push(await settledAt(page));
      await page.goto(`${address}/flows/${BIG_FLOW}`);
      const edit = page.getByRole('button', { name: 'Open in the designer' });
      await edit.waitFor();
      await page.waitForLoadState('networkidle');
      const clickedAt = await edit.evaluate((element: HTMLElement) => {
        const now = performance.now() / 1000;
        element.click();
        return now;
      });
      fromPage.push((await settledAt(page)) - clickedAt);
    }
    return { fromPage: median(fromPage.slice(1)), fromAddress: median(fromAddress.slice(1)) };
  } finally {
    await browser.close();
  }
}

/** The page's own clock, in seconds, once the trigger's card is painted. */
function settledAt(page: Page): Promise<number> {
  return page.evaluate(
    () =>
      new Promise<number>((resolve) => {
        const look = () => {
          const card = document.querySelector('.react-flow__node-step');
          if (card && card.getBoundingClientRect().height > 0 && getComputedStyle(card).visibility === 'visible')
            requestAnimationFrame(() => requestAnimationFrame(() => resolve(performance.now() / 1000)));
          else requestAnimationFrame(look);
        };
        look();
      }),
  );
}

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
}
