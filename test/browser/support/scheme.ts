import type { Page } from 'playwright-core';

const TRIES = 6;

/**
 * Shows a page in a scheme of colours. A page that draws nothing just then is not always told of a change of the system's
 * scheme by the browser, so that it is made again until the page has followed.
 *
 * @throws When the page has not followed after half a minute.
 */
export async function showScheme(page: Page, scheme: 'light' | 'dark'): Promise<void> {
  const shown = page.locator(`html[data-scheme=${scheme}]`);
  for (let tries = 1; ; tries++) {
    await page.emulateMedia({ colorScheme: scheme });
    try {
      return await shown.waitFor({ state: 'attached', timeout: 5000 });
    } catch (cause) {
      if (tries === TRIES) throw cause;
      await page.emulateMedia({ colorScheme: scheme === 'light' ? 'dark' : 'light' });
    }
  }
}
