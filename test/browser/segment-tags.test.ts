import { describe, expect, it } from 'vitest';
import type { Segment } from '../../src/model/segment.ts';
import { findBarriers } from './support/accessibility.ts';
import { smallCompanyForFile } from './support/opened-company.ts';

const opened = smallCompanyForFile(async (company) => {
  const rules = [{ condition: { attribute: 'FullName', operator: 'endsWith', value: '1' } }];
  const segments = [{ name: 'Ones', displayName: 'Ending in one', tags: ['Trial'], rules }];
  await company.app.definitions.apply({ workspace: { segments } }, 'test');
  await company.refresh();
});
const segmentOf = async (name: string) =>
  (await opened.company.app.definitions.get('segment', name)).definition as Segment;

describe('tags of segments', () => {
  it('are given and taken away for several at once, taken back, and narrow the list by its address', async () => {
    const { page, faults } = await opened.pages.open('/segments');
    await page.getByRole('checkbox', { name: 'Choose all rows' }).check();
    await page.getByRole('button', { name: 'Set tags' }).click();
    const dialog = page.getByRole('dialog', { name: 'Set tags' });
    await dialog.getByRole('combobox', { name: 'Tags to add' }).fill('Spring');
    await page.keyboard.press('Enter');
    await dialog.getByRole('combobox', { name: 'Tags to take away' }).fill('Trial,');
    await dialog.getByRole('button', { name: 'Remove the tag Trial' }).waitFor();
    expect(await findBarriers(page)).toEqual([]);
    await dialog.getByRole('button', { name: 'Save' }).click();
    await dialog.waitFor({ state: 'detached' });
    expect([(await segmentOf('Ones')).tags, (await segmentOf('HighValue')).tags]).toEqual([['Spring'], ['Spring']]);
    await page.getByRole('button', { name: 'Undo' }).click();
    await page.getByRole('link', { name: 'Spring' }).first().waitFor({ state: 'detached' });
    expect([(await segmentOf('Ones')).tags, (await segmentOf('HighValue')).tags]).toEqual([['Trial'], undefined]);
    await page.getByRole('combobox', { name: 'Tag', exact: true }).selectOption('Trial');
    await page.waitForURL((url) => url.searchParams.get('tag') === 'Trial');
    await page.getByRole('link', { name: 'High value' }).waitFor({ state: 'detached' });
    await page.reload();
    await page.getByRole('link', { name: 'Ending in one' }).waitFor();
    expect(await page.getByRole('link', { name: 'High value' }).count()).toBe(0);
    expect(await findBarriers(page)).toEqual([]);
    await page.close();
    expect(faults).toEqual([]);
  });

  it('are written in the builder, whose changes are made again after they were taken back', async () => {
    const { page, faults } = await opened.pages.open('/segments/HighValue/edit');
    await page.getByRole('combobox', { name: 'Tags' }).fill('Vip');
    await page.keyboard.press('Enter');
    const tag = page.getByRole('button', { name: 'Remove the tag Vip' });
    await tag.waitFor();
    await page.getByRole('button', { name: 'Undo' }).click();
    await tag.waitFor({ state: 'detached' });
    await page.getByRole('button', { name: 'Redo' }).click();
    await tag.waitFor();
    for (const again of ['Control+y', 'Control+Shift+z']) {
      await page.keyboard.press('Control+z');
      await tag.waitFor({ state: 'detached' });
      await page.keyboard.press(again);
      await tag.waitFor();
    }
    await page.getByRole('region', { name: 'Preview' }).getByText('As of the refresh of').waitFor();
    expect(await findBarriers(page)).toEqual([]);
    await page.getByRole('button', { name: 'Save and refresh' }).click();
    await page.getByRole('link', { name: 'High value' }).click();
    await page.getByRole('link', { name: 'Vip' }).click();
    await page.waitForURL((url) => url.searchParams.get('tag') === 'Vip');
    expect((await segmentOf('HighValue')).tags).toEqual(['Vip']);
    await page.close();
    expect(faults).toEqual([]);
  });

  it('stay through a pull and are no change when they are applied again', async () => {
    const { definitions, workspace } = opened.company.app;
    const { bytes } = await workspace.write('yaml');
    const pulled = await workspace.read('workspace.yaml', Buffer.from(bytes));
    expect(pulled.segments).toContainEqual(expect.objectContaining({ name: 'Ones', tags: ['Trial'] }));
    expect((await definitions.plan({ workspace: pulled })).changes).toEqual([]);
  });

  it('leave counts that say of which refresh they are', async () => {
    const { page } = await opened.pages.open('/measures/TotalSpend/edit');
    const preview = page.getByRole('region', { name: 'Preview' });
    await preview.getByText('As of the refresh of').waitFor();
    await page.goto(`${opened.pages.address}/segments/HighValue?tab=members`);
    await page.getByText('As of the refresh of').first().waitFor();
    await page.goto(`${opened.pages.address}/data/entities`);
    await page.getByText('As of the refresh of').waitFor();
    await page.close();
  });
});
