import { describe, expect, it } from 'vitest';
import { smallCompanyForFile } from './support/opened-company.ts';

const opened = smallCompanyForFile();
const compose = (inputs: unknown, after?: string) => ({
  type: 'Compose',
  inputs,
  runAfter: after === undefined ? {} : { [after]: ['Succeeded', 'Failed'] },
});

describe('changes in the designer', () => {
  it('stay in the browser when they cannot be saved, and are taken back after the page was lost', async () => {
    await opened.putFlow('Kept', { Say: compose('old') });
    const { page } = await opened.pages.open('/flows/Kept/edit?action=Say');
    const inputs = page.getByRole('textbox', { name: 'Inputs' });
    await inputs.fill('mine');
    await opened.putFlow('Kept', { Say: compose('theirs') });
    await page.getByRole('button', { name: 'Save draft' }).click();
    await page.getByRole('alert').first().waitFor();
    expect((await opened.flowOf('Kept')).draft).toBeUndefined();
    page.once('dialog', (dialog) => void dialog.accept());
    await page.reload();
    await page.getByText('This browser still has changes that were not saved.').waitFor();
    expect(await inputs.textContent()).toBe('theirs');
    await page.getByRole('button', { name: 'Take them back' }).click();
    await expect.poll(() => inputs.textContent()).toBe('mine');
    await page.getByRole('button', { name: 'Save draft' }).click();
    await page.getByText('Draft', { exact: true }).waitFor();
    expect((await opened.flowOf('Kept')).draft).toMatchObject({ actions: { Say: { inputs: 'mine' } } });
    await page.reload();
    await page.locator('[data-step=Say]').waitFor();
    expect(await page.getByRole('button', { name: 'Take them back' }).count()).toBe(0);
    await page.close();
  });
});

describe('another name for a step', () => {
  it('stands in whatever named it: expressions, tokens inside of texts and of containers, and what waits for it', async () => {
    await opened.putFlow('Named', {
      First: compose('a'),
      Other: compose("First is @{outputs('First')}, not @{outputs('First_2')}", 'First'),
      First_2: compose({ deep: ["@actions('First')?['status']"] }, 'First'),
      Each: {
        type: 'Foreach',
        foreach: "@outputs('first')",
        actions: { Inner: compose("@concat(item(), body('First'))") },
        runAfter: { First: ['Succeeded'] },
      },
    });
    const { page, faults } = await opened.pages.open('/flows/Named/edit?action=First');
    const name = page.getByRole('textbox', { name: 'Name of the step' });
    await name.fill("Ane's first");
    await name.press('Enter');
    await page.locator('[data-step=Anes_first]').waitFor();
    await page.getByRole('button', { name: 'Save draft' }).click();
    await page.getByText('Draft', { exact: true }).waitFor();
    expect((await opened.flowOf('Named')).draft?.['actions']).toEqual({
      Anes_first: compose('a'),
      Other: compose("First is @{outputs('Anes_first')}, not @{outputs('First_2')}", 'Anes_first'),
      First_2: compose({ deep: ["@actions('Anes_first')?['status']"] }, 'Anes_first'),
      Each: {
        type: 'Foreach',
        foreach: "@outputs('Anes_first')",
        actions: { Inner: compose("@concat(item(), body('Anes_first'))") },
        runAfter: { Anes_first: ['Succeeded'] },
      },
    });
    await page.close();
    expect(faults).toEqual([]);
  });
});
