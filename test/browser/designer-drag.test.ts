import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Flow } from '../../src/model/flow.ts';
import { type OpenedPages, openPages } from './support/opened-pages.ts';
import { openSmallCompany, type SmallCompany } from './support/small-company.ts';

let company: SmallCompany;
let pages: OpenedPages;
beforeAll(async () => {
  company = await openSmallCompany();
  pages = await openPages(company.app);
});
afterAll(async () => {
  await pages.close();
  await company.close();
});

const flowOf = async (name: string) => (await company.app.definitions.get('flow', name)).definition as Flow;

describe('a step that is dragged', () => {
  it('goes where it is dropped, comes back when that is undone, and goes there again when it is redone', async () => {
    const actions = {
      First: { type: 'Compose', inputs: 'one', runAfter: {} },
      Second: { type: 'Compose', inputs: 'two', runAfter: { First: ['Succeeded'] } },
    };
    const definition = { triggers: { When: { type: 'Request', inputs: {} } }, actions };
    const flow = { name: 'Dragged', state: 'stopped', definition } as const;
    await company.app.definitions.put({ kind: 'flow', name: 'Dragged', changedBy: 'test', definition: flow });
    const { page, faults } = await pages.open('/flows/Dragged/edit');
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
    expect((await flowOf('Dragged')).draft?.['actions']).toMatchObject({
      Second: { runAfter: {} },
      First: { runAfter: { Second: ['Succeeded'] } },
    });
    await page.close();
    expect(faults).toEqual([]);
  });
});
