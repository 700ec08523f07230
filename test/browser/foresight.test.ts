import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findBarriers } from './support/accessibility.ts';
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

const firingsOver = (threshold: number) =>
  SIZES.filter((size, index) => (SIZES[index - 1] ?? size) <= threshold && size > threshold).length;

const thresholdField = (page: Page) =>
  page
    .getByRole('spinbutton', { name: 'Threshold', exact: true })
    .or(page.getByRole('textbox', { name: 'Threshold', exact: true }));

/** Drags the line of the plot to a share of its height, and gives the threshold that the form has then. */
async function dragTo(page: Page, share: number): Promise<number> {
  const plot = page.locator('.u-over');
  await plot.scrollIntoViewIfNeeded();
  const { x, y, width, height } = (await plot.boundingBox()) ?? { x: 0, y: 0, width: 0, height: 0 };
  await page.mouse.move(x + width / 2, y + height * 0.9);
  await page.mouse.down();
  await page.mouse.move(x + width / 2, y + height * share, { steps: 5 });
  await page.mouse.up();
  const field = thresholdField(page);
  return Number((await field.inputValue().catch(() => undefined)) ?? (await field.textContent()));
}

/** Where a threshold is written, and how the segment is chosen there. */
const FORMS: Readonly<Record<string, (page: Page) => Promise<unknown>>> = {
  '/segments/HighValue/edit': async () => undefined,
  '/triggers/definitions/Above3': async () => undefined,
  '/flows/new?trigger=SegmentThresholdCrossed': (page) =>
    page.getByRole('combobox', { name: 'Segment' }).selectOption('HighValue'),
  '/flows/Growth/edit': (page) => page.getByRole('button', { name: /^When the segment crosses/ }).click(),
};

describe('a form with a threshold', () => {
  beforeAll(async () => {
    const trigger = {
      type: 'OpenApiConnectionWebhook',
      inputs: {
        host: {
          apiId: '/providers/Microsoft.PowerApps/apis/shared_customerinsights',
          connectionName: 'shared_customerinsights',
          operationId: 'OnSegmentThresholdCrossed',
        },
        parameters: { dataset: 'default', segment: 'HighValue', threshold: 3 },
      },
    };
    const definition = { triggers: { When_the_segment_crosses: trigger }, actions: {} };
    const flow = { name: 'Growth', state: 'stopped', definition };
    await company.app.definitions.put({ kind: 'flow', name: 'Growth', definition: flow, changedBy: 'test' });
  });

  it('lets a flow begin only with a segment and a threshold', async () => {
    const { page, faults } = await pages.open('/flows/new?trigger=SegmentThresholdCrossed');
    const begin = page.getByRole('button', { name: 'Add more steps' });
    const isOff = () => begin.getAttribute('aria-disabled');
    await begin.waitFor();
    expect(await isOff()).toBe('true');
    await page.getByRole('combobox', { name: 'Segment' }).selectOption('HighValue');
    expect(await isOff()).toBe('true');
    await page.getByRole('spinbutton', { name: 'Threshold' }).fill('3');
    await expect.poll(isOff).not.toBe('true');
    await page.close();
    expect(faults).toEqual([]);
  });

  it('says in an empty field of a segment which threshold the plot shows', async () => {
    const { page, faults } = await pages.open('/segments/HighValue/edit');
    const field = page.getByRole('spinbutton', { name: 'Threshold', exact: true });
    const { segments } = await page.evaluate(async () => (await fetch('/api/home')).json());
    expect(segments[0].threshold).toBeGreaterThan(0);
    await expect.poll(() => field.getAttribute('placeholder')).toBe(String(segments[0].threshold));
    await page.close();
    expect(faults).toEqual([]);
  });

  it.each(Object.entries(FORMS))('shows on %s what the line that is dragged would have fired', async (path, choose) => {
    const { page, faults } = await pages.open(path);
    await page
      .getByRole('heading', { level: 1 })
      .or(page.getByRole('button', { name: 'Publish' }))
      .first()
      .waitFor();
    await choose(page);
    for (const share of [0.3, 0.6]) {
      const threshold = await dragTo(page, share);
      const fired = firingsOver(threshold);
      await page
        .getByText(`would have fired ${fired} time${fired === 1 ? '' : 's'} in ${SIZES.length} refreshes`)
        .waitFor();
    }
    expect(await findBarriers(page)).toEqual([]);
    await page.close();
    expect(faults).toEqual([]);
  });
});
