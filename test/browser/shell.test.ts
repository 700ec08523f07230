import { describe, expect, it } from 'vitest';
import { companyForFile } from './support/every-page.ts';

const opened = companyForFile('en');

async function openPath(path: string) {
  const { browser, company } = opened();
  return browser.open(`${company.address}${path}`);
}

describe('what surrounds every page', () => {
  it('lists its keys at ? and goes where they lead', async () => {
    const { page, faults } = await openPath('/');
    await page.getByRole('heading', { name: 'Home' }).waitFor();
    await page.keyboard.press('?');
    const keys = page.getByRole('dialog', { name: 'Shortcuts' });
    await keys.getByText('Go to Segments').waitFor();
    await page.keyboard.press('Escape');
    await keys.waitFor({ state: 'detached' });
    await page.keyboard.press('g');
    await page.keyboard.press('s');
    await page.getByRole('heading', { name: 'Segments', level: 1 }).waitFor();
    await page.close();
    expect(faults).toEqual([]);
  });

  it('finds a customer by a part of the name', async () => {
    const { page, faults } = await openPath('/');
    await page.getByRole('heading', { name: 'Home' }).waitFor();
    await page.keyboard.press('Control+k');
    await page.getByRole('combobox').fill('person 11');
    await page.getByRole('option', { name: 'Person 11' }).waitFor();
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'Person 11' }).waitFor();
    expect(await page.title()).toBe('Person 11 · Fluxu');
    await page.close();
    expect(faults).toEqual([]);
  });

  it('finds each thing once, also those that stand on one page', async () => {
    const { definitions } = opened().company.company.app;
    const ends = {
      fromEntity: 'Club_Member',
      fromAttribute: 'MemberId',
      toEntity: 'Shop_Contact',
      toAttribute: 'ContactId',
    };
    for (const name of ['Referred', 'Invited'])
      await definitions.put({ kind: 'relationship', name, definition: { name, ...ends }, changedBy: 'test' });
    const { page, faults } = await openPath('/');
    await page.getByRole('heading', { name: 'Home' }).waitFor();
    await page.keyboard.press('Control+k');
    const options = page.getByRole('option');
    await options.filter({ hasText: 'Invited' }).waitFor();
    await page.getByRole('combobox').fill('export');
    await page.waitForFunction(() => document.querySelectorAll('[role=option]').length === 1);
    expect(await options.allTextContents()).toEqual(['Export destinationsPage']);
    await page.close();
    expect(faults).toEqual([]);
  });

  it('goes on with the keyboard in the page that was opened', async () => {
    const { page } = await openPath('/');
    await page.getByRole('heading', { name: 'Home' }).waitFor();
    await page.keyboard.press('g');
    await page.keyboard.press('s');
    await page.getByRole('heading', { name: 'Segments', level: 1 }).waitFor();
    await page.locator('main:focus').waitFor();
    await page.keyboard.press('Tab');
    expect(await page.locator('main :focus').count()).toBe(1);
    await page.close();
  });

  it('says that nothing stands at an unknown address, and leads back', async () => {
    const { page } = await openPath('/nowhere');
    await page.getByRole('heading', { name: 'There is no such page' }).waitFor();
    await page.getByRole('link', { name: 'Go to Home' }).click();
    await page.getByRole('heading', { name: 'Home' }).waitFor();
    await page.close();
  });

  it('closes a group of the navigation and remembers it', async () => {
    const { page } = await openPath('/');
    const admin = page.getByRole('button', { name: 'Admin', exact: true });
    const audit = page.getByRole('navigation').getByRole('link', { name: 'Audit log' });
    await audit.waitFor();
    await admin.press('Enter');
    await audit.waitFor({ state: 'detached' });
    await page.reload();
    await admin.waitFor();
    expect([await admin.getAttribute('aria-expanded'), await audit.count()]).toEqual(['false', 0]);
    await admin.click();
    await audit.waitFor();
    await page.close();
  });

  it('says that the connection is lost, and takes it back when it is there again', async () => {
    const { page } = await openPath('/');
    await page.getByRole('heading', { name: 'Home' }).waitFor();
    const lost = page.getByText('Connection lost');
    await page.context().setOffline(true);
    await lost.waitFor();
    await page.context().setOffline(false);
    await lost.waitFor({ state: 'detached' });
    await page.close();
  });

  it('says so when a page cannot be loaded because the server does not answer, and opens it when it does', async () => {
    const { page } = await openPath('/');
    await page.getByRole('heading', { name: 'Home' }).waitFor();
    await page.context().setOffline(true);
    await page.getByRole('navigation').getByRole('link', { name: 'Audit log' }).click();
    const refused = page.getByRole('alert').filter({ hasText: 'The server does not answer.' });
    await refused.getByRole('button', { name: 'Try again' }).waitFor();
    await page.context().setOffline(false);
    await page.getByRole('heading', { name: 'Audit log', level: 1 }).waitFor();
    await page.close();
  });
});
