import { describe, expect, it } from 'vitest';
import { smallCompanyForFile } from './support/opened-company.ts';

const opened = smallCompanyForFile();

describe('a step that is dragged', () => {
  it('goes where it is dropped, comes back when that is undone, and goes there again when it is redone', async () => {
    const actions = {
      First: { type: 'Compose', inputs: 'one', runAfter: {} },
      Second: { type: 'Compose', inputs: 'two', runAfter: { First: ['Succeeded'] } },
    };
    await opened.putFlow('Dragged', actions);
    const { page, faults } = await opened.pages.open('/flows/Dragged/edit');
    const afterFirst = page.getByRole('button', { name: 'Add an action after First' });
    const heightOf = async (name: RegExp) => (await page.getByRole('button', { name }).boundingBox())?.y ?? 0;
    const isMoved = async () => (await heightOf(/^First, /)) > (await heightOf(/^Second, /));
    await afterFirst.waitFor();
    const target = page.getByRole('button', { name: 'Add an action after Second' });
    await page.getByRole('button', { name: /^First, / }).dragTo(target);
    await expect.poll(isMoved).toBe(true);
    await page.getByRole('button', { name: 'Undo' }).click();
    await expect.poll(isMoved).toBe(false);
    await page.getByRole('button', { name: 'Redo' }).click();
    await expect.poll(isMoved).toBe(true);
    await page.keyboard.press('Control+s');
    await page.getByText('Draft', { exact: true }).waitFor();
    expect((await opened.flowOf('Dragged')).draft?.['actions']).toMatchObject({
      Second: { runAfter: {} },
      First: { runAfter: { Second: ['Succeeded'] } },
    });
    await page.close();
    expect(faults).toEqual([]);
  });
});
