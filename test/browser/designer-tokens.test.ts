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

  it('that is broken over two lines is one piece: End goes behind it, Home before it', async () => {
    const token = "@{triggerOutputs()?['body/entityCount']}";
    const { page } = await openField('Broken', `Lapsing: ${token}`);
    const tops = await field(page)
      .getByText('triggerOutputs')
      .evaluate((chip) => chip.getClientRects().length);
    expect(tops).toBeGreaterThan(1);
    await field(page).focus();
    await page.keyboard.press('End');
    await page.keyboard.type(' X');
    expect(await field(page).textContent()).toBe(`Lapsing: ${token} X`);
    await page.keyboard.press('Home');
    await page.keyboard.type('Y');
    expect(await field(page).textContent()).toBe(`Lapsing: Y${token} X`);
    await page.close();
  });
});

describe('dynamic content', () => {
  const When = {
    type: 'OpenApiConnectionWebhook',
    inputs: {
      host: {
        apiId: '/apis/shared_customerinsights',
        connectionName: 'fluxu',
        operationId: 'OnSegmentThresholdCrossed',
      },
      parameters: { segment: 'Big', threshold: 10 },
    },
  };
  const Say = { type: 'Compose', inputs: '', runAfter: {} };
  const grid = (page: Page) => page.getByRole('grid', { name: 'Dynamic content' });
  const search = (page: Page) => page.getByRole('dialog', { name: 'Dynamic content' }).getByRole('searchbox');
  async function openList(name: string) {
    await opened.putFlow(name, { Say }, { draft: { triggers: { When }, actions: { Say } } });
    const shown = await opened.pages.open(`/flows/${name}/edit?action=Say`);
    await shown.page.getByRole('button', { name: 'Dynamic content for Inputs' }).click();
    await grid(shown.page).waitFor();
    return shown;
  }

  it('is searched and picked by keyboard, by what is said about a value too, and begins empty each time', async () => {
    const { page, faults } = await openList('Searched');
    await search(page).fill('members');
    await page.keyboard.press('ArrowDown');
    await grid(page).getByRole('button').first().and(page.locator(':focus')).waitFor();
    await page.keyboard.press('ArrowUp');
    await search(page).and(page.locator(':focus')).waitFor();
    await page.keyboard.type(' now');
    expect(await grid(page).getByRole('button').allTextContents()).toEqual(['Entity countMembers now.']);
    expect(await findBarriers(page)).toEqual([]);
    await page.keyboard.press('Enter');
    await focusIn(page);
    expect(await field(page).textContent()).toBe("@triggerOutputs()?['body/entityCount']");
    await page.getByRole('button', { name: 'Dynamic content for Inputs' }).click();
    expect(await search(page).inputValue()).toBe('');
    await search(page).fill('nobody has this');
    await page.getByText('Nothing found').waitFor();
    await search(page).fill('');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await focusIn(page);
    const friendly = "@{triggerOutputs()?['body/segmentFriendlyName']}";
    expect(await field(page).textContent()).toContain(friendly);
    await page.close();
    expect(faults).toEqual([]);
  });

  it('lists names, counts and the threshold before what tells of the event, and ids last', async () => {
    const { page } = await openList('Ordered');
    const titles = await grid(page).locator('button > span:first-child').allTextContents();
    expect(titles.slice(0, 5)).toEqual([
      'Segment name',
      'Segment friendly name',
      'Threshold',
      'Direction',
      'Previous entity count',
    ]);
    expect(titles.indexOf('Event id')).toBeGreaterThan(titles.indexOf('Digest'));
    expect(titles.at(-1)).toBe('body');
    await page.close();
  });
});
