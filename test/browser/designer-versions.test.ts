import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import type { Flow } from '../../src/model/flow.ts';
import { findBarriers } from './support/accessibility.ts';
import { smallCompanyForFile } from './support/opened-company.ts';

const opened = smallCompanyForFile(({ app }) => app.start());

const say = (inputs: string) => ({ Say: { type: 'Compose', inputs, runAfter: {} } });
const triggers = { When: { type: 'Request', inputs: {} } };
const sayings = ({ definition, draft, state }: Flow) => ({
  state,
  published: (definition['actions'] as ReturnType<typeof say>).Say?.inputs,
  draft: (draft?.['actions'] as ReturnType<typeof say> | undefined)?.Say?.inputs,
});
const press = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).click();

/** Opens a flow that says one thing, with a draft that says another. */
async function openDrafted(name: string, state: NonNullable<Flow['state']>, published = say('old')) {
  await opened.putFlow(name, published, { state, draft: { triggers, actions: say('new') } });
  return opened.pages.open(`/flows/${name}/edit`);
}

describe('publishing', () => {
  it('leaves a flow on that is on, and takes it back to what ran and its draft', async () => {
    const { page, faults } = await openDrafted('Staying', 'started');
    await press(page, 'Publish');
    await page.getByText('Staying is published and on.').waitFor();
    expect(sayings(await opened.flowOf('Staying'))).toEqual({ state: 'started', published: 'new', draft: undefined });
    await page.getByRole('status').getByRole('button', { name: 'Undo' }).click();
    await page.getByText('Draft', { exact: true }).waitFor();
    expect(sayings(await opened.flowOf('Staying'))).toEqual({ state: 'started', published: 'old', draft: 'new' });
    await page.close();
    expect(faults).toEqual([]);
  });

  it.each([
    ['leaves a flow off that is off, unless it is told to', false, 'stopped', 'Off is published and stays off.'],
    ['turns a flow on when the dialog says so', true, 'started', 'Off is published and has been turned on.'],
  ] as const)('%s', async (_title, turnsOn, state, told) => {
    const { page, faults } = await openDrafted('Off', 'stopped');
    await press(page, 'Publish');
    const dialog = page.getByRole('dialog', { name: 'Publish Off' });
    const choice = dialog.getByRole('switch', { name: 'Turn it on (otherwise it stays off)' });
    await choice.and(page.locator(':focus')).waitFor();
    expect(await choice.isChecked()).toBe(false);
    expect(await findBarriers(page)).toEqual([]);
    if (turnsOn) await choice.check();
    await dialog.getByRole('button', { name: 'Publish' }).click();
    await page.getByText(told).waitFor();
    expect(sayings(await opened.flowOf('Off'))).toEqual({ state, published: 'new', draft: undefined });
    await page.close();
    expect(faults).toEqual([]);
  });

  it('changes nothing when the dialog is left', async () => {
    const { page } = await openDrafted('Left', 'stopped');
    await press(page, 'Publish');
    await page.getByRole('dialog').getByRole('button', { name: 'Cancel' }).click();
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    expect(sayings(await opened.flowOf('Left'))).toEqual({ state: 'stopped', published: 'old', draft: 'new' });
    await page.close();
  });

  it('turns a new flow on, and says so before', async () => {
    await opened.putFlow('First', {}, { draft: { triggers, actions: say('new') } });
    const { page } = await opened.pages.open('/flows/First/edit');
    const before = page.getByText('Nothing is published yet. Publishing turns the flow on.');
    await before.waitFor();
    await press(page, 'Publish');
    await page.getByText('First is published and has been turned on.').waitFor();
    await before.waitFor({ state: 'detached' });
    expect(sayings(await opened.flowOf('First'))).toEqual({ state: 'started', published: 'new', draft: undefined });
    await page.close();
  });

  it('is apart from the switch, which makes no draft and can be taken back', async () => {
    await opened.putFlow('Switched', say('old'), { state: 'started' });
    const { page } = await opened.pages.open('/flows/Switched/edit');
    await page.getByRole('switch', { name: 'On' }).click();
    await page.getByText('Switched is off now').waitFor();
    expect(sayings(await opened.flowOf('Switched'))).toEqual({ state: 'stopped', published: 'old', draft: undefined });
    await page.getByRole('status').getByRole('button', { name: 'Undo' }).click();
    await page.getByRole('switch', { name: 'On', checked: true }).waitFor();
    expect((await opened.flowOf('Switched')).state).toBe('started');
    await page.close();
  });
});

describe('the versions of a flow', () => {
  it('say which is live, which is the draft and which is on the canvas; any two are compared, and one is brought back', async () => {
    await opened.putFlow('Versions', say('one'), { state: 'started' });
    await opened.putFlow('Versions', say('two'), { state: 'started' });
    const draft = { triggers, actions: say('three') };
    await opened.putFlow('Versions', say('two'), { state: 'started', draft });
    const { page, faults } = await opened.pages.open('/flows/Versions/edit?view=versions');
    const version = (number: number) => page.getByRole('region', { name: `Version ${number}` });
    await version(3).getByText('Draft', { exact: true }).waitFor();
    await version(3).getByText('On the canvas', { exact: true }).waitFor();
    await version(2).getByText('Live', { exact: true }).waitFor();
    expect(await page.getByText('Live', { exact: true }).count()).toBe(1);
    await page.getByText('Version 3 is on the canvas.').waitFor();
    await version(1).getByRole('button', { name: 'What differs' }).click();
    await version(1).getByText('changed "one" → "three"').waitFor();
    await version(1).getByRole('combobox', { name: 'Compare with' }).selectOption('Version 2');
    await version(1).getByText('changed "one" → "two"').waitFor();
    await version(2).getByRole('button', { name: 'What differs' }).click();
    await version(2).getByRole('combobox', { name: 'Compare with' }).selectOption('What is published');
    await version(2).getByText('Nothing differs.').waitFor();
    expect(await findBarriers(page)).toEqual([]);
    await version(1).getByRole('button', { name: 'Go back to this' }).click();
    await version(1).getByText('On the canvas', { exact: true }).waitFor();
    await page.getByText('Version 1 is on the canvas. Save or publish it to keep it.').waitFor();
    await page.getByRole('status').getByRole('button', { name: 'Undo' }).click();
    await version(3).getByText('On the canvas', { exact: true }).waitFor();
    await version(1).getByRole('button', { name: 'Go back to this' }).click();
    await version(1).getByText('On the canvas', { exact: true }).waitFor();
    await page.getByRole('toolbar').getByRole('button', { name: 'Undo' }).click();
    await version(3).getByText('On the canvas', { exact: true }).waitFor();
    await page.close();
    expect(faults).toEqual([]);
  });
});
