import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { findBarriers } from './support/accessibility.ts';
import { smallCompanyForFile } from './support/opened-company.ts';

const opened = smallCompanyForFile(({ app }) => app.start());

const compose = (inputs: unknown, ...after: readonly string[]) => ({
  type: 'Compose',
  inputs,
  runAfter: Object.fromEntries(after.map((name) => [name, ['Succeeded']])),
});
const focused = (page: Page) => page.locator(':focus');
const bar = (page: Page) => page.getByRole('toolbar', { name: 'Tools of the designer' });

describe('a panel that a command of the bar opens', () => {
  it.each([
    ['Flow checker', 'Flow checker'],
    ['Versions', 'Versions'],
    ['Test', 'Test'],
  ])('%s has the focus; Escape and its button close it and give the focus back', async (command, heading) => {
    await opened.putFlow('Focus', { Say: compose('a') });
    const { page, faults } = await opened.pages.open('/flows/Focus/edit');
    const button = bar(page).getByRole('button', { name: command });
    const title = page.getByRole('heading', { name: heading, level: 2 });
    await button.focus();
    await page.keyboard.press('Enter');
    await title.and(focused(page)).waitFor();
    expect(await findBarriers(page)).toEqual([]);
    await page.keyboard.press('Escape');
    await title.waitFor({ state: 'detached' });
    await button.and(focused(page)).waitFor();
    await page.keyboard.press('Enter');
    await title.and(focused(page)).waitFor();
    await page.keyboard.press('Tab');
    await page.getByRole('button', { name: 'Close' }).and(focused(page)).waitFor();
    await page.keyboard.press('Enter');
    await title.waitFor({ state: 'detached' });
    await button.and(focused(page)).waitFor();
    await page.close();
    expect(faults).toEqual([]);
  });

  it('opened by its address gives the focus to its command when it is closed', async () => {
    await opened.putFlow('Address', { Say: compose('a') });
    const { page } = await opened.pages.open('/flows/Address/edit?view=versions');
    await page.getByRole('heading', { name: 'Versions', level: 2 }).and(focused(page)).waitFor();
    await page.keyboard.press('Escape');
    await bar(page).getByRole('button', { name: 'Versions' }).and(focused(page)).waitFor();
    await page.close();
  });
});

describe('the checker', () => {
  it('lists errors before warnings, in each from the top of the flow down', async () => {
    await opened.putFlow('Faulty', {
      Last_step: compose("@outputs('Nobody')", 'In_between'),
      In_between: compose("@outputs('In_between')", 'First_step'),
      First_step: compose("@body('Nobody')"),
    });
    const { page } = await opened.pages.open('/flows/Faulty/edit?view=checker');
    const panel = page.getByRole('complementary', { name: 'Flow checker' });
    await panel.getByRole('listitem').first().waitFor();
    const steps = await panel.locator('li strong').allTextContents();
    expect(steps).toEqual(['Flow', 'Flow', 'First step', 'Last step', 'In between']);
    await page.close();
  });
});

describe('the link to runs', () => {
  it('leads to those of this flow', async () => {
    await opened.putFlow('Runs_of_one', { Say: compose('a') });
    const { page } = await opened.pages.open('/flows/Runs_of_one/edit');
    await page.getByRole('main').getByRole('link', { name: 'Runs', exact: true }).click();
    await page.waitForURL(({ pathname, searchParams }) => {
      return pathname === '/flows/runs' && searchParams.get('flow') === 'Runs_of_one';
    });
    await page.close();
  });
});

describe('the panel of a step', () => {
  it('keeps its tabs in one row', async () => {
    await opened.putFlow('Tabs', { Say: compose('a') });
    const { page } = await opened.pages.open('/flows/Tabs/edit?action=Say');
    await page.setViewportSize({ width: 1440, height: 900 });
    const tabs = page.getByRole('complementary', { name: 'Step', exact: true }).getByRole('tab');
    await tabs.first().waitFor();
    const tops = await tabs.evaluateAll((all) => all.map((tab) => tab.getBoundingClientRect().top));
    expect(tops).toHaveLength(5);
    expect(new Set(tops).size).toBe(1);
    await page.close();
  });
});
