import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Segment } from '../../src/model/segment.ts';
import type { Unification } from '../../src/model/unification.ts';
import type { Company } from '../support/company.ts';
import { findBarriers } from './support/accessibility.ts';
import { type OpenedPages, openPages } from './support/opened-pages.ts';
import { openShopAndClub } from './support/shop-and-club.ts';

let company: Company;
let pages: OpenedPages;

/** The members of the club by their number, each with an e-mail address. */
const members = (emails: Readonly<Record<string, string>>) =>
  ['Id,Email,Points', ...Object.entries(emails).map(([id, email]) => `${id},${email},7`)].join('\n');
const putMembers = (emails: Readonly<Record<string, string>>) => company.put('Club.csv', members(emails));

const customerOf = async (entity: string, key: string) => {
  const rows = await company.rows('AlternateKey');
  return String(rows.find((row) => row['EntityName'] === entity && row['AlternateValue'] === key)?.['CustomerId']);
};

beforeAll(async () => {
  company = await openShopAndClub({
    shop: 'Id,FullName,Email\nC1,Ane Etxeberria,ane@example.org\nC2,Bittor Agirre,bittor@example.org\n',
    club: members({ M1: 'ane@example.org', M2: 'nobody@example.org' }),
  });
  pages = await openPages(company.app);
});
afterAll(async () => {
  await pages.close();
  await company.close();
});

describe('the page of a customer', () => {
  it('says when records came and left, and whose they were', async () => {
    const [ane, bittor, alone] = [
      await customerOf('Shop_Contact', 'C1'),
      await customerOf('Shop_Contact', 'C2'),
      await customerOf('Club_Member', 'M2'),
    ];
    putMembers({ M1: 'other@example.org', M2: 'bittor@example.org', M3: 'bittor@example.org' });
    const { jobId } = await company.refresh();
    const separate = await customerOf('Club_Member', 'M1');
    expect(await company.app.customers.history(bittor)).toMatchObject([
      {
        refreshId: jobId,
        arrived: [
          { entity: 'Club_Member', key: 'M2', fromCustomerId: alone },
          { entity: 'Club_Member', key: 'M3', fromCustomerId: undefined },
        ],
        left: [],
      },
    ]);
    expect(await company.app.customers.history(ane)).toMatchObject([
      { arrived: [], left: [{ entity: 'Club_Member', key: 'M1', toCustomerId: separate }] },
    ]);
    const { page, faults } = await pages.open(`/customers/${bittor}`);
    const history = page.getByRole('region', { name: 'Merge history' });
    await history.getByText(`from customer ${alone}`).waitFor();
    const merged = page.getByRole('region', { name: 'Why merged' });
    await merged.getByText('Email is equal (SameEmail)').waitFor();
    expect((await merged.locator('ul ul').last().getByRole('listitem').allInnerTexts()).toSorted()).toEqual([
      'Club_Member: M2',
      'Club_Member: M3',
      'Shop_Contact: C2',
    ]);
    expect(await history.getByRole('listitem').filter({ hasText: /^New/ }).allInnerTexts()).toEqual([
      'New\nClub_Member M3',
    ]);
    expect(await findBarriers(page)).toEqual([]);
    await page.goto(`${pages.address}/customers/${ane}`);
    await history.getByRole('link', { name: `to customer ${separate}` }).click();
    await page.waitForURL(`**/customers/${separate}`);
    await page.close();
    expect(faults).toEqual([]);
  });

  it('lets two records never match, tells why they do, and takes the decision back', async () => {
    const bittor = await customerOf('Shop_Contact', 'C2');
    const { page, faults } = await pages.open(`/customers/${bittor}`);
    const correct = page.getByRole('region', { name: 'Correct who is who' });
    await correct.getByRole('combobox', { name: 'Record of this customer' }).selectOption({ label: 'Shop_Contact C2' });
    await correct.getByRole('combobox', { name: 'Other record' }).selectOption({ label: 'Club_Member M2' });
    await correct.getByRole('button', { name: 'Why?' }).click();
    await correct.getByText('They are one customer.').waitFor();
    await correct.getByText('Email is equal (SameEmail) · 100%').waitFor();
    await correct.getByRole('button', { name: 'Never one customer' }).click();
    await correct.getByRole('listitem').getByText('Shop_Contact C2 · Club_Member M2').waitFor();
    await correct.getByRole('button', { name: 'Never one customer', disabled: false }).waitFor();
    expect(await findBarriers(page)).toEqual([]);
    await correct.getByRole('button', { name: 'Unify now' }).click();
    await page.getByRole('region', { name: 'Merge history' }).getByText('Left', { exact: true }).waitFor();
    expect(await customerOf('Club_Member', 'M2')).not.toBe(await customerOf('Shop_Contact', 'C2'));
    await correct.getByRole('button', { name: 'Take back' }).first().click();
    await correct.getByRole('listitem').waitFor({ state: 'detached' });
    const { definition } = await company.app.definitions.get('unification', 'unification');
    expect((definition as Unification).neverMatch?.pairs ?? []).toEqual([]);
    await page.close();
    expect(faults).toEqual([]);
  });

  it('prints as one sheet: no commands, and what is folded is unfolded', async () => {
    const { page } = await pages.open(`/customers/${await customerOf('Shop_Contact', 'C2')}`);
    const folded = page.getByRole('region', { name: 'Source records' }).locator('details').last();
    await folded.locator('dt').first().waitFor({ state: 'attached' });
    expect(await folded.locator('dt').first().isVisible()).toBe(false);
    await page.emulateMedia({ media: 'print' });
    expect(await folded.locator('dt').first().isVisible()).toBe(true);
    expect(await page.getByRole('navigation').filter({ visible: true }).count()).toBe(0);
    expect(await page.getByRole('button').filter({ visible: true }).count()).toBe(0);
    const titles = page.locator('section > header');
    const breaks = await titles.evaluateAll((all) => all.map((title) => getComputedStyle(title).breakAfter));
    expect(new Set(breaks)).toEqual(new Set(['avoid']));
    await page.close();
  });
});

describe('the list of customers', () => {
  it('keeps its filter as a segment', async () => {
    const filter = JSON.stringify({ attribute: 'Points', operator: 'greaterThan', value: 5 });
    const { page, faults } = await pages.open(`/customers?filter=${encodeURIComponent(filter)}`);
    await page.getByRole('button', { name: 'Save filters as segment' }).click();
    await page.getByRole('textbox', { name: 'Display name' }).fill('Collectors');
    await page
      .getByRole('region', { name: 'Group 1' })
      .getByText(/customers$/)
      .waitFor();
    await page.getByRole('button', { name: 'Save and refresh' }).click();
    await page.getByText('Collectors has been saved').waitFor();
    const { definition } = await company.app.definitions.get('segment', 'Collectors');
    expect((definition as Segment).rules).toEqual([{ condition: JSON.parse(filter) as unknown }]);
    await page.close();
    expect(faults).toEqual([]);
  });

  it('finds a customer by an address that lost in the merge, says so, and begins its table with names', async () => {
    putMembers({ M1: 'other@example.org', M2: 'BITTOR@example.org' });
    const { version, definition } = await company.app.definitions.get('unification', 'unification');
    const loose = structuredClone(definition) as { rules: { conditions: object[] }[] };
    loose.rules[0]?.conditions.splice(0, 1, { left: 'Id', right: 'Points' });
    company.put('Club.csv', 'Id,Email,Points\nM1,lost@example.org,C1\nM2,bittor@example.org,C2');
    await company.app.definitions.put({
      kind: 'unification',
      name: 'unification',
      definition: loose,
      expectedVersion: version,
      changedBy: 'test',
    });
    await company.refresh();
    const { page, faults } = await pages.open('/customers?search=lost%40example.org');
    await page.getByText('Also known as lost@example.org (Club_Member)').waitFor();
    expect(await findBarriers(page)).toEqual([]);
    await page.getByRole('button', { name: 'As a table' }).click();
    const table = page.getByRole('group', { name: 'Customer' });
    await table.getByText('Also known as lost@example.org (Club_Member)').waitFor();
    const headings = await table.getByRole('columnheader').allTextContents();
    expect([headings[0], headings.at(-1)]).toEqual(['Name', 'CustomerId']);
    await table.getByRole('link', { name: 'Ane Etxeberria' }).waitFor();
    expect(await findBarriers(page)).toEqual([]);
    await page.close();
    expect(faults).toEqual([]);
  });
});
