import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { businessFiles, businessWorkspace } from '../support/business-accounts.ts';
import { type Company, openCompany } from '../support/company.ts';
import { findBarriers } from './support/accessibility.ts';
import type { WatchedPage } from './support/browser.ts';
import { type OpenedPages, openPages } from './support/opened-pages.ts';

let company: Company;
let pages: OpenedPages;
let accounts: Readonly<Record<string, string>>;

beforeAll(async () => {
  company = await openCompany();
  for (const [path, lines] of Object.entries(businessFiles)) company.put(path, `${lines.join('\n')}\n`);
  company.put('orders.csv', `${businessFiles['orders.csv']?.join('\n').replace('O3,P2,20,', 'O3,P2,12.5,')}\n`);
  const activities = businessWorkspace.activities.map((each) => ({
    ...each,
    detail: 'Amount',
    attributes: ['Amount'],
    units: { Amount: 'EUR' },
  }));
  await company.apply({ ...businessWorkspace, activities });
  await company.refresh();
  const rows = await company.rows('Customer');
  accounts = Object.fromEntries(rows.map((row) => [row['Name'], String(row['CustomerId'])]));
  pages = await openPages(company.app);
});
afterAll(async () => {
  await pages.close();
  await company.close();
});

/** Nothing keeps people out, nothing failed, and on a phone nothing is wider than the window. */
async function expectWhole({ page, faults }: WatchedPage): Promise<void> {
  const barriers = await findBarriers(page);
  await page.setViewportSize({ width: 360, height: 900 });
  const excess = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
  await page.setViewportSize({ width: 1440, height: 900 });
  expect([barriers, faults, Math.max(0, excess)]).toEqual([[], [], 0]);
}

describe('the page of an account', () => {
  let opened: WatchedPage;
  const region = (name: string) => opened.page.getByRole('region', { name });
  beforeAll(async () => {
    opened = await pages.open(`/customers/${accounts['Acme Spain']}`);
  });
  afterAll(() => opened.page.close());

  it('shows its contacts and its place in the hierarchy', async () => {
    await region('Contacts').getByText('Lide Goi').waitFor();
    const hierarchy = region('Hierarchy AccountHierarchy');
    await hierarchy.getByText('Level 1 with 1 account below.').waitFor();
    expect(await hierarchy.getByRole('link').allTextContents()).toEqual(['Acme Group', 'Acme Bilbao']);
    await expectWhole(opened);
  });

  it('leads to the account below, whose timeline tells which contact did what', async () => {
    await region('Hierarchy AccountHierarchy').getByRole('link', { name: 'Acme Bilbao' }).click();
    await opened.page.getByRole('heading', { level: 1, name: 'Acme Bilbao' }).waitFor();
    const timeline = region('Timeline');
    await timeline.getByText('Orders: 2').waitFor();
    await timeline.locator('ol > li').nth(1).waitFor();
    expect(await timeline.locator('ol > li').count()).toBe(2);
    await timeline.locator('ol > li', { hasText: 'Jon Aldai' }).first().waitFor();
    expect(await timeline.locator('ol > li > p:last-child').allInnerTexts()).toEqual([
      '€12.50 · Amount: €12.50',
      '€30.00 · Amount: €30.00',
    ]);
    await timeline.getByLabel('Contact').selectOption('Not mapped to a contact');
    await timeline.getByText('Nothing fits what is chosen.').waitFor();
    await timeline.getByLabel('Contact').selectOption('Jon Aldai (2)');
    await timeline.locator('ol > li').nth(1).waitFor();
    await expectWhole(opened);
  });
});

describe('the audience', () => {
  it('is shown with what the last refresh made of it, and changed in the form', async () => {
    const opened = await pages.open('/unify/audience');
    const { page } = opened;
    const contacts = page.getByRole('region', { name: 'Contacts' });
    await contacts.getByLabel('Entity of contacts').nth(1).waitFor();
    await page.getByRole('link', { name: '6 rows' }).waitFor();
    await expectWhole(opened);
    await contacts.getByRole('button', { name: 'Remove Erp_Person' }).click();
    const rules = page.getByRole('region', { name: 'Same contact' });
    await rules.getByText('No rule: every record is a contact of its own.').waitFor();
    await rules.getByRole('button', { name: 'Add rule' }).click();
    await rules.getByRole('button', { name: 'Add condition' }).click();
    await rules.getByLabel('Attribute').nth(1).selectOption('FullName');
    await expectWhole(opened);
    await page.getByRole('button', { name: 'Save', exact: true }).click();
    await page.getByText('Audience has been saved').waitFor();
    const { definition } = await company.app.definitions.get('audience', 'audience');
    expect(definition).toMatchObject({
      contacts: [{ entity: 'Crm_Contact', accountKey: 'AccountId' }],
      contactRules: [
        {
          name: 'SameMail1',
          conditions: [{ attribute: 'PrimaryEmail', normalize: ['lowerCase'] }, { attribute: 'FullName' }],
        },
      ],
    });
    await page.close();
  });

  it('is among the relationships and in the choices of a segment', async () => {
    const relationships = await pages.open('/data/relationships');
    await relationships.page.getByRole('link', { name: 'AccountHierarchy' }).first().waitFor();
    await expectWhole(relationships);
    await relationships.page.close();
    const segment = await pages.open('/segments/new');
    await segment.page.getByRole('button', { name: 'Add related rows' }).first().click();
    const options = await segment.page.getByLabel('Relationship').first().locator('option').allTextContents();
    expect(options).toEqual(expect.arrayContaining(['UnifiedContact', 'AccountHierarchy.Parent', 'UnifiedActivity']));
    await segment.page.getByRole('button', { name: 'Remove condition' }).first().click();
    await segment.page.getByRole('button', { name: 'Add condition' }).first().click();
    await segment.page.getByLabel('Comparison').selectOption('is a child of');
    expect(await segment.page.getByLabel('Hierarchy').inputValue()).toBe('AccountHierarchy');
    await segment.page.close();
  });
});

describe('a segment of contacts', () => {
  it('is built, previewed, refreshed and shown with its members', async () => {
    const opened = await pages.open('/segments/new');
    const { page } = opened;
    await page.getByLabel('Display name').fill('Chief executives');
    await page.getByLabel('Members').selectOption('Contacts');
    await page.getByText('Without conditions it holds every contact.').waitFor();
    await page.getByRole('button', { name: 'Add condition' }).click();
    await page.getByLabel('Attribute').selectOption('JobTitle');
    await page.getByLabel('Value').fill('CEO');
    const preview = page.getByRole('region', { name: 'Preview' });
    await preview.getByText('of 6 contacts').waitFor();
    await preview.getByRole('link', { name: 'Ane Etxe' }).waitFor();
    await expectWhole(opened);
    await page.getByRole('button', { name: 'Add related rows' }).click();
    const options = await page.getByLabel('Relationship').locator('option').allTextContents();
    expect(options).toEqual(expect.arrayContaining(['Customer', 'Crm_Contact', 'UnifiedActivity']));
    await page.getByRole('button', { name: 'Remove condition' }).last().click();
    await page.getByRole('button', { name: 'Save and refresh' }).click();
    const row = page.getByRole('row', { name: 'Chief executives' });
    await row.getByRole('cell', { name: 'Contacts' }).waitFor();
    await row.getByRole('cell', { name: '2', exact: true }).waitFor();
    await expectWhole(opened);
    await row.getByRole('link', { name: 'Chief executives' }).click();
    await page.getByText('Segment of contacts').waitFor();
    await page.getByRole('link', { name: 'Members' }).click();
    await page.getByRole('cell', { name: 'Miren Solo' }).waitFor();
    await page.getByRole('cell', { name: 'ane@acme.example' }).waitFor();
    await expectWhole(opened);
    await page.getByRole('link', { name: 'Entered and left' }).click();
    await page.getByRole('button', { name: 'Show' }).click();
    await page.getByRole('region', { name: 'Who entered and left' }).getByRole('link', { name: 'Ane Etxe' }).click();
    await page.getByRole('region', { name: 'Contacts' }).getByRole('link', { name: 'Chief executives' }).waitFor();
    await expectWhole(opened);
    await page.close();
  });
});

describe('activities', () => {
  it('are listed with how many rows they have, and made in a form', async () => {
    const opened = await pages.open('/data/activities');
    const { page } = opened;
    await page.getByRole('cell', { name: '3', exact: true }).waitFor();
    await expectWhole(opened);
    await page.getByRole('button', { name: 'New activity' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('Display name').fill('Order noted');
    await dialog.getByLabel('Entity').selectOption('Crm_Order');
    await dialog.getByLabel('When it happened').selectOption('OrderedAt');
    await dialog.getByLabel('Type').selectOption('Feedback');
    expect(await dialog.getByLabel('Unit of the detail').count()).toBe(0);
    await dialog.getByLabel('Additional detail').selectOption('Amount');
    await dialog.getByLabel('Unit of the detail').fill('EUR');
    await dialog.getByLabel('Additional detail').selectOption('OrderId');
    await dialog.getByLabel('Additional detail').selectOption('Amount');
    expect(await dialog.getByLabel('Unit of the detail').inputValue()).toBe('');
    await dialog.getByLabel('Unit of the detail').fill('EUR');
    await dialog.getByRole('button', { name: 'Save' }).click();
    await page.getByRole('button', { name: 'Order noted' }).waitFor();
    const { definition } = await company.app.definitions.get('activity', 'OrderNoted');
    expect(definition).toMatchObject({
      entity: 'Crm_Order',
      primaryKey: 'OrderId',
      type: 'Feedback',
      units: { Amount: 'EUR' },
    });
    await page.close();
  });
});

describe('the records of a contact', () => {
  it('are tried together before the rule is kept, told why they are one, and parted by a decision', async () => {
    const contacts = [...(businessFiles['contacts.csv'] ?? []), 'P5,A3,Jon,Aldai,JON@acme.example,'];
    company.put('contacts.csv', `${contacts.join('\n')}\n`);
    await company.apply(businessWorkspace);
    await company.refresh();
    const opened = await pages.open('/unify/audience');
    const { page } = opened;
    const preview = page.getByRole('region', { name: 'Preview' });
    await preview.getByText('as many as now').waitFor();
    await page.getByRole('region', { name: 'Same contact' }).getByRole('button', { name: 'Add rule' }).click();
    await preview.getByText(/1 compared with now/).waitFor();
    await preview.getByText('Jon Aldai').waitFor();
    await preview.getByText('made of 2 records').waitFor();
    await expectWhole(opened);
    await page.getByRole('button', { name: 'Save', exact: true }).click();
    await page.getByText('Audience has been saved').waitFor();
    await company.refresh();
    await page.goto(new URL(`/customers/${accounts['Acme Bilbao']}`, page.url()).href);
    await page.getByRole('region', { name: 'Contacts' }).getByRole('link', { name: 'Jon Aldai' }).click();
    const why = page.getByRole('region', { name: 'Why merged' });
    await why.getByText('SameMail1').waitFor();
    await page.getByRole('region', { name: 'Source records' }).getByText('P5', { exact: true }).first().waitFor();
    const decide = page.getByRole('region', { name: 'Correct who is who' });
    await decide.getByRole('button', { name: 'Why?' }).click();
    await decide.getByText('They are one contact.').waitFor();
    await expectWhole(opened);
    await decide.getByRole('button', { name: 'Never one contact' }).click();
    await decide.getByRole('listitem').getByText('Never one contact').waitFor();
    const { definition } = await company.app.definitions.get('audience', 'audience');
    expect(definition).toMatchObject({
      contactNeverMatch: { pairs: [{ entity1: 'Crm_Contact', key1: 'P2', entity2: 'Crm_Contact', key2: 'P5' }] },
    });
    await company.refresh();
    await page.goto(new URL(`/customers/${accounts['Acme Bilbao']}`, page.url()).href);
    await page.getByRole('region', { name: 'Contacts' }).getByRole('link', { name: 'Jon Aldai' }).nth(1).waitFor();
    await page.close();
  }, 180_000);
});
