import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Flow } from '../../src/model/flow.ts';
import { findBarriers } from './support/accessibility.ts';
import { type OpenedPages, openPages } from './support/opened-pages.ts';
import { segmentTrigger } from './support/segment-trigger.ts';
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
    const definition = { triggers: { When_the_segment_crosses: segmentTrigger() }, actions: {} };
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

  it('carries the options of a threshold that was tried to the flow that is made of it', async () => {
    const { page, faults } = await pages.open('/segments/HighValue');
    await page.getByRole('spinbutton', { name: 'Threshold', exact: true }).fill('3');
    await page.getByText('More options').click();
    await page.getByRole('combobox', { name: 'Direction' }).selectOption('down');
    await page.getByRole('button', { name: 'Create a flow with this threshold' }).click();
    const direction = page.getByRole('combobox', { name: 'Direction' });
    await direction.waitFor();
    expect(await direction.inputValue()).toBe('down');
    await page.getByText(`would have fired 1 time in ${SIZES.length} refreshes`).waitFor();
    await page.getByRole('spinbutton', { name: 'Re-arm level' }).fill('5');
    expect(await findBarriers(page)).toEqual([]);
    await page.getByRole('textbox', { name: 'Name of the flow' }).fill('Shrinks');
    await page.getByRole('button', { name: 'Add more steps' }).click();
    await page.waitForURL('**/flows/Shrinks/edit');
    const { definition } = await company.app.definitions.get('flow', 'Shrinks');
    const [trigger] = Object.values((definition as Flow).definition['triggers'] as Record<string, object>);
    const parameters = { dataset: 'default', segment: 'HighValue', threshold: 3, direction: 'down', rearmLevel: 5 };
    expect(trigger).toMatchObject({ inputs: { parameters } });
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

interface DrawnText {
  readonly text: string;
  readonly left: number;
  readonly right: number;
  readonly y: number;
}

/** Texts that the plots of a page wrote last, with their places in pixels of the canvas. */
async function drawnTexts(page: Page): Promise<readonly DrawnText[]> {
  await page.locator('.uplot canvas').waitFor();
  return page.evaluate(() => (globalThis as unknown as { drawnTexts: DrawnText[] }).drawnTexts);
}

/** Notes what a canvas writes, beside writing it; a plot that is drawn anew begins by clearing it. */
function noteTexts(): void {
  const kept = globalThis as unknown as { drawnTexts: DrawnText[] };
  kept.drawnTexts = [];
  const { fillText, clearRect } = CanvasRenderingContext2D.prototype;
  CanvasRenderingContext2D.prototype.fillText = function (text, x, y) {
    const { width } = this.measureText(text);
    const left = this.textAlign === 'center' ? x - width / 2 : this.textAlign === 'right' ? x - width : x;
    kept.drawnTexts.push({ text, left, right: left + width, y });
    fillText.call(this, text, x, y);
  };
  CanvasRenderingContext2D.prototype.clearRect = function (...area) {
    kept.drawnTexts = [];
    clearRect.apply(this, area);
  };
}

/** Notes the triangles that a canvas fills, by the sides that their tips are on. */
function noteMarks(): void {
  const kept = globalThis as unknown as { marks: string[]; path: number[] };
  kept.marks = [];
  kept.path = [];
  const { beginPath, moveTo, lineTo, fill, clearRect } = CanvasRenderingContext2D.prototype;
  CanvasRenderingContext2D.prototype.beginPath = function () {
    kept.path = [];
    beginPath.call(this);
  };
  CanvasRenderingContext2D.prototype.moveTo = function (x, y) {
    kept.path.push(y);
    moveTo.call(this, x, y);
  };
  CanvasRenderingContext2D.prototype.lineTo = function (x, y) {
    kept.path.push(y);
    lineTo.call(this, x, y);
  };
  CanvasRenderingContext2D.prototype.fill = function (...given: unknown[]) {
    const [tip = 0, base = 0] = kept.path;
    if (kept.path.length === 3) kept.marks.push(tip < base ? 'up' : 'down');
    (fill as (...all: unknown[]) => void).apply(this, given);
  };
  CanvasRenderingContext2D.prototype.clearRect = function (...area) {
    kept.marks = [];
    clearRect.apply(this, area);
  };
}

describe('the plot of a threshold', () => {
  it('marks what crosses upwards with a tip above, and downwards with a tip below', async () => {
    const { page, faults } = await pages.open('/');
    await page.addInitScript(noteMarks);
    await page.goto(`${pages.address}/segments/HighValue`);
    await page.getByRole('spinbutton', { name: 'Threshold', exact: true }).fill('3');
    const marks = () => page.evaluate(() => (globalThis as unknown as { marks: string[] }).marks);
    await expect.poll(marks).toEqual(['up', 'up', 'up']);
    await page.getByText('More options').click();
    await page.getByRole('combobox', { name: 'Direction' }).selectOption('both');
    await expect.poll(marks).toEqual(['up', 'down', 'up', 'up']);
    await page.close();
    expect(faults).toEqual([]);
  });

  const openNoted = async (own: OpenedPages, path: string, languages = ['en-GB']) => {
    const opened = await own.open('/');
    await opened.page.addInitScript(noteTexts);
    await opened.page.addInitScript((wanted) => {
      Object.defineProperty(navigator, 'languages', { get: () => wanted });
    }, languages);
    await opened.page.goto(`${own.address}${path}`);
    return opened;
  };

  it.each([1440, 360])('names times of the day that do not overlap where they are long, %d px wide', async (width) => {
    const { page, faults } = await openNoted(pages, '/segments/HighValue', ['en-US']);
    await page.setViewportSize({ width, height: 900 });
    await page.reload();
    const times = (await drawnTexts(page)).filter(({ text }) => /\d (AM|PM)$/.test(text));
    expect(times.length).toBeGreaterThan(0);
    const ends = times.toSorted((one, other) => one.left - other.left);
    expect(ends.filter(({ left }, index) => index > 0 && left < (ends[index - 1]?.right ?? 0) + 8)).toEqual([]);
    await page.close();
    expect(faults).toEqual([]);
  });

  it('has the same numbers as a table, in a form too', async () => {
    const { page } = await pages.open('/segments/HighValue/edit');
    await page.getByText('The same numbers as a table').click();
    const rows = page.getByRole('group', { name: 'The same numbers as a table' }).getByRole('row');
    await expect.poll(() => rows.count()).toBe(SIZES.length + 1);
    await page.close();
  });

  it('of a single refresh is one point with its date', async () => {
    const young = await openSmallCompany();
    await young.refresh();
    const own = await openPages(young.app);
    const { page, faults } = await openNoted(own, '/segments/HighValue');
    const texts = (await drawnTexts(page)).map(({ text }) => text);
    const moments = texts.filter((text) => /\d:\d\d/.test(text));
    expect(moments).toEqual([expect.stringMatching(/^\d+ \w+ \d{4}, \d\d:\d\d$/)]);
    expect(faults).toEqual([]);
    await own.close();
    await young.close();
  });
});
