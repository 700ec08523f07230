import type { Locator, Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { findBarriers } from './support/accessibility.ts';
import { smallCompanyForFile } from './support/opened-company.ts';

const opened = smallCompanyForFile(({ app }) => app.start());

const MOST_TABS = 150;

/** Goes on with the Tab key until an element has the focus. */
async function tabTo(page: Page, target: Locator): Promise<void> {
  await target.waitFor();
  for (let tabs = 0; tabs < MOST_TABS; tabs++) {
    if (await target.evaluate((element) => element === document.activeElement)) return;
    await page.keyboard.press('Tab');
  }
  throw new Error('The Tab key does not lead there.');
}

describe('the flow designer', () => {
  it('builds a flow from nothing with the mouse, publishes it and runs it', async () => {
    const { page, faults } = await opened.pages.open('/flows');
    await page.getByRole('button', { name: 'New flow' }).first().click();
    await page.getByLabel('Name of the flow').fill('Greet somebody');
    await page.getByRole('button', { name: 'Create' }).click();
    await page.getByRole('button', { name: 'Choose a trigger' }).click();
    await page.getByRole('button', { name: /^When an HTTP request is received/ }).click();
    await page.getByRole('button', { name: 'Add the first action' }).click();
    await page.getByRole('searchbox').fill('compose');
    await page.getByRole('button', { name: /^Compose/ }).click();
    await page.getByRole('textbox', { name: 'Inputs' }).fill("@{concat('Kaixo ', triggerBody()?['name'])}");
    await page.getByRole('button', { name: 'Publish' }).click();
    await page.getByText(/^Saved /).waitFor();
    expect((await opened.flowOf('GreetSomebody')).definition['actions']).toEqual({
      Compose: { type: 'Compose', inputs: "@{concat('Kaixo ', triggerBody()?['name'])}", runAfter: {} },
    });
    expect((await opened.flowOf('GreetSomebody')).state).toBe('started');
    await page.getByRole('button', { name: 'Test' }).click();
    await page.getByRole('textbox', { name: 'Trigger outputs' }).fill('{"body": {"name": "Ane"}}');
    await page.getByRole('button', { name: 'Run what is published' }).click();
    await page.getByRole('button', { name: /^Compose, Data, Succeeded/ }).click();
    await page.getByText('In the run shown: Kaixo Ane').waitFor();
    await page.getByRole('tab', { name: 'Last run' }).click();
    await page.getByRole('region', { name: 'Compose: Outputs (JSON)' }).getByText('Kaixo Ane').waitFor();
    expect(faults).toEqual([]);
    await page.close();
  });

  it('builds the same with the keyboard alone, undoes and redoes, and saves a draft that does not run yet', async () => {
    const { page } = await opened.pages.open('/flows');
    const press = async (name: string | RegExp) => {
      await tabTo(page, page.getByRole('button', { name }).first());
      await page.keyboard.press('Enter');
    };
    await press('New flow');
    await tabTo(page, page.getByLabel('Name of the flow'));
    await page.keyboard.type('By keyboard');
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: 'Choose a trigger' }).waitFor();
    await press('Choose a trigger');
    await page.getByRole('searchbox').waitFor();
    await page.keyboard.type('recurrence');
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: /^Recurrence, Built in/ }).waitFor();
    await press('Add the first action');
    await page.getByRole('searchbox').waitFor();
    await page.keyboard.type('delay');
    await page.keyboard.press('Enter');
    const delay = page.getByRole('button', { name: /^Delay, Control/ });
    await page.getByRole('complementary', { name: 'Step' }).and(page.locator(':focus')).waitFor();
    await press('Close');
    expect(await delay.evaluate((card) => card === document.activeElement)).toBe(true);
    await page.keyboard.press('Delete');
    await delay.waitFor({ state: 'detached' });
    await page.keyboard.press('Control+z');
    await delay.waitFor();
    await page.keyboard.press('Control+s');
    await page.getByText('Draft', { exact: true }).waitFor();
    const flow = await opened.flowOf('ByKeyboard');
    expect(Object.keys(flow.draft?.['actions'] as object)).toEqual(['Delay']);
    expect(flow.definition['actions']).toEqual({});
    await page.close();
  });

  it('names what is wrong and leads to it', async () => {
    await opened.putFlow('Wrong', { Say: { type: 'Compose', inputs: "@outputs('Nobody')", runAfter: {} } });
    const { page } = await opened.pages.open('/flows/Wrong/edit');
    await page.getByRole('button', { name: /^Flow checker/ }).click();
    await page.getByRole('button', { name: /Nobody/ }).click();
    await page.getByRole('textbox', { name: 'Name of the step' }).waitFor();
    expect(await page.getByRole('textbox', { name: 'Name of the step' }).inputValue()).toBe('Say');
    await page.close();
  });

  it('keeps what a trigger splits, its conditions, how many runs it lets go on, and a note', async () => {
    await opened.putFlow('Splits', {});
    const { page, faults } = await opened.pages.open('/flows/Splits/edit');
    await page.getByRole('button', { name: /^When, / }).click();
    await page.getByRole('tab', { name: 'Settings' }).click();
    await page.getByRole('textbox', { name: 'Split on' }).fill("@triggerBody()?['items']");
    await page.getByRole('button', { name: 'Add a condition' }).click();
    await page.getByRole('textbox', { name: 'Condition 1' }).fill("@not(empty(triggerBody()?['name']))");
    await page.getByRole('textbox', { name: 'Runs at the same time' }).fill('3');
    await page.getByRole('textbox', { name: 'Note' }).fill('Asked for by Ane');
    await page.getByRole('button', { name: /^When, .*Asked for by Ane$/ }).waitFor();
    expect(await findBarriers(page)).toEqual([]);
    await page.keyboard.press('Control+s');
    await page.getByText('Draft', { exact: true }).waitFor();
    expect((await opened.flowOf('Splits')).draft?.['triggers']).toEqual({
      When: {
        type: 'Request',
        inputs: {},
        splitOn: "@triggerBody()?['items']",
        conditions: [{ expression: "@not(empty(triggerBody()?['name']))" }],
        runtimeConfiguration: { concurrency: { runs: 3 } },
        description: 'Asked for by Ane',
      },
    });
    await page.close();
    expect(faults).toEqual([]);
  });

  it('copies, cuts and pastes a container with the keyboard, also into another flow', async () => {
    const inner = { Say: { type: 'Compose', inputs: 'Kaixo', runAfter: {} } };
    const actions = { Group: { type: 'Scope', actions: inner, runAfter: {} } };
    await opened.putFlow('From', actions);
    await opened.putFlow('Into', {});
    const { page } = await opened.pages.open('/flows/From/edit');
    await page.getByRole('button', { name: /^Group, / }).focus();
    await page.keyboard.press('Control+c');
    await page.keyboard.press('Control+v');
    await page.getByRole('button', { name: /^Group 2, / }).waitFor();
    await page.getByRole('button', { name: /^Group 2, / }).focus();
    await page.keyboard.press('Control+x');
    await page.getByRole('button', { name: /^Group 2, / }).waitFor({ state: 'detached' });
    await page.goto(`${opened.pages.address}/flows/Into/edit`);
    await page.getByRole('button', { name: /^When, / }).focus();
    await page.keyboard.press('Control+v');
    await page.getByRole('button', { name: /^Group 2, / }).waitFor();
    await page.keyboard.press('Control+s');
    await page.getByText('Draft', { exact: true }).waitFor();
    const [pasted] = Object.values(
      (await opened.flowOf('Into')).draft?.['actions'] as Record<string, { actions: object }>,
    );
    expect(Object.values(pasted?.actions ?? {})).toMatchObject([{ type: 'Compose', inputs: 'Kaixo' }]);
    await page.close();
  });

  it('finds a step inside of a collapsed container, and collapses and expands all at once', async () => {
    const inner = { Say: { type: 'Compose', inputs: 'Kaixo', runAfter: {} } };
    const group = { Inner: { type: 'Scope', actions: inner, runAfter: {} } };
    const actions = { Outer: { type: 'Scope', actions: group, runAfter: {} } };
    await opened.putFlow('Nested', actions);
    const { page, faults } = await opened.pages.open('/flows/Nested/edit');
    const say = page.getByRole('button', { name: /^Say, / });
    await say.waitFor();
    await page.getByRole('button', { name: 'Collapse all' }).click();
    await say.waitFor({ state: 'detached' });
    await page.getByRole('button', { name: 'Expand all' }).click();
    await say.waitFor();
    await page.getByRole('button', { name: 'Collapse all' }).click();
    await page.keyboard.press('Control+f');
    await page.getByRole('searchbox', { name: 'Find a step' }).waitFor();
    expect(await findBarriers(page)).toEqual([]);
    await page.keyboard.type('compose');
    await page.getByText('1 step', { exact: true }).waitFor();
    await page.keyboard.press('Enter');
    await say.waitFor();
    expect(await page.getByRole('textbox', { name: 'Name of the step' }).inputValue()).toBe('Say');
    await page.close();
    expect(faults).toEqual([]);
  });

  it('begins with one of the two examples', async () => {
    const { page } = await opened.pages.open('/flows');
    await page.getByRole('button', { name: 'New flow' }).first().click();
    await page.getByRole('radio', { name: 'Post to Teams when a data source refresh fails' }).check();
    await page.getByRole('button', { name: 'Create' }).click();
    await page.getByRole('button', { name: /^When a data source refresh fails/ }).click();
    await page.getByRole('textbox', { name: 'Name of the step' }).waitFor();
    expect(await page.getByText('There is no connection to').count()).toBe(0);
    await page.getByRole('button', { name: /^Post card in a channel/ }).click();
    await page.getByText('There is no connection to Microsoft Teams yet.').waitFor();
    const opening = page.waitForEvent('popup');
    await page.getByRole('link', { name: 'Add connection' }).click();
    const dialog = (await opening).getByRole('dialog', { name: 'Add connection' });
    await dialog.getByRole('combobox', { name: 'Connector' }).waitFor();
    expect(await dialog.getByRole('combobox', { name: 'Connector' }).inputValue()).toBe('teams');
    await (await opening).close();
    const [example] = (await opened.company.app.flows.list()).filter(({ displayName }) =>
      /Post to Teams/.test(displayName),
    );
    await page.goto(`${opened.pages.address}/flows/${example?.name}`);
    await page.getByRole('term').getByText('Microsoft Teams').waitFor();
    await page.getByRole('definition').getByText('None chosen yet').waitFor();
    expect(await page.getByRole('term').getByText('Customer Insights').count()).toBe(0);
    const working = {
      triggers: { When: { type: 'Request' } },
      actions: { Say: { type: 'Compose', inputs: 1, runAfter: {} } },
    };
    const flow = { name: 'Working', state: 'started', definition: working } as const;
    await opened.company.app.definitions.put({ kind: 'flow', name: 'Working', changedBy: 'test', definition: flow });
    await page.goto(`${opened.pages.address}/admin/exports?tab=discover`);
    await page.getByText(/^[1-9]\d* active flows?$/).waitFor();
    await page.close();
  });
});
