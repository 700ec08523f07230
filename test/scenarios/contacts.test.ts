import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { businessFiles, businessWorkspace } from '../support/business-accounts.ts';
import { openStory, type Story } from '../support/story.ts';

const contactsFile = [
  'ContactId,AccountId,First,Last,Mail,Role',
  'P1,A2,Lide,Goi,lide@acme.example,Buyer',
  'P2,A2,Lide,Goi-Aldai,LIDE@acme.example,',
  'P3,A4,Lide,Goi,lide@acme.example,CEO',
  'P4,A2,Ane,Etxe,,Buyer',
  'P5,,Miren,Solo,miren@solo.example,',
];
const peopleFile = [
  'PersonNo,CompanyNo,Who,Mail,Tel',
  '7,100,Lide Goi,Lide@Acme.example,944000001',
  '8,200,Eneko Gara,eneko@gamma.example,',
  '9,100,Ana Etxe,ana@acme.example,944000009',
];
const ordersFile = [
  'OrderId,ContactId,Amount,OrderedAt',
  'O1,P1,100,2026-02-01 10:00:00',
  'O2,P2,30,2026-02-02 10:00:00',
  'O3,P4,20,2026-02-03 10:00:00',
];
const sameMail = { name: 'SameMail', conditions: [{ attribute: 'PrimaryEmail', normalize: ['lowerCase'] }] };
const sameName = {
  name: 'SimilarName',
  conditions: [{ attribute: 'FullName', normalize: ['lowerCase'], precision: 0.8 }],
  exceptions: [{ attribute: 'PrimaryEmail', normalize: ['lowerCase'] }],
};
const any = (path: readonly string[], condition: object) => ({ operator: 'any', path, condition });
const amountIs = (value: number) => ({ operator: 'equals', attribute: 'Amount', value });
const { audience } = businessWorkspace;
const [crm, erp] = audience.contacts;

function workspace(contactRules: readonly object[], members: readonly string[] = []) {
  const segment = (name: string, condition: object) => ({ name, of: 'contacts', rules: [{ condition }] });
  return {
    ...businessWorkspace,
    audience: {
      ...audience,
      contacts: [crm, { ...erp, fields: { ...erp?.fields, PrimaryPhone: 'Tel' } }],
      contactRules,
    },
    measures: [
      {
        name: 'OrdersOfContact',
        kind: 'business',
        entity: 'UnifiedActivity',
        dimensions: [{ attribute: 'PrimaryPhone', path: ['UnifiedContact'] }],
        calculations: [{ name: 'Orders', function: 'count' }],
      },
    ],
    segments: [
      segment('Ordered30', any(['Crm_Contact', 'OrderContact'], amountIs(30))),
      segment('WithPhone', { operator: 'isNotNull', attribute: 'PrimaryPhone' }),
      segment('OfErp', any(['Erp_Person'], { operator: 'isNotNull', attribute: 'Tel' })),
      {
        name: 'Colleagues',
        rules: [
          {
            condition: any(['Crm_Contact', 'UnifiedContact', 'Customer', 'UnifiedContact', 'Erp_Person'], {
              operator: 'equals',
              attribute: 'PersonNo',
              value: 7,
            }),
          },
        ],
      },
      { name: 'Chosen', of: 'contacts', kind: 'static', members },
    ],
  };
}

let story: Story;
beforeAll(async () => {
  story = await openStory(workspace([]));
  story.given({ ...businessFiles, 'contacts.csv': contactsFile, 'people.csv': peopleFile, 'orders.csv': ordersFile });
  await story.refresh();
});
afterAll(() => story.close());

/** Whose each record is, as sets of keys. */
async function persons(): Promise<readonly string[]> {
  const keys = await story.company.rows('ContactAlternateKey');
  const groups = Map.groupBy(keys, (row) => row['UnifiedContactId']);
  return [...groups.values()]
    .map((rows) =>
      rows
        .map((row) => row['AlternateValue'])
        .sort()
        .join(' '),
    )
    .sort();
}
async function contactOf(key: string) {
  const keys = await story.company.rows('ContactAlternateKey');
  const id = keys.find((row) => row['AlternateValue'] === key)?.['UnifiedContactId'];
  return (await story.company.rows('UnifiedContact')).find((row) => row['UnifiedContactId'] === id) ?? {};
}
async function members(segment: string): Promise<readonly unknown[]> {
  const rows = await story.company.rows('ContactSegmentMembership');
  const ids = rows.filter((row) => row['SegmentName'] === segment).map((row) => row['UnifiedContactId']);
  const contacts = await story.company.rows('UnifiedContact');
  return contacts
    .filter((row) => ids.includes(row['UnifiedContactId']))
    .map((row) => row['FullName'])
    .sort();
}
const isEqual = async () => expect(await story.company.app.verify()).toMatchObject({ isEqual: true });
const given = (path: string, lines: readonly string[]) => story.given({ [path]: lines });

describe('contacts with rules', () => {
  it('stand alone without them, and are one contact with them where the account is the same, under an id that one of them had', async () => {
    expect(await persons()).toEqual(['7', '8', '9', 'P1', 'P2', 'P3', 'P4', 'P5']);
    await story.company.apply(workspace([sameMail, sameName]));
    await story.refresh();
    expect(await persons()).toEqual(['7 P1 P2', '8', '9 P4', 'P3', 'P5']);
    expect(await contactOf('7')).toMatchObject({
      UnifiedContactId: 'Crm_Contact|P1',
      PreviousContactId: 'Crm_Contact|P2;Erp_Person|7',
    });
    await isEqual();
  });

  it('take each attribute from the first source that has one', async () => {
    expect(await contactOf('7')).toMatchObject({
      FullName: 'Lide Goi',
      LastName: 'Goi',
      JobTitle: 'Buyer',
      PrimaryEmail: 'lide@acme.example',
      PrimaryPhone: '944000001',
      TableName: 'Crm_Contact',
      ContactId: 'P1',
      FK_ContactToAccountID: 'A2',
    });
    expect(await contactOf('9')).toMatchObject({ FullName: 'Ane Etxe', PrimaryEmail: 'ana@acme.example' });
  });

  it('are reached from any of their records, over many hops', async () => {
    expect(await members('Ordered30')).toEqual(['Lide Goi']);
    expect(await members('WithPhone')).toEqual(['Ane Etxe', 'Lide Goi']);
    expect(await members('OfErp')).toEqual(['Ane Etxe', 'Lide Goi']);
    const accounts = await story.company.rows('SegmentMembership');
    expect(accounts.map((row) => row['CustomerId'])).toEqual([(await contactOf('7'))['CustomerId']]);
  });

  it('did what any of their records did', async () => {
    const rows = await story.company.rows('OrdersOfContact');
    expect(rows.map((row) => [row['PrimaryPhone'], Number(row['Orders'])]).sort()).toEqual([
      ['944000001', 2],
      ['944000009', 1],
    ]);
    const { account, activeContacts } = await story.company.app.customers.get(
      String((await contactOf('7'))['CustomerId']),
    );
    expect(account?.contacts).toMatchObject({
      total: 2,
      items: [
        { FullName: 'Ane Etxe', RecordCount: 2 },
        { FullName: 'Lide Goi', RecordCount: 3 },
      ],
    });
    expect(account?.contacts.segments.map(({ name, contactId }) => [name, contactId.split('|')[1]])).toEqual(
      expect.arrayContaining([
        ['Ordered30', 'P1'],
        ['OfErp', 'P4'],
      ]),
    );
    expect(activeContacts).toMatchObject([
      { name: 'Lide Goi', count: 2 },
      { name: 'Ane Etxe', count: 1 },
    ]);
  });

  it('keep their id while records come, change and go, and are followed by lists', async () => {
    await story.company.apply(workspace([sameMail, sameName], ['Erp_Person|7']));
    given('contacts.csv', [...contactsFile.slice(0, 1), ...contactsFile.slice(2), 'P6,A2,Lide,Goi,lide@acme.example,']);
    await story.refresh();
    expect(await persons()).toEqual(['7 P2 P6', '8', '9 P4', 'P3', 'P5']);
    expect(await contactOf('7')).toMatchObject({ UnifiedContactId: 'Crm_Contact|P1', LastName: 'Goi-Aldai' });
    expect(await members('Chosen')).toEqual([(await contactOf('7'))['FullName']]);
    await isEqual();
  });

  it('part when their accounts part, and the new contact has an id that nobody had', async () => {
    given(
      'people.csv',
      peopleFile.map((line) => line.replace('7,100', '7,200')),
    );
    await story.refresh();
    expect(await persons()).toEqual(['7', '8', '9 P4', 'P2 P6', 'P3', 'P5']);
    expect(await contactOf('P2')).toMatchObject({ UnifiedContactId: 'Crm_Contact|P1' });
    const parted = String((await contactOf('7'))['UnifiedContactId']);
    expect(await story.company.rows('ContactIdHistory')).toContainEqual(
      expect.objectContaining({ UnifiedContactId: parted }),
    );
    expect(parted).not.toMatch(/\|/);
    await isEqual();
  });

  it.each<[string, object, string, string]>([
    [
      'a field that contacts do not have',
      { attribute: 'Mail' },
      'FLX_UNKNOWN_ATTRIBUTE',
      '/contactRules/1/conditions/0/attribute',
    ],
    [
      'likeness of dates',
      { attribute: 'BirthDate', precision: 'high' },
      'FLX_UNIFY_FUZZY_TYPE',
      '/contactRules/1/conditions/0',
    ],
  ])('refuse %s', async (_what, condition, code, pointer) => {
    const broken = { name: 'Broken', conditions: [condition] };
    await expect(story.company.apply(workspace([sameMail, broken]))).rejects.toMatchObject({
      problems: [{ code, place: { object: 'audience', pointer: expect.stringContaining(pointer) } }],
    });
  });
});
