import { describe, expect, it } from 'vitest';
import { findBarriers } from './support/accessibility.ts';
import { smallCompanyForFile } from './support/opened-company.ts';

const opened = smallCompanyForFile(({ app }) => app.start());

describe('a step that is not filled in', () => {
  it('is named in the flow checker field by field, which leads there, and is not published', async () => {
    const { page, faults } = await opened.pages.open('/flows/new?template=segment-crossed');
    await page.getByRole('button', { name: 'Add more steps' }).click();
    await page.getByRole('button', { name: /^Flow checker.*3 problems/ }).waitFor();
    await page.getByRole('button', { name: 'Publish', exact: true }).click();
    await page.getByText('3 problems must be solved first.').waitFor();
    const checker = page.getByRole('complementary', { name: 'Flow checker' });
    await checker.getByRole('button', { name: /Choose a connection in / }).waitFor();
    await checker.getByRole('button', { name: /'Segment' is empty in / }).waitFor();
    expect(await findBarriers(page)).toEqual([]);
    const [flow] = await opened.company.app.flows.list();
    const name = flow?.name ?? '';
    expect((await opened.flowOf(name)).state).toBe('stopped');
    expect((await opened.flowOf(name)).draft).toBeDefined();
    await checker.getByRole('button', { name: /'To' is empty in / }).click();
    const panel = page.getByRole('complementary', { name: 'Step' });
    await panel.getByText(/^'To' is empty in /).waitFor();
    await panel.getByText(/^Choose a connection in /).waitFor();
    expect(await findBarriers(page)).toEqual([]);
    await panel.getByRole('textbox', { name: 'To', exact: true }).fill('ane@example.eus');
    await page.getByRole('button', { name: /^Flow checker.*2 problems/ }).waitFor();
    await page.getByRole('button', { name: 'Save draft' }).click();
    await page.getByText(/^Saved /).waitFor();
    await page.close();
    expect(faults).toEqual([]);
  });
});
