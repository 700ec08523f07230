import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type OpenedPages, openPages } from './support/opened-pages.ts';
import { openSmallCompany, type SmallCompany } from './support/small-company.ts';

/** Members of the segment in one refresh after the other. */
const SIZES = [2, 5, 1, 4, 3, 6];
const THRESHOLDS = [1, 2, 3, 4, 5, 6];

let company: SmallCompany;
let pages: OpenedPages;
beforeAll(async () => {
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
  pages = await openPages(company.app);
});
afterAll(async () => {
  await pages.close();
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
    const { page } = await pages.open('/segments/HighValue');
    await page.getByRole('spinbutton', { name: 'Threshold', exact: true }).fill(String(threshold));
    await page
      .getByText(`would have fired ${fired} time${fired === 1 ? '' : 's'} in ${SIZES.length} refreshes`)
      .waitFor();
    await page.close();
  });
});
