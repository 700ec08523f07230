import { describe, expect, it } from 'vitest';
import { findBarriers } from './support/accessibility.ts';
import { smallCompanyForFile } from './support/opened-company.ts';

const opened = smallCompanyForFile(async (company) => {
  const condition = { attribute: 'FullName', operator: 'endsWith', value: '1' };
  await company.app.definitions.apply(
    { workspace: { segments: [{ name: 'Ones', displayName: 'Ending in one', rules: [{ condition }] }] } },
    'test',
  );
  await company.refresh();
});

describe('the list of segments', () => {
  it('draws the course anew when a refresh ends while it is being read', async () => {
    const { page, faults } = await opened.pages.open('/');
    const course = page.getByRole('row').filter({ hasText: 'Ending in one' }).locator('polyline');
    const pointsOf = async () => (await opened.company.app.trends.segment('Ones', {})).length;
    const before = await pointsOf();
    let isHeld = false;
    await page.route('**/api/segments/Ones/history', async (route) => {
      const answer = await route.fetch();
      // What was read before the refresh arrives long after it.
      if (!isHeld) {
        isHeld = true;
        const scope = { kind: 'segment', name: 'Ones' } as const;
        const { jobId } = await opened.company.app.refreshes.submit({ scope, submittedBy: 'test' });
        await opened.company.app.refreshes.wait(jobId);
        await page.waitForTimeout(1000);
      }
      await route.fulfill({ response: answer });
    });
    await page.goto(`${opened.pages.address}/segments`);
    await expect.poll(pointsOf).toBe(before + 1);
    await course.waitFor({ state: 'attached' });
    expect((await course.getAttribute('points'))?.split(' ').length).toBe(before + 1);
    await page.close();
    expect(faults).toEqual([]);
  });
});

describe('the page of a segment', () => {
  it('says how many members it shares with each other segment', async () => {
    expect(await opened.company.app.trends.overlap('highvalue')).toMatchObject({
      size: 2,
      others: [{ name: 'Ones', size: 2, shared: 1 }],
    });
    const { page, faults } = await opened.pages.open('/segments/HighValue?tab=overlap');
    const row = page.getByRole('row').filter({ hasText: 'Ending in one' });
    await row.waitFor();
    expect(await row.getByRole('cell').allInnerTexts()).toEqual(['Ending in one', '2', '1', '50%', '50%']);
    await row.getByRole('link').click();
    await page.getByRole('heading', { level: 1, name: 'Ending in one' }).waitFor();
    await page.getByRole('row').filter({ hasText: 'High value' }).waitFor();
    await page.close();
    expect(faults).toEqual([]);
  });

  it.each([
    ['members', 'Members', ['Person 1', 'Person 2']],
    ['changes', 'Who entered and left', ['Person 1', 'Person 2']],
  ])('orders its %s by name when the heading is pressed', async (tab, label, names) => {
    const [point] = await opened.company.app.trends.segment('HighValue', {});
    const { page, faults } = await opened.pages.open(`/segments/HighValue?tab=${tab}&refresh=${point?.refreshId}`);
    const table = page.getByRole('group', { name: label });
    const shown = () => table.getByRole('link', { name: /^Person/ }).allInnerTexts();
    const sorter = table.getByRole('button', { name: 'Name' });
    await sorter.press('Enter');
    await expect.poll(shown).toEqual(names);
    await sorter.press('Enter');
    await expect.poll(shown).toEqual(names.toReversed());
    expect(page.url()).toContain('sort=-FullName');
    expect(await findBarriers(page)).toEqual([]);
    await page.close();
    expect(faults).toEqual([]);
  });

  it('shows the SQL that finds its members, to be copied', async () => {
    const { page, faults } = await opened.pages.open('/segments/HighValue?tab=sql');
    await page.context().grantPermissions(['clipboard-read', 'clipboard-write'], { origin: opened.pages.address });
    await page
      .getByRole('region', { name: 'segment:HighValue', exact: true })
      .getByText(/"Spend"/)
      .waitFor();
    expect(await findBarriers(page)).toEqual([]);
    await page.getByRole('button', { name: 'Copy' }).click();
    await page.getByText('Copied').waitFor();
    expect(await page.evaluate(() => navigator.clipboard.readText())).toMatch(
      /^-- segment:HighValue\ncreate or replace table "Segment_HighValue" as/,
    );
    await page.close();
    expect(faults).toEqual([]);
  });
});

describe('the builder of segments', () => {
  it('tells the size of each group and of all, the members and the SQL, while it is written, and saves', async () => {
    const { page, faults } = await opened.pages.open('/segments/new');
    await page.getByRole('textbox', { name: 'Display name' }).fill('Big or one');
    const group = (number: number) => page.getByRole('region', { name: `Group ${number}` });
    const write = async (number: number, attribute: string, operator: string, value: string) => {
      await group(number).getByRole('button', { name: 'Add condition' }).click();
      await group(number).getByRole('combobox', { name: 'Attribute or measure' }).selectOption(attribute);
      await group(number).getByRole('combobox', { name: 'Comparison' }).selectOption(operator);
      await group(number).getByRole('textbox').or(group(number).getByRole('spinbutton')).first().fill(value);
    };
    await write(1, 'Spend', 'greaterThan', '100');
    await page.getByRole('button', { name: 'Add a group' }).click();
    await write(2, 'FullName', 'endsWith', '1');
    await group(1).getByText('2 customers').waitFor();
    await group(2).getByText('2 customers').waitFor();
    const preview = page.getByRole('region', { name: 'Preview' });
    await preview.getByText('3 of 12 customers').waitFor();
    await preview.getByRole('link', { name: 'Person 11' }).waitFor();
    await page
      .getByRole('region', { name: 'As SQL' })
      .getByText(/"rule 2"/)
      .first()
      .waitFor();
    await page.getByRole('button', { name: 'Save and refresh' }).click();
    await page.getByText('Big or one has been saved').waitFor();
    await page.getByRole('row').filter({ hasText: 'Big or one' }).getByText('3', { exact: true }).waitFor();
    await page.close();
    expect(faults).toEqual([]);
  });
});
