import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Browser, buildPages, startBrowser } from './support/browser.ts';
import { type BusyCompany, openBusyCompany } from './support/busy-company.ts';

let company: BusyCompany;
let browser: Browser;
beforeAll(async () => {
  buildPages();
  company = await openBusyCompany();
  browser = await startBrowser();
  await company.signIn(browser.context);
});
afterAll(async () => {
  await browser.close();
  await company.close();
});

/** Presses a command on the page of the run and gives the run that it leads to, once that has ended. */
async function again(command: string, open?: string) {
  const { run } = company.places;
  const { page, faults } = await browser.open(`${company.address}/flows/runs/${run}`);
  if (open !== undefined) await page.locator('summary', { hasText: open }).click();
  await page.getByRole('button', { name: command, exact: true }).click();
  await page.waitForURL((url) => url.pathname.startsWith('/flows/runs/') && !url.pathname.endsWith(run));
  const { runs } = company.company.app;
  const runId = new URL(page.url()).pathname.split('/').at(-1) ?? '';
  await expect.poll(async () => (await runs.get(runId)).status).toBe('Succeeded');
  await page.getByText('Succeeded').first().waitFor();
  await page.close();
  expect(faults).toEqual([]);
  return { before: await runs.get(run), after: await runs.get(runId) };
}

const endedAt = (actions: readonly { readonly name: string; readonly endedAt?: string | undefined }[], name: string) =>
  actions.find((action) => action.name === name)?.endedAt;

function outputsOf(actions: readonly { readonly name: string; readonly outputs?: unknown }[]): Record<string, unknown> {
  return Object.fromEntries(actions.map(({ name, outputs }) => [name, outputs]));
}

describe('somebody who looks at a run', () => {
  it('opens an action, and prints what went in and came out of every one and no command', async () => {
    const { page, faults } = await browser.open(`${company.address}/flows/runs/${company.places.run}`);
    const inputs = page.locator('details').first().getByText('Inputs', { exact: true });
    await inputs.waitFor({ state: 'attached' });
    expect(await inputs.isVisible()).toBe(false);
    const mark = page.locator('summary').first().locator('svg').first();
    const turn = () => mark.evaluate((element) => getComputedStyle(element).transform);
    expect(await turn()).toBe('none');
    await page.locator('summary').first().click();
    await expect.poll(turn).not.toBe('none');
    await page.locator('summary').first().click();
    await page.emulateMedia({ media: 'print' });
    expect(await inputs.isVisible()).toBe(true);
    expect(await page.getByRole('button').filter({ visible: true }).count()).toBe(0);
    await page.close();
    expect(faults).toEqual([]);
  });

  it('resubmits it from the start: every action runs again with the same trigger outputs', async () => {
    const { before, after } = await again('Resubmit');
    expect(after).toMatchObject({ resubmittedFrom: before.runId, triggerOutputs: before.triggerOutputs });
    expect(outputsOf(after.actions)).toEqual(outputsOf(before.actions));
    expect(outputsOf(after.actions)['Say']).toBe('High value has grown');
    expect(endedAt(after.actions, 'Say')).not.toBe(endedAt(before.actions, 'Say'));
  });

  it('resubmits it from an action: what came before is taken over as it was', async () => {
    const { before, after } = await again('Resubmit from Each', 'Each');
    expect(after.resubmittedFrom).toBe(before.runId);
    expect(endedAt(after.actions, 'Say')).toBe(endedAt(before.actions, 'Say'));
    expect(endedAt(after.actions, 'Each')).not.toBe(endedAt(before.actions, 'Each'));
    expect(after.actions.find(({ name }) => name === 'Count')?.repetitions).toBe(3);
  });
});

describe('a run that one of our triggers started', () => {
  it.each([
    ['The event that started it', 'Tell of growth'],
    ['The refresh that caused it', 'Full refresh'],
  ])('leads to %s', async (link, heading) => {
    const { page, faults } = await browser.open(`${company.address}/flows/runs/${company.places.run}`);
    await page.getByRole('link', { name: link }).click();
    await page.getByRole('heading', { level: 1, name: heading }).waitFor();
    await page.close();
    expect(faults).toEqual([]);
  });
});
