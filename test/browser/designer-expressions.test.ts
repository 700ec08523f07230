import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { findBarriers } from './support/accessibility.ts';
import { textOf } from './support/field-text.ts';
import { smallCompanyForFile } from './support/opened-company.ts';

const opened = smallCompanyForFile(({ app }) => app.start());
const START = "@concat('Kaixo ', triggerBody()?['name'])";

/** A flow with one past run on the canvas, and its step open. */
async function openStep(name: string, inputs: string) {
  const First = { type: 'Compose', inputs: 'one', runAfter: {} };
  const Say = { type: 'Compose', inputs, runAfter: { First: ['Succeeded'] } };
  await opened.putFlow(name, { First, Say }, { state: 'started' });
  const { runId } = await opened.company.app.flows.run(name, { body: { name: 'Ane' } });
  await expect.poll(async () => (await opened.company.app.runs.get(runId)).status).toBe('Succeeded');
  return opened.pages.open(`/flows/${name}/edit?action=Say&run=${runId}`);
}

const field = (page: Page) =>
  page.getByRole('complementary', { name: 'Step', exact: true }).getByRole('textbox', { name: 'Inputs' });
const large = (page: Page) => page.getByRole('dialog', { name: 'Edit Inputs' });

describe('the large editor of expressions', () => {
  it('finds tokens and functions by one search, puts them in at the cursor, and shows signature, value and faults', async () => {
    const { page, faults } = await openStep('Large', '');
    await page.getByRole('button', { name: 'Open Inputs in the large editor' }).click();
    const text = large(page).getByRole('textbox', { name: 'Inputs' });
    await text.and(page.locator(':focus')).waitFor();
    await large(page).getByRole('searchbox').fill('concat');
    await large(page)
      .getByRole('button', { name: /^concat\(/ })
      .click();
    await page.keyboard.type("'Kaixo ', ");
    await large(page)
      .getByRole('note')
      .getByText(/^concat\(/)
      .waitFor();
    await large(page).getByRole('searchbox').fill('when body');
    await large(page).getByRole('button', { name: 'Body', exact: true }).click();
    await page.keyboard.type("?['name']");
    await large(page).getByText('In the run shown: Kaixo Ane').waitFor();
    expect(await text.textContent()).toBe(START);
    expect(await findBarriers(page)).toEqual([]);
    await page.keyboard.type(', nosuch(');
    await large(page).getByRole('alert').first().waitFor();
    expect(await large(page).getByRole('searchbox').getAttribute('aria-invalid')).toBeNull();
    for (let back = 0; back < ', nosuch('.length; back++) await page.keyboard.press('Backspace');
    await large(page).getByRole('alert').waitFor({ state: 'detached' });
    await page.keyboard.press('Escape');
    await large(page).waitFor({ state: 'detached' });
    expect(await textOf(field(page))).toBe(START);
    await page.close();
    expect(faults).toEqual([]);
  });

  it('is left by Escape with what was written, and the cursor goes on where it was', async () => {
    const { page } = await openStep('Left', 'ab');
    await field(page).click();
    await page.keyboard.press('Home');
    await page.keyboard.press('ArrowRight');
    await page.getByRole('button', { name: 'Open Inputs in the large editor' }).click();
    await large(page).getByRole('textbox', { name: 'Inputs' }).and(page.locator(':focus')).waitFor();
    await page.keyboard.type('1\n2');
    // The first one may still end a completion that was about to open.
    const leave = async () => page.keyboard.press('Escape').then(() => large(page).count());
    await expect.poll(leave).toBe(0);
    await page.keyboard.type('3');
    expect(await textOf(field(page))).toBe('a123b');
    await page.close();
  });
});

describe('a field of a step', () => {
  it('takes what stood inside of a loop until before it, as the run gives it', async () => {
    const Inner = { type: 'Compose', inputs: 'last', runAfter: {} };
    const limit = { count: 1, timeout: 'PT1M' };
    const Loop = { type: 'Until', expression: '@equals(1, 1)', limit, actions: { Inner }, runAfter: {} };
    const Say = { type: 'Compose', inputs: '', runAfter: { Loop: ['Succeeded'] } };
    await opened.putFlow('After', { Loop, Say }, { state: 'started' });
    const { page } = await opened.pages.open('/flows/After/edit?action=Say');
    await page.getByRole('button', { name: 'Dynamic content for Inputs' }).click();
    await page.getByRole('rowgroup', { name: 'Inner' }).getByRole('button', { name: 'Outputs' }).click();
    expect(await textOf(field(page))).toBe("@outputs('Inner')");
    await page.getByRole('button', { name: 'Test', exact: true }).click();
    await page.getByRole('button', { name: 'Run test' }).click();
    await page.getByRole('button', { name: /^Say, .*Succeeded/ }).click();
    await page.getByText('In the run shown: last').waitFor();
    await page.close();
  });

  it('keeps the type of dynamic content that is alone: a count is compared as a number, a list is gone through', async () => {
    const properties = { entityCount: { type: 'integer' }, rows: { type: 'array' } };
    const triggers = { When: { type: 'Request', inputs: { schema: { type: 'object', properties } } } };
    const Note = { type: 'Compose', inputs: 'many' };
    const expression = { and: [{ greater: ['', 700] }] };
    const Check = { type: 'If', expression, actions: { Note }, else: { actions: {} }, runAfter: {} };
    const Each = { type: 'Foreach', foreach: '', actions: { Seen: Note }, runAfter: { Check: ['Succeeded'] } };
    await opened.putFlow('Typed', {}, { definition: { triggers, actions: { Check, Each } } });
    const { page, faults } = await opened.pages.open('/flows/Typed/edit?action=Check');
    const pick = async (label: string, token: string) => {
      await page
        .getByRole('button', { name: `Dynamic content for ${label}` })
        .first()
        .click();
      await page.getByRole('button', { name: token, exact: true }).click();
    };
    await pick('Value', 'Entity count');
    const value = page.getByRole('textbox', { name: 'Value', exact: true });
    expect(await textOf(value)).toBe("@triggerOutputs()?['body/entityCount']");
    await page.keyboard.type(' of them');
    expect(await textOf(value)).toBe("@{triggerOutputs()?['body/entityCount']} of them");
    await page.keyboard.press('Control+a');
    await pick('Value', 'Entity count');
    await page.getByRole('button', { name: /^Each, / }).click();
    await pick('List', 'Rows');
    await page.keyboard.press('Control+s');
    await page.getByText('Draft', { exact: true }).waitFor();
    const { draft } = await opened.flowOf('Typed');
    const { actions } = await opened.company.app.designer.rehearse({
      flow: 'Typed',
      definition: draft,
      triggerOutputs: { body: { entityCount: 800, rows: [1, 2] } },
    });
    const succeeded = actions.filter(({ status }) => status === 'Succeeded').map(({ name }) => name);
    expect(succeeded.toSorted()).toEqual(['Check', 'Each', 'Note', 'Seen']);
    await page.close();
    expect(faults).toEqual([]);
  });

  it('keeps a number as it is typed, and the cursor where it is', async () => {
    const { page } = await openStep('Numbers', '');
    await field(page).fill('{"a": 1}');
    await field(page).press('ArrowLeft');
    await page.keyboard.type('.05');
    expect(await textOf(field(page))).toBe('{"a": 1.05}');
    await page.keyboard.press('Control+s');
    await page.getByText('Draft', { exact: true }).waitFor();
    const { draft = {} } = await opened.flowOf('Numbers');
    expect(draft['actions']).toMatchObject({ Say: { inputs: { a: 1.05 } } });
    await page.close();
  });

  it('offers tokens after a slash at the start of a word; Escape keeps the slash and the step open', async () => {
    const { page } = await openStep('Slash', '');
    const offered = page.getByRole('listbox');
    await field(page).click();
    await page.keyboard.type('https://x.org/a ');
    expect(await offered.count()).toBe(0);
    await page.keyboard.type('/');
    await offered.waitFor();
    await page.keyboard.press('Escape');
    await offered.waitFor({ state: 'detached' });
    expect(await textOf(field(page))).toBe('https://x.org/a /');
    await page.close();
  });
});
