import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Unification } from '../../src/model/unification.ts';
import { type Company, openCompany } from '../support/company.ts';
import { findBarriers } from './support/accessibility.ts';
import { type OpenedPages, openPages } from './support/opened-pages.ts';
import { openShopAndClub } from './support/shop-and-club.ts';

let company: Company;
let pages: OpenedPages;

beforeAll(async () => {
  company = await openShopAndClub({
    shop: 'Id,Email,Nick,City,Since\nC1,ane@example.org,Annie,Bilbao,2024-01-05\n',
    club: 'Id,Email,Nick,Town,Joined\nM1,ane@example.org,Ane,Donostia,2025-06-01\n',
  });
  pages = await openPages(company.app);
});
afterAll(async () => {
  await pages.close();
  await company.close();
});

describe('the wizard of unification', () => {
  it('decides what wins, combines fields, names a country, and unifies', async () => {
    const { page, faults } = await pages.open('/unify/edit?step=merge');
    await page.getByRole('button', { name: 'Edit: Nick' }).click();
    const dialog = page.getByRole('dialog', { name: 'Where Nick comes from' });
    const order = dialog.getByRole('list', { name: 'Sources' }).getByRole('listitem');
    await dialog.getByRole('button', { name: 'Move Club_Member.Nick up' }).focus();
    await page.keyboard.press('Alt+ArrowUp');
    await expect.poll(() => order.first().textContent()).toContain('Club_Member.Nick');
    await order.last().dragTo(order.first());
    await expect.poll(() => order.first().textContent()).toContain('Shop_Contact.Nick');
    await dialog.getByRole('combobox', { name: 'Which value wins' }).selectOption('Most recent');
    expect(await dialog.getByRole('button', { name: 'Apply' }).getAttribute('aria-disabled')).toBe('true');
    await dialog.getByRole('combobox', { name: 'Date of Shop_Contact' }).selectOption('Since');
    await dialog.getByRole('combobox', { name: 'Date of Club_Member' }).selectOption('Joined');
    expect(await findBarriers(page)).toEqual([]);
    await dialog.getByRole('button', { name: 'Apply' }).click();
    await page.getByRole('row').filter({ hasText: 'Club_Member.Nick' }).getByText('Most recent').waitFor();

    await page.getByRole('checkbox', { name: 'Choose City' }).check();
    await page.getByRole('checkbox', { name: 'Choose Town' }).check();
    await page.getByRole('button', { name: 'Combine to one field' }).click();
    await page.getByRole('dialog').getByRole('textbox', { name: 'Name' }).fill('Home');
    await page.getByRole('dialog').getByRole('button', { name: 'Apply' }).click();
    await page.getByRole('button', { name: 'Separate: Home' }).waitFor();
    expect(await findBarriers(page)).toEqual([]);

    await page.getByRole('button', { name: 'Map' }).click();
    const country = page
      .getByRole('region', { name: 'Club_Member' })
      .getByRole('textbox', { name: 'Country of telephone numbers' });
    await country.fill('E');
    await page.getByText('A country has two letters').waitFor();
    await country.fill('es');
    await page.getByText('A country has two letters').waitFor({ state: 'detached' });

    await page.getByRole('button', { name: '5 Review' }).click();
    await page.getByRole('button', { name: 'Save and unify' }).click();
    await page.waitForURL('**/unify');
    const { definition } = await company.app.definitions.get('unification', 'unification');
    const { merge, entities } = definition as Unification;
    expect(entities[1]).toMatchObject({ entity: 'Club_Member', phoneCountry: 'ES' });
    expect(merge?.fields).toEqual([
      {
        name: 'Nick',
        policy: 'mostRecent',
        recency: { Shop_Contact: 'Since', Club_Member: 'Joined' },
        sources: [
          { entity: 'Shop_Contact', attribute: 'Nick' },
          { entity: 'Club_Member', attribute: 'Nick' },
        ],
      },
      {
        name: 'Home',
        sources: [
          { entity: 'Shop_Contact', attribute: 'City' },
          { entity: 'Club_Member', attribute: 'Town' },
        ],
      },
    ]);
    await expect
      .poll(() => company.rows('Customer'), { timeout: 20_000 })
      .toMatchObject([{ Nick: 'Ane', Home: 'Bilbao' }]);
    await page.close();
    expect(faults).toEqual([]);
  });

  it('takes fields together, keeps others apart, and goes back to what is combined by itself', async () => {
    const { page, faults } = await pages.open('/unify/edit?step=merge');
    await page.getByRole('button', { name: 'Separate: Home' }).click();
    await page.getByRole('button', { name: 'Back to automatic: Home' }).click();
    await page.getByRole('button', { name: 'Back to automatic: Club_Member_Town' }).click();
    await page.getByRole('checkbox', { name: 'Choose City' }).check();
    await page.getByRole('checkbox', { name: 'Choose Town' }).check();
    await page.getByRole('button', { name: 'Combine to one field' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Apply' }).click();
    await page.getByRole('checkbox', { name: 'Choose Email' }).check();
    await page.getByRole('checkbox', { name: 'Choose City' }).check();
    await page.getByRole('button', { name: 'Take together' }).click();
    await page.getByRole('dialog').getByRole('textbox', { name: 'Name' }).fill('Contact');
    await page.getByRole('dialog').getByRole('button', { name: 'Apply' }).click();
    await page.getByRole('button', { name: 'Edit: City' }).click();
    const dialog = page.getByRole('dialog', { name: 'Where Contact comes from' });
    await dialog.getByRole('button', { name: 'Move Club_Member up' }).click();
    await dialog.getByRole('button', { name: 'Apply' }).click();
    await page.getByRole('button', { name: 'Dissolve the group: Email' }).waitFor();
    await page.getByRole('button', { name: '5 Review' }).click();
    await page.getByText('"Contact"').first().waitFor();
    await page.close();
    expect(faults).toEqual([]);
  });
});

describe('the wizard of a company without data', () => {
  it('leads to the data source that it needs first, and goes no further', async () => {
    const bare = await openCompany();
    const opened = await openPages(bare.app);
    const { page, faults } = await opened.open('/unify/edit');
    const source = page.getByRole('main').getByRole('link', { name: 'Add a data source' });
    await source.waitFor();
    expect(await page.getByRole('button', { name: 'Next' }).getAttribute('aria-disabled')).toBe('true');
    expect(await findBarriers(page)).toEqual([]);
    await source.click();
    await page.waitForURL('**/data/sources/new');
    await opened.close();
    await bare.close();
    expect(faults).toEqual([]);
  });
});

describe('the pair inspector', () => {
  it('shows pairs that a rule matches but for one condition, and why', async () => {
    const near = await openShopAndClub({
      shop: 'Id,Email,Nick\nC1,ane@example.org,Ane\nC2,jon@example.org,Jon\n',
      club: 'Id,Email,Nick\nM1,ane@example.org,Ane\nM2,jon@example.org,John\n',
    });
    const { definition, version } = await near.app.definitions.get('unification', 'unification');
    const on = (attribute: string) => ({ left: attribute, right: attribute });
    const rule = { name: 'Both', left: 'Shop_Contact', right: 'Club_Member', conditions: [on('Email'), on('Nick')] };
    await near.app.definitions.put({
      kind: 'unification',
      name: 'unification',
      expectedVersion: version,
      changedBy: 'test',
      definition: { ...(definition as object), rules: [rule] },
    });
    await near.refresh();
    const opened = await openPages(near.app);
    const { page, faults } = await opened.open('/unify/pairs');
    const pair = page.getByRole('listitem').filter({ hasText: 'Shop_Contact C2 · Club_Member M2' });
    await pair.getByText(/Nick is only 75/).waitFor();
    expect(await page.getByText('Shop_Contact C1 ·').count()).toBe(0);
    await pair.getByRole('button', { name: 'Why' }).click();
    await pair.getByText('two customers').waitFor();
    await pair.getByText(/\(Both\) does not match them/).waitFor();
    await pair.getByText('Nick differs. Jon / John').waitFor();
    await page.evaluate(() => localStorage.setItem('fluxu.language', 'eu'));
    await page.reload();
    await pair.getByRole('button', { name: 'Zergatik?' }).click();
    await pair.getByText('Nick desberdina da. Jon / John').waitFor();
    expect(await findBarriers(page)).toEqual([]);
    await opened.close();
    await near.close();
    expect(faults).toEqual([]);
  });
});
