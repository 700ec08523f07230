import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { findBarriers } from './support/accessibility.ts';
import { startBrowser } from './support/browser.ts';
import { textOf } from './support/field-text.ts';
import { smallCompanyForFile } from './support/opened-company.ts';
import { segmentTrigger } from './support/segment-trigger.ts';

const opened = smallCompanyForFile(({ app }) => app.start());

const step = (page: Page) => page.getByRole('complementary', { name: 'Step', exact: true });
const field = (page: Page) => step(page).getByRole('textbox', { name: 'Inputs' });
const window = (page: Page) => page.getByRole('dialog', { name: 'Expression in Inputs' });
const expression = (page: Page) => window(page).getByRole('textbox', { name: 'Expression' });
const focusIn = (page: Page) => field(page).and(page.locator(':focus')).waitFor();
const chips = (page: Page) => field(page).getByRole('img');
const chip = (page: Page, name: string) => field(page).getByRole('img', { name });
const chosen = (page: Page) => page.evaluate(() => getSelection()?.toString().trim());

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
    await chip(page, 'Name, from When').click();
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
    await window(page).getByRole('button', { name: 'Body', exact: true }).click();
    await page.keyboard.type("?['name']");
    await window(page).getByText('In the run shown: ANE').waitFor();
    await window(page).getByRole('button', { name: 'Apply' }).click();
    await window(page).waitFor({ state: 'detached' });
    const replaced = "Kaixo @{outputs('First')}, @{toUpper(triggerBody()?['name'])}!";
    expect(await textOf(field(page))).toBe(replaced);
    await focusIn(page);
    expect(await chosen(page)).toContain('toUpper(Name)');
    await page.keyboard.press('ArrowRight');
    await page.keyboard.type('!');
    expect(await textOf(field(page))).toBe(`${replaced}!`);
    await page.keyboard.press('Control+s');
    await page.getByText('Draft', { exact: true }).waitFor();
    const { draft = {} } = await opened.flowOf('Clicked');
    expect(draft['actions']).toMatchObject({ Say: { inputs: `${replaced}!` } });
    await page.getByRole('button', { name: 'Undo' }).click();
    await expect.poll(() => textOf(field(page))).toBe(text);
    await page.close();
    expect(faults).toEqual([]);
  });

  it('is chosen by the arrows and opened by Enter; Escape and Cancel leave it as it is, and the keyboard there', async () => {
    const text = "a @{outputs('First')} b";
    const { page } = await openField('Keyed', text);
    await field(page).focus();
    await page.keyboard.press('Home');
    for (const _letter of 'a @') await page.keyboard.press('ArrowRight');
    expect(await chosen(page)).toBe('Outputs');
    await step(page).getByText('Chosen: Outputs, from First. Enter edits it.').waitFor({ state: 'attached' });
    await page.keyboard.press('Enter');
    await expression(page).and(page.locator(':focus')).waitFor();
    await page.keyboard.type('?');
    // The first one may still end a completion that was about to open.
    const leave = async () => page.keyboard.press('Escape').then(() => window(page).count());
    await expect.poll(leave).toBe(0);
    await focusIn(page);
    expect(await chosen(page)).toBe('Outputs');
    await page.keyboard.press('Enter');
    await window(page).getByRole('button', { name: 'Cancel' }).click();
    await focusIn(page);
    expect(await textOf(field(page))).toBe(text);
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('Backspace');
    expect(await textOf(field(page))).toBe(text);
    await page.keyboard.press('Backspace');
    expect(await textOf(field(page))).toBe('a  b');
    await page.close();
  });

  it('keeps its type when it stands alone, and goes when its expression is emptied', async () => {
    const { page } = await openField('Alone', "@triggerBody()?['name']");
    await chip(page, 'Name, from When').click();
    await expression(page).fill("@{length(triggerBody()?['name'])}");
    await window(page).getByRole('button', { name: 'Apply' }).click();
    await focusIn(page);
    expect(await textOf(field(page))).toBe("@length(triggerBody()?['name'])");
    await page.keyboard.press('Enter');
    await expression(page).fill('');
    await window(page).getByRole('button', { name: 'Apply' }).click();
    await focusIn(page);
    expect(await textOf(field(page))).toBe('');
    await page.close();
  });

  it('is one piece, however long its expression: End goes behind it, Home before it', async () => {
    const token = "@{triggerOutputs()?['body/entityCount']}";
    const { page } = await openField('Broken', `Lapsing: ${token}`);
    await field(page).focus();
    await page.keyboard.press('End');
    await page.keyboard.type(' X');
    expect(await textOf(field(page))).toBe(`Lapsing: ${token} X`);
    await page.keyboard.press('ArrowUp');
    await page.keyboard.press('Home');
    await page.keyboard.type('Y');
    expect(await textOf(field(page))).toBe(`YLapsing: ${token} X`);
    await page.close();
  });

  it('that is broken is none: it stands as it is written, and becomes one once it is whole', async () => {
    const { page } = await openField('Written', '');
    await field(page).click();
    await page.keyboard.type("Kaixo @{outputs('First'");
    expect(await chips(page).count()).toBe(0);
    await page.keyboard.type(')}');
    await chip(page, 'Outputs, from First').waitFor();
    expect(await textOf(field(page))).toBe("Kaixo @{outputs('First')}");
    await page.close();
  });

  it('is called as its schema calls it, else after its members, with what gives it; what computes stays an expression', async () => {
    const properties = {
      segment: { properties: { name: { type: 'string' }, size: { title: 'Members of it', type: 'integer' } } },
    };
    const triggers = { When_asked: { type: 'Request', inputs: { schema: { type: 'object', properties } } } };
    const Count = {
      type: 'InitializeVariable',
      inputs: { variables: [{ name: 'tries', type: 'integer' }] },
      runAfter: {},
    };
    const read = [
      "@{triggerBody()?['segment']?['name']}",
      "@{triggerOutputs()['body/segment/size']}",
      "@{variables('tries')}",
      "@{body('Gone')?['zipCode']}",
      '@{utcNow()}',
    ];
    const Say = { type: 'Compose', inputs: read.join(' '), runAfter: { Count: ['Succeeded'] } };
    await opened.putFlow('Named', {}, { definition: { triggers, actions: { Count, Say } } });
    const { page, faults } = await opened.pages.open('/flows/Named/edit?action=Say');
    await chips(page).last().waitFor();
    expect(await chips(page).evaluateAll((all) => all.map((each) => each.getAttribute('aria-label')))).toEqual([
      'Segment name, from When asked',
      'Members of it, from When asked',
      'tries, from Variables',
      'Zip code, from Gone',
      'Expression utcNow()',
    ]);
    expect(await chips(page).first().getAttribute('title')).toContain("triggerBody()?['segment']?['name']");
    expect(await findBarriers(page)).toEqual([]);
    await page.getByRole('button', { name: 'Dynamic content for Inputs' }).click();
    const offered = page.getByRole('grid', { name: 'Dynamic content' }).getByRole('button');
    expect(await offered.allTextContents()).toEqual(['tries', 'Segment', 'Segment name', 'Members of it', 'Body']);
    await page.close();
    expect(faults).toEqual([]);
  });
});

describe('a token in Basque', () => {
  it('has the name under which dynamic content offers it', async () => {
    const inputs = "@{triggerBody()?['segmentName']}, @{triggerBody()}";
    const Say = { type: 'Compose', inputs, runAfter: {} };
    await opened.putFlow('Basque', {}, { definition: { triggers: { When: segmentTrigger() }, actions: { Say } } });
    const browser = await startBrowser({ language: 'eu' });
    const { page, faults } = await browser.open(`${opened.pages.address}/flows/Basque/edit?action=Say`);
    const shown = page.getByRole('textbox', { name: 'Sarrerak' }).getByRole('img');
    await expect
      .poll(() => shown.evaluateAll((all) => all.map((each) => each.getAttribute('aria-label'))))
      .toEqual(['Segmentuaren izena, hemendik: When', 'Gorputza, hemendik: When']);
    await page.getByRole('button', { name: 'Eduki dinamikoa: Sarrerak' }).click();
    const offered = page.getByRole('grid', { name: 'Eduki dinamikoa' }).getByRole('button');
    await offered.getByText('Segmentuaren izena', { exact: true }).waitFor();
    await offered.getByText('Gorputza', { exact: true }).waitFor();
    await browser.close();
    expect(faults).toEqual([]);
  });
});

describe('dynamic content', () => {
  const When = segmentTrigger({ segment: 'Big', threshold: 10 });
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
    expect(await textOf(field(page))).toBe("@triggerOutputs()?['body/entityCount']");
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
    expect(await textOf(field(page))).toContain(friendly);
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
    expect(titles.at(-1)).toBe('Body');
    await page.close();
  });
});
