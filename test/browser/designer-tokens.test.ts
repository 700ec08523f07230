import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { findBarriers } from './support/accessibility.ts';
import { smallCompanyForFile } from './support/opened-company.ts';

const opened = smallCompanyForFile(({ app }) => app.start());

const step = (page: Page) => page.getByRole('complementary', { name: 'Step', exact: true });
const field = (page: Page) => step(page).getByRole('textbox', { name: 'Inputs' });
const window = (page: Page) => page.getByRole('dialog', { name: 'Expression in Inputs' });
const expression = (page: Page) => window(page).getByRole('textbox', { name: 'Expression' });
const focusIn = (page: Page) => field(page).and(page.locator(':focus')).waitFor();
const chosen = (page: Page) => page.evaluate(() => getSelection()?.toString());

/** The step of a flow whose field holds this text. */
async function openField(name: string, inputs: string) {
  const First = { type: 'Compose', inputs: 'one', runAfter: {} };
  const Say = { type: 'Compose', inputs, runAfter: { First: ['Succeeded'] } };
  await opened.putFlow(name, { First, Say }, { state: 'started' });
  const { runId } = await opened.company.app.flows.run(name, { body: { name: 'Ane' } });
  await expect.poll(async () => (await opened.company.app.runs.get(runId)).status).toBe('Succeeded');
  const shown = await opened.pages.open(`/flows/${name}/edit?action=Say&run=${runId}`);
  await field(shown.page).waitFor();
  return shown;
}

describe('a token in a field', () => {
  it('is opened by a click and replaced where it stands; undo brings it back', async () => {
    const text = "Kaixo @{outputs('First')}, @{triggerBody()?['name']}!";
    const { page, faults } = await openField('Clicked', text);
    await field(page).getByText("@{triggerBody()?['name']}", { exact: true }).click();
    await expression(page).and(page.locator(':focus')).waitFor();
    expect(await expression(page).textContent()).toBe("triggerBody()?['name']");
    await window(page).getByText('In the run shown: Ane').waitFor();
    expect(await findBarriers(page)).toEqual([]);
    await page.keyboard.press('Control+a');
    await window(page).getByRole('searchbox').fill('toUpper');
    await window(page)
      .getByRole('button', { name: /^toUpper\(/ })
      .click();
    await window(page).getByRole('searchbox').fill('when body');
    await window(page).getByRole('button', { name: 'body', exact: true }).click();
    await page.keyboard.type("?['name']");
    await window(page).getByText('In the run shown: ANE').waitFor();
    await window(page).getByRole('button', { name: 'Apply' }).click();
    await window(page).waitFor({ state: 'detached' });
    const replaced = "Kaixo @{outputs('First')}, @{toUpper(triggerBody()?['name'])}!";
    expect(await field(page).textContent()).toBe(replaced);
    await focusIn(page);
    expect(await chosen(page)).toBe("@{toUpper(triggerBody()?['name'])}");
    await page.keyboard.press('ArrowRight');
    await page.keyboard.type('!');
    expect(await field(page).textContent()).toBe(`${replaced}!`);
    await page.keyboard.press('Control+s');
    await page.getByText('Draft', { exact: true }).waitFor();
    const { draft = {} } = await opened.flowOf('Clicked');
    expect(draft['actions']).toMatchObject({ Say: { inputs: `${replaced}!` } });
    await page.getByRole('button', { name: 'Undo' }).click();
    await expect.poll(() => field(page).textContent()).toBe(text);
    await page.close();
    expect(faults).toEqual([]);
  });

  it('is chosen by the arrows and opened by Enter; Escape and Cancel leave it as it is, and the keyboard there', async () => {
    const text = "a @{outputs('First')} b";
    const { page } = await openField('Keyed', text);
    await field(page).focus();
    await page.keyboard.press('Home');
    for (const _letter of 'a @') await page.keyboard.press('ArrowRight');
    expect(await chosen(page)).toBe("@{outputs('First')}");
    await step(page).getByText("Chosen: outputs('First'). Enter edits it.").waitFor({ state: 'attached' });
    await page.keyboard.press('Enter');
    await expression(page).and(page.locator(':focus')).waitFor();
    await page.keyboard.type('?');
    // The first one may still end a completion that was about to open.
    const leave = async () => page.keyboard.press('Escape').then(() => window(page).count());
    await expect.poll(leave).toBe(0);
    await focusIn(page);
    expect(await chosen(page)).toBe("@{outputs('First')}");
    await page.keyboard.press('Enter');
    await window(page).getByRole('button', { name: 'Cancel' }).click();
    await focusIn(page);
    expect(await field(page).textContent()).toBe(text);
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('Backspace');
    expect(await field(page).textContent()).toBe(text);
    await page.keyboard.press('Backspace');
    expect(await field(page).textContent()).toBe('a  b');
    await page.close();
  });

  it('keeps its type when it stands alone, and goes when its expression is emptied', async () => {
    const { page } = await openField('Alone', "@triggerBody()?['name']");
    await field(page).getByText('triggerBody').click();
    await expression(page).fill("@{length(triggerBody()?['name'])}");
    await window(page).getByRole('button', { name: 'Apply' }).click();
    await focusIn(page);
    expect(await field(page).textContent()).toBe("@length(triggerBody()?['name'])");
    await page.keyboard.press('Enter');
    await expression(page).fill('');
    await window(page).getByRole('button', { name: 'Apply' }).click();
    await focusIn(page);
    expect(await field(page).textContent()).toBe('');
    await page.close();
  });
});
