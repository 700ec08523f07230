import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { businessFiles, businessWorkspace } from '../support/business-accounts.ts';
import { openStory, type Story } from '../support/story.ts';

const sum = (name: string, more: object) => ({
  name,
  kind: 'customerAttribute',
  entity: 'Crm_Order',
  calculations: [{ name: 'Total', function: 'sum', expression: { attribute: 'Amount' }, replaceNull: 0 }],
  ...more,
});
const any = (path: readonly string[], condition?: object) => ({
  operator: 'any',
  path,
  ...(condition && { condition }),
});
const segment = (name: string, condition: object) => ({ name, rules: [{ condition }] });
const ofContacts = (name: string, condition: object, more: object = {}) => ({
  ...segment(name, condition),
  of: 'contacts',
  ...more,
});
const isCeo = { operator: 'equals', attribute: 'JobTitle', value: 'CEO' };
const isOver = (value: number) => ({ operator: 'greaterThan', attribute: 'Amount', value });
const isNamed = (value: string) => ({ operator: 'equals', attribute: 'Name', value });

const workspace = {
  ...businessWorkspace,
  measures: [
    sum('Revenue', {}),
    sum('GroupRevenue', { rollUp: 'AccountHierarchy' }),
    {
      name: 'ContactsByTitle',
      kind: 'customer',
      entity: 'UnifiedContact',
      dimensions: [{ attribute: 'JobTitle' }],
      calculations: [{ name: 'Contacts', function: 'count' }],
    },
    {
      name: 'RevenueByTop',
      kind: 'business',
      entity: 'Crm_Order',
      dimensions: [{ attribute: 'Name', path: ['OrderContact', 'Customer', 'AccountHierarchy.Root'] }],
      calculations: [{ name: 'Total', function: 'sum', expression: { attribute: 'Amount' } }],
    },
  ],
  segments: [
    segment('HasCeo', any(['UnifiedContact'], isCeo)),
    segment('ParentHasCeo', any(['AccountHierarchy.Parent', 'UnifiedContact'], isCeo)),
    segment('ChildOrders', any(['AccountHierarchy.Children', 'Crm_Contact', 'OrderContact'])),
    segment('BelowAcme', {
      operator: 'childOf',
      hierarchy: 'AccountHierarchy',
      ...{ attribute: 'Name', value: 'Acme Group' },
    }),
    segment('AboveBilbao', {
      operator: 'parentOf',
      hierarchy: 'AccountHierarchy',
      ...{ attribute: 'Name', value: 'Acme Bilbao' },
    }),
    segment('Tops', any(['AccountHierarchy'], { operator: 'equals', attribute: 'Level', value: 0 })),
    segment('BigGroups', { operator: 'greaterThan', measure: 'GroupRevenue', value: 120 }),
    segment('OfAcmeGroup', any(['AccountHierarchy.Root'], isNamed('Acme Group'))),
    ofContacts('Ceos', isCeo),
    ofContacts('AtAcmeGroup', any(['Customer'], isNamed('Acme Group'))),
    ofContacts('BelowTheTop', any(['Customer', 'AccountHierarchy.Parent'])),
    ofContacts('AtBigGroups', any(['Customer'], { operator: 'inSegment', segment: 'BigGroups' })),
    ofContacts('AtSellers', any(['Customer'], { operator: 'greaterThan', measure: 'Revenue', value: 60 })),
    ofContacts('Ordered', any(['Crm_Contact', 'OrderContact'], isOver(10))),
    ofContacts(
      'Active',
      any(['UnifiedActivity'], { operator: 'equals', attribute: 'ActivityType', value: 'SalesOrder' }),
    ),
    ofContacts('NotCeos', isCeo, {
      rules: [{}, { operation: 'except', condition: { operator: 'inSegment', segment: 'Ceos' } }],
    }),
    { name: 'Chosen', of: 'contacts', kind: 'static', members: ['Crm_Contact|P2', 'Crm_Contact|P99'] },
    segment('WithCeo', any(['UnifiedContact'], { operator: 'inSegment', segment: 'Ceos' })),
  ],
};

let story: Story;
let names: ReadonlyMap<unknown, string>;
beforeAll(async () => {
  story = await openStory(workspace);
  story.given(businessFiles);
  await story.refresh();
  names = await readNames();
});
afterAll(() => story.close());

/** Name of each account by its CustomerId; Gamma is only known to the ERP. */
async function readNames(): Promise<ReadonlyMap<unknown, string>> {
  const customers = await story.company.rows('Customer');
  return new Map(customers.map((row) => [row['CustomerId'], String(row['Name'] ?? row['CompanyName'])]));
}

const named = (id: unknown) => (id === null ? null : names.get(id));
const byFirst = (a: readonly unknown[], b: readonly unknown[]) => (String(a[0]) < String(b[0]) ? -1 : 1);
const table = async (entity: string, columns: readonly string[], keys: readonly string[] = ['CustomerId']) => {
  const rows = await story.company.rows(entity);
  const isId = (column: string) => keys.includes(column) || column.endsWith('CustomerId');
  return rows.map((row) => columns.map((column) => (isId(column) ? named(row[column]) : row[column]))).sort(byFirst);
};
const idsIn = async (table: string, key: string, name: string) => {
  const rows = await story.company.rows(table);
  return rows.filter((row) => row['SegmentName'] === name).map((row) => row[key]);
};
const members = async (name: string) =>
  (await idsIn('SegmentMembership', 'CustomerId', name)).map((id) => named(id)).sort();
const contactsIn = async (name: string) => {
  const found = await idsIn('ContactSegmentMembership', 'UnifiedContactId', name);
  return found.map((id) => String(id).split('|')[1]).sort();
};

describe('contacts', () => {
  it('are gathered from all sources with the account that their key names, also one unified from two records', async () => {
    expect(await table('UnifiedContact', ['ContactId', 'CustomerId', 'FullName', 'JobTitle', 'PrimaryEmail'])).toEqual([
      ['7', 'Acme Spain', 'Lide Goi', null, 'lide@acme.example'],
      ['8', 'Gamma', 'Eneko Gara', null, 'eneko@gamma.example'],
      ['P1', 'Acme Group', 'Ane Etxe', 'CEO', 'ane@acme.example'],
      ['P2', 'Acme Bilbao', 'Jon Aldai', 'Buyer', 'jon@acme.example'],
      ['P3', null, 'Miren Solo', 'CEO', 'miren@solo.example'],
      ['P4', null, 'Koldo Lost', 'Buyer', 'koldo@lost.example'],
    ]);
  });

  it('are named by their source and key, and keep the key of the account', async () => {
    expect(
      (await table('UnifiedContact', ['UnifiedContactId', 'TableName', 'FK_ContactToAccountID'])).slice(0, 2),
    ).toEqual([
      ['Crm_Contact|P1', 'Crm_Contact', 'A1'],
      ['Crm_Contact|P2', 'Crm_Contact', 'A3'],
    ]);
  });
});

describe('an account hierarchy', () => {
  it('gives parent, top and level of every account', async () => {
    expect(await table('AccountHierarchy', ['CustomerId', 'ParentCustomerId', 'RootCustomerId', 'Level'])).toEqual([
      ['Acme Bilbao', 'Acme Spain', 'Acme Group', 2],
      ['Acme Group', null, 'Acme Group', 0],
      ['Acme Spain', 'Acme Group', 'Acme Group', 1],
      ['Beta', null, 'Beta', 0],
      ['Gamma', null, 'Gamma', 0],
    ]);
  });

  it('knows all accounts above each', async () => {
    const rows = await table(
      'AccountHierarchy_Ancestor',
      ['CustomerId', 'AncestorId', 'Distance'],
      ['CustomerId', 'AncestorId'],
    );
    const above = rows.filter(([account, , distance]) => account === 'Acme Bilbao' && distance !== 0);
    expect(above.sort((a, b) => Number(a[2]) - Number(b[2]))).toEqual([
      ['Acme Bilbao', 'Acme Spain', 1],
      ['Acme Bilbao', 'Acme Group', 2],
    ]);
  });
});

describe('measures of accounts', () => {
  it('reach accounts through contacts, and roll up to all accounts above', async () => {
    expect(await table('Customer_Measure', ['CustomerId', 'Revenue', 'GroupRevenue'])).toEqual([
      ['Acme Bilbao', 50, 50],
      ['Acme Group', 100, 150],
      ['Acme Spain', 0, 50],
      ['Beta', 0, 0],
      ['Gamma', 0, 0],
    ]);
  });

  it('count contacts by what is known of them', async () => {
    expect(await table('ContactsByTitle', ['CustomerId', 'JobTitle', 'Contacts'])).toEqual([
      ['Acme Bilbao', 'Buyer', 1],
      ['Acme Group', 'CEO', 1],
      ['Acme Spain', null, 1],
      ['Gamma', null, 1],
    ]);
  });

  it('group by what stands at the end of a path of many hops', async () => {
    expect(await table('RevenueByTop', ['Name', 'Total'])).toEqual([
      ['Acme Group', 150],
      [null, 5],
    ]);
  });
});

describe('segments of accounts', () => {
  it.each<[string, string, readonly string[]]>([
    ['by their contacts', 'HasCeo', ['Acme Group']],
    ['by the contacts of their parent', 'ParentHasCeo', ['Acme Spain']],
    ['by the orders of the contacts of their children', 'ChildOrders', ['Acme Spain']],
    ['below an account at any depth', 'BelowAcme', ['Acme Bilbao', 'Acme Spain']],
    ['above an account at any depth', 'AboveBilbao', ['Acme Group', 'Acme Spain']],
    ['by their level', 'Tops', ['Acme Group', 'Beta', 'Gamma']],
    ['by a measure that is rolled up', 'BigGroups', ['Acme Group']],
    ['by the top of their group', 'OfAcmeGroup', ['Acme Bilbao', 'Acme Group', 'Acme Spain']],
  ])('are found %s', async (_how, name, expected) => {
    expect(await members(name)).toEqual(expected);
  });
});

describe('segments of contacts', () => {
  it.each<[string, string, readonly string[]]>([
    ['by what is known of them, also without an account', 'Ceos', ['P1', 'P3']],
    ['by their account', 'AtAcmeGroup', ['P1']],
    ['by the hierarchy of their account', 'BelowTheTop', ['7', 'P2']],
    ['by segments of accounts', 'AtBigGroups', ['P1']],
    ['by measures of their account', 'AtSellers', ['P1']],
    ['by rows of their own source', 'Ordered', ['P1', 'P2']],
    ['by what they did', 'Active', ['P1', 'P2']],
    ['by several rules and other segments of contacts', 'NotCeos', ['7', '8', 'P2', 'P4']],
    ['from a list', 'Chosen', ['P2']],
  ])('are found %s', async (_how, name, expected) => {
    expect(await contactsIn(name)).toEqual(expected);
  });

  it('are asked for by accounts', async () => {
    expect(await members('WithCeo')).toEqual(['Acme Group']);
  });

  it('have a preview with SQL, an overlap among themselves, and a share of all contacts', async () => {
    const preview = await story.company.app.previews.segment(ofContacts('Trial', isCeo));
    expect(preview).toMatchObject({
      size: 2,
      everybody: 6,
      members: [{ FullName: 'Ane Etxe' }, { FullName: 'Miren Solo' }],
    });
    expect(preview.stages[0]?.sql).toContain('from "UnifiedContact" as r0 where "r0"."JobTitle" = \'CEO\'');
    const { size, others } = await story.company.app.trends.overlap('Ceos');
    expect(size).toBe(2);
    expect(others.map(({ name }) => name)).not.toContain('HasCeo');
    expect(others.find(({ name }) => name === 'Active')).toMatchObject({ size: 2, shared: 1 });
    const { segments } = await story.company.app.home();
    expect(segments.find(({ name }) => name === 'Ceos')).toMatchObject({ value: 2, everybody: 6 });
  });

  it.each<[string, object, string]>([
    [
      'without contacts',
      { segments: [ofContacts('Ceos', isCeo)], audience: { customers: 'businessAccounts' } },
      'FLX_SEGMENT_CONTACTS',
    ],
    [
      'that ask contacts for what accounts are members of',
      {
        segments: [
          segment('HasCeo', any(['UnifiedContact'])),
          ofContacts('Wrong', { operator: 'inSegment', segment: 'HasCeo' }),
        ],
      },
      'FLX_CUSTOMER_NEEDED',
    ],
    [
      'of accounts that ask for what contacts are members of',
      { segments: [ofContacts('Ceos', isCeo), segment('Wrong', { operator: 'inSegment', segment: 'Ceos' })] },
      'FLX_CONTACT_NEEDED',
    ],
  ])('are refused %s', async (_what, more, code) => {
    const refused = story.company.apply({ ...businessWorkspace, activities: [], measures: [], ...more });
    await expect(refused).rejects.toMatchObject({ problems: [expect.objectContaining({ code })] });
  });
});

describe('the page of an account', () => {
  const pageOf = async (name: string) => {
    const [id] = [...names].find(([, account]) => account === name) ?? [];
    return story.company.app.customers.get(String(id));
  };
  const nameIn = ({ profile }: { readonly profile: Readonly<Record<string, unknown>> }) => profile['Name'];

  it('shows its contacts, and its place in the hierarchy from the top', async () => {
    const { account } = await pageOf('Acme Spain');
    expect(account?.contacts).toMatchObject({ total: 1, items: [{ FullName: 'Lide Goi', ContactId: '7' }] });
    const [family] = account?.hierarchies ?? [];
    expect(family).toMatchObject({ hierarchy: 'AccountHierarchy', level: 1, below: 1 });
    expect([family?.parents.map(nameIn), family?.children.map(nameIn)]).toEqual([['Acme Group'], ['Acme Bilbao']]);
  });

  it('tells which contact did what, how often, and finds it by type, contact and time', async () => {
    const { customerId, activities, activeContacts, timeline } = await pageOf('Acme Bilbao');
    expect(activities).toMatchObject([{ activity: 'Orders', type: 'SalesOrder', count: 2 }]);
    expect(activeContacts).toEqual([{ contactId: 'Crm_Contact|P2', name: 'Jon Aldai', count: 2 }]);
    expect(timeline.map(({ contact }) => contact?.name)).toEqual(['Jon Aldai', 'Jon Aldai']);
    const found = async (filter: object, limit = 10) => {
      const page = await story.company.app.customers.timeline(customerId, filter, { limit });
      return [page.items.map(({ activityId }) => activityId), page.nextCursor];
    };
    expect(await found({ type: 'SalesOrder', from: '2026-02-03' })).toEqual([['Orders|O3'], undefined]);
    expect(await found({ to: '2026-02-03', contact: 'Crm_Contact|P2' })).toEqual([['Orders|O2'], undefined]);
    expect(await found({ contact: 'none' })).toEqual([[], undefined]);
    expect(await found({ activity: 'Visits' })).toEqual([[], undefined]);
    expect(await found({}, 1)).toEqual([['Orders|O3'], '1']);
  });
});

describe('a refresh of business accounts', () => {
  it('follows what changed in contacts, hierarchy and unification, and equals computing all anew', async () => {
    const equal = async () => expect(await story.company.app.verify()).toMatchObject({ isEqual: true });
    await equal();
    await story.watch('SegmentThresholdCrossed', { segment: 'HasCeo', threshold: 1 });
    await story.watch('SegmentThresholdCrossed', { segment: 'Ceos', threshold: 2 });
    await story.watch('MeasureThresholdCrossed', {
      measure: 'RevenueByTop',
      threshold: 200,
      row: { Name: 'Acme Group' },
    });
    await story.refresh();
    await story.arrived();

    story.given({
      'contacts.csv': [...(businessFiles['contacts.csv'] ?? []), 'P5,A4,Iker,Berri,iker@beta.example,CEO'],
      'orders.csv': [...(businessFiles['orders.csv'] ?? []), 'O5,P2,70,2026-02-05 10:00:00'],
    });
    const source = await story.refresh({ kind: 'source', name: 'Crm' });
    expect(source).toMatchObject({ status: 'successful' });
    expect(await members('HasCeo')).toEqual(['Acme Group', 'Beta']);
    expect((await story.arrived()).map(({ eventType }) => eventType).sort()).toEqual([
      'MeasureThresholdCrossed',
      'SegmentThresholdCrossed',
      'SegmentThresholdCrossed',
    ]);
    const { items } = await story.company.app.trends.changes('Ceos', source.jobId, { limit: 10 });
    expect(items).toMatchObject([{ change: 'entered', member: { ContactId: 'P5', FullName: 'Iker Berri' } }]);
    await equal();

    story.given({
      'accounts.csv': (businessFiles['accounts.csv'] ?? []).map((line) =>
        line.replace('beta.example,', 'beta.example,A3'),
      ),
      'companies.csv': ['CompanyNo,CompanyName,Domain', '100,ACME Spain SL,beta.example', '200,Gamma,gamma.example'],
    });
    await story.refresh();
    names = await readNames();
    expect(await table('AccountHierarchy', ['CustomerId', 'ParentCustomerId', 'RootCustomerId', 'Level'])).toEqual([
      ['Acme Bilbao', 'Acme Spain', 'Acme Group', 2],
      ['Acme Group', null, 'Acme Group', 0],
      ['Acme Spain', 'Acme Group', 'Acme Group', 1],
      ['Beta', 'Acme Bilbao', 'Acme Group', 3],
      ['Gamma', null, 'Gamma', 0],
    ]);
    const [lide] = (await table('UnifiedContact', ['ContactId', 'CustomerId'])).filter(([key]) => key === '7');
    expect(lide).toEqual(['7', 'Beta']);
    await equal();
  });

  it('leaves contacts and hierarchy as they are when something else is refreshed', async () => {
    const job = await story.refresh({ kind: 'measure', name: 'GroupRevenue' });
    expect(job.tasks.map(({ taskId }) => taskId)).not.toContain('contact');
    expect(await story.company.rows('UnifiedContact')).toHaveLength(7);
    expect(await story.company.app.verify()).toMatchObject({ isEqual: true });
  });
});

describe('an audience', () => {
  const { audience } = businessWorkspace;
  it.each<[string, object, string, string]>([
    [
      'contacts of individuals',
      { ...audience, customers: 'individuals', hierarchies: [] },
      'FLX_AUDIENCE_INDIVIDUALS',
      '/contacts',
    ],
    [
      'a contact whose accounts are not clear',
      { ...audience, contacts: [{ entity: 'Crm_Contact', primaryKey: 'ContactId', accountKey: 'AccountId' }] },
      'FLX_AUDIENCE_ACCOUNTS',
      '/contacts/0/accountEntity',
    ],
    [
      'an entity that is not there',
      {
        ...audience,
        hierarchies: [{ ...audience.hierarchies[0], entity: 'Crm_Acount', accountEntity: 'Crm_Account' }],
      },
      'FLX_UNKNOWN_ENTITY',
      '/hierarchies/0/entity',
    ],
    [
      'a contact entity named twice',
      { ...audience, contacts: [audience.contacts[0], audience.contacts[0]] },
      'FLX_DUPLICATE_NAME',
      '/contacts/1',
    ],
    [
      'a hierarchy with the name of another entity',
      { ...audience, hierarchies: [{ ...audience.hierarchies[0], name: 'ContactsByTitle' }] },
      'FLX_NAME_CLASH',
      '/hierarchies/0/name',
    ],
  ])('refuses %s', async (_what, broken, code, pointer) => {
    const refused = story.company.apply({ ...workspace, audience: broken });
    await expect(refused).rejects.toMatchObject({
      problems: expect.arrayContaining([
        expect.objectContaining({ code, place: expect.objectContaining({ pointer }) }),
      ]),
    });
  });

  it('refuses to roll up over a hierarchy that is not there', async () => {
    const measures = [sum('GroupRevenue', { rollUp: 'AccountHierachy' })];
    await expect(story.company.apply({ ...workspace, measures, segments: [] })).rejects.toMatchObject({
      problems: [{ code: 'FLX_UNKNOWN_HIERARCHY', mend: "Did you mean 'AccountHierarchy'?" }],
    });
  });
});
