import { describe, expect, it } from 'vitest';
import type { Segment } from '../../src/model/segment.ts';
import { findBarriers } from './support/accessibility.ts';
import { smallCompanyForFile } from './support/opened-company.ts';

/** A segment that anything may use; its trigger keeps it from being deleted. */
const segment = (name: string, displayName: string): Segment => ({
  name,
  displayName,
  rules: [{ condition: { attribute: 'Spend', operator: 'lessThan', value: 100 } }],
});

const opened = smallCompanyForFile(async (company) => {
  await company.app.definitions.apply(
    { workspace: { segments: [segment('LowValue', 'Low value'), segment('Sleeping', 'Sleeping')] } },
    'test',
  );
  await company.refresh();
});

const names = async (kind: 'segment' | 'measure' | 'dataSource') =>
  (await opened.company.app.definitions.list(kind)).map(({ name }) => name).sort();
const statesOf = async () =>
  (await opened.company.app.definitions.list('segment')).map(
    ({ definition }) => (definition as Segment).state ?? 'active',
  );

describe('the list of segments', () => {
  it('deactivates those that are chosen by keyboard, and takes it back', async () => {
    const { page, faults } = await opened.pages.open('/segments');
    await page.getByRole('checkbox', { name: 'Choose High value' }).focus();
    await page.keyboard.press('Control+a');
    await page.getByRole('status').getByText('3 chosen').waitFor();
    expect(await findBarriers(page)).toEqual([]);
    await page.getByRole('button', { name: 'Deactivate' }).click();
    await page.getByText('3 changed').waitFor();
    expect(await statesOf()).toEqual(['inactive', 'inactive', 'inactive']);
    await page.getByRole('button', { name: 'Undo' }).click();
    await expect.poll(statesOf).toEqual(['active', 'active', 'active']);
    await page.close();
    expect(faults).toEqual([]);
  });

  it('deletes what is free, says what stays and why, and brings it back', async () => {
    const { page, faults } = await opened.pages.open('/segments');
    await page.getByRole('checkbox', { name: 'Choose all rows' }).check();
    await page.getByRole('button', { name: 'Delete', exact: true }).click();
    const dialog = page.getByRole('dialog', { name: 'Delete 3?' });
    await dialog.getByText('High value stays, because this uses it:').waitFor();
    await dialog.getByRole('listitem').getByText('ManyHighValue').waitFor();
    expect(await findBarriers(page)).toEqual([]);
    await dialog.getByRole('button', { name: 'Delete 2' }).click();
    await page.getByText('2 deleted').waitFor();
    expect(await names('segment')).toEqual(['HighValue']);
    await page.getByRole('button', { name: 'Undo' }).click();
    await expect.poll(() => names('segment')).toEqual(['HighValue', 'LowValue', 'Sleeping']);
    await page.close();
    expect(faults).toEqual([]);
  });

  it('chooses a range with Shift and none with Escape', async () => {
    const { page } = await opened.pages.open('/segments?sort=name');
    await page.getByRole('checkbox', { name: 'Choose High value' }).click();
    await page.getByRole('checkbox', { name: 'Choose Sleeping' }).click({ modifiers: ['Shift'] });
    await page.getByRole('status').getByText('3 chosen').waitFor();
    await page.keyboard.press('ArrowUp');
    await page.keyboard.press('Space');
    await page.getByRole('status').getByText('2 chosen').waitFor();
    await page.keyboard.press('Escape');
    await page.getByRole('status').getByText('2 chosen').waitFor({ state: 'detached' });
    await page.close();
  });

  it('is a file with the values of all that fit', async () => {
    const { page } = await opened.pages.open('/segments?search=value&sort=-name');
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: 'Save as CSV' }).click(),
    ]);
    const text = await download.createReadStream().then((stream) => stream.setEncoding('utf8').toArray());
    expect(text.join('').split('\r\n').slice(0, 2)).toEqual([
      'name,members,change,threshold,state',
      'Low value,10,,,Active',
    ]);
    await page.close();
  });
});

describe('the list of data sources', () => {
  it('pauses and refreshes those that are chosen', async () => {
    const { page, faults } = await opened.pages.open('/data/sources');
    await page.getByRole('checkbox', { name: 'Choose Survey answers' }).check();
    await page.getByRole('button', { name: 'Pause' }).click();
    await page.getByText('1 changed').waitFor();
    expect((await opened.company.app.definitions.get('dataSource', 'Survey')).definition).toMatchObject({
      isActive: false,
    });
    await page.getByRole('checkbox', { name: 'Choose all rows' }).check();
    await page.getByRole('button', { name: 'Refresh', exact: true }).click();
    await page.getByText('2 refreshes have been queued').waitFor();
    const { items } = await opened.company.app.refreshes.list({ limit: 2 });
    expect(items.map(({ scope }) => scope)).toEqual(
      expect.arrayContaining([
        { kind: 'source', name: 'Shop' },
        { kind: 'source', name: 'Club' },
      ]),
    );
    await page.close();
    expect(faults).toEqual([]);
  });
});

describe('a list that comes page by page', () => {
  it('is filtered by the server, says what fits, and is a file with all of it', async () => {
    const { page, faults } = await opened.pages.open('/data/refreshes');
    await page.getByRole('combobox', { name: 'State' }).selectOption('failed');
    await page.getByText('Nothing fits').waitFor();
    expect(new URL(page.url()).searchParams.get('status')).toBe('failed');
    await page.getByRole('combobox', { name: 'State' }).selectOption('');
    await page
      .getByRole('link')
      .filter({ hasText: /^\d\d:/ })
      .first()
      .waitFor();
    const { items } = await opened.company.app.refreshes.list({ limit: 500 });
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: 'Save as JSON' }).click(),
    ]);
    const text = await download.createReadStream().then((stream) => stream.setEncoding('utf8').toArray());
    expect((JSON.parse(text.join('')) as unknown[]).length).toBe(items.length);
    await page.close();
    expect(faults).toEqual([]);
  });

  it('is ordered by the server, column by column, in the address', async () => {
    const { page, faults } = await opened.pages.open('/data/refreshes');
    const heading = (name: string) => page.getByRole('columnheader', { name, exact: true });
    const button = (name: string) => heading(name).getByRole('button');
    const order = (name: string) => heading(name).getAttribute('aria-sort');
    const rowLinks = () =>
      page
        .getByRole('group', { name: 'Refreshes' })
        .getByRole('link')
        .evaluateAll((links) => links.map((link) => link.getAttribute('href')?.split('/').at(-1)));
    const idsBy = async (sort: string) =>
      (await opened.company.app.refreshes.list({ limit: 50, sort })).items.map(({ jobId }) => jobId);
    await heading('Started').waitFor();
    expect([await order('Started'), await order('Time')]).toEqual(['descending', null]);
    await button('Started').press('Enter');
    await expect.poll(rowLinks).toEqual(await idsBy('submittedAt'));
    expect(await order('Started')).toBe('ascending');
    expect(await button('Started').evaluate((element) => element === document.activeElement)).toBe(true);
    await button('Time').click();
    await button('Time').click();
    await expect.poll(rowLinks).toEqual(await idsBy('-seconds'));
    expect([await order('Time'), new URL(page.url()).searchParams.get('sort')]).toEqual(['descending', '-seconds']);
    expect(await button('Covers').count()).toBe(0);
    expect(await findBarriers(page)).toEqual([]);
    await page.close();
    expect(faults).toEqual([]);
  });

  it('shows of a data source only the refreshes that read it', async () => {
    const { page } = await opened.pages.open('/data/sources/Survey?tab=runs');
    const rows = page.getByRole('group', { name: 'Refreshes' }).getByRole('row');
    await rows.nth(1).waitFor();
    const { items } = await opened.company.app.refreshes.list({ limit: 500, dataSource: 'Survey' });
    expect(await rows.count()).toBe(items.length + 1);
    await page.close();
  });

  it('keeps the decisions of a watcher apart by what was decided', async () => {
    const [watcher] = (await opened.company.app.triggers.list()).filter(({ threshold }) => threshold !== undefined);
    const { page } = await opened.pages.open(`/triggers/${watcher?.watcherId}?decision=baseline`);
    await page.getByText('Why it did not fire').waitFor();
    await page.getByRole('combobox', { name: 'Reason' }).selectOption('fired');
    await page.getByText('No decision yet').waitFor();
    await page.close();
  });
});

describe('the lists of entities, relationships and connections', () => {
  it('refresh the sources of the chosen entities', async () => {
    const { page, faults } = await opened.pages.open('/data/entities?search=shop');
    await page.getByRole('checkbox', { name: 'Choose Shop_Contact' }).check();
    await page.getByRole('button', { name: 'Refresh', exact: true }).click();
    await page.getByText('1 refresh has been queued').waitFor();
    const { items } = await opened.company.app.refreshes.list({ limit: 1 });
    expect(items.map(({ scope }) => scope)).toEqual([{ kind: 'source', name: 'Shop' }]);
    await page.close();
    expect(faults).toEqual([]);
  });

  it('delete what is chosen, and bring back what holds no secret', async () => {
    const relationship = {
      name: 'ContactOfMember',
      fromEntity: 'Club_Member',
      fromAttribute: 'Email',
      toEntity: 'Shop_Contact',
      toAttribute: 'Email',
    };
    const connections = [{ name: 'Partner', connector: 'http' }];
    await opened.company.app.definitions.apply({ workspace: { relationships: [relationship], connections } }, 'test');
    const kept = async (kind: 'relationship' | 'connection') =>
      (await opened.company.app.definitions.list(kind)).length;
    const { page, faults } = await opened.pages.open('/data/relationships');
    const remove = async () => {
      await page.getByRole('checkbox', { name: 'Choose all rows' }).check();
      await page.getByRole('button', { name: 'Delete', exact: true }).click();
      const dialog = page.getByRole('dialog');
      const isForGood = await dialog.getByText(/cannot be brought back/).count();
      await dialog.getByRole('button', { name: 'Delete', exact: true }).click();
      await dialog.waitFor({ state: 'detached' });
      return isForGood > 0;
    };
    expect(await remove()).toBe(false);
    await expect.poll(() => kept('relationship')).toBe(0);
    await page.getByRole('button', { name: 'Undo' }).click();
    await expect.poll(() => kept('relationship')).toBe(1);
    await page.goto(`${opened.pages.address}/admin/exports?tab=connections`);
    expect(await remove()).toBe(true);
    await expect.poll(() => kept('connection')).toBe(0);
    expect(await page.getByRole('button', { name: 'Undo' }).count()).toBe(0);
    await page.close();
    expect(faults).toEqual([]);
  });
});

describe('the list of triggers', () => {
  it('turns off and deletes those of their own', async () => {
    const { page, faults } = await opened.pages.open('/triggers');
    await page.getByRole('checkbox', { name: 'Choose A source fails' }).check();
    await page.getByRole('button', { name: 'Turn off' }).click();
    await page.getByText('1 changed').waitFor();
    expect((await opened.company.app.definitions.get('trigger', 'SourceFails')).definition).toMatchObject({
      isEnabled: false,
    });
    await page.getByRole('checkbox', { name: 'Choose A source fails' }).check();
    await page.getByRole('button', { name: 'Delete', exact: true }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Delete', exact: true }).click();
    await page.getByText('A source fails has been deleted').waitFor();
    await page.close();
    expect(faults).toEqual([]);
  });
});
