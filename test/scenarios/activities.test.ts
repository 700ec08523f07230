import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Company, openCompany } from '../support/company.ts';

const csv = (name: string, entities: readonly object[]) => ({ name, kind: 'csv', options: { folder: '.' }, entities });
const entity = (name: string, path: string, primaryKey: string) => ({ name, options: { path }, primaryKey });
const relationship = (name: string, from: readonly [string, string], to: readonly [string, string]) => ({
  name,
  fromEntity: from[0],
  fromAttribute: from[1],
  toEntity: to[0],
  toAttribute: to[1],
});

/** Orders point at contacts; lines point at orders, which makes a path of two hops. */
const workspace = {
  dataSources: [
    csv('Shop', [
      entity('Contact', 'contacts.csv', 'ContactId'),
      entity('Order', 'orders.csv', 'OrderId'),
      entity('Line', 'lines.csv', 'LineId'),
    ]),
    csv('Club', [entity('Member', 'members.csv', 'MemberId')]),
  ],
  relationships: [
    relationship('OrderContact', ['Shop_Order', 'ContactId'], ['Shop_Contact', 'ContactId']),
    relationship('LineOrder', ['Shop_Line', 'OrderId'], ['Shop_Order', 'OrderId']),
  ],
  unification: {
    entities: [
      { entity: 'Shop_Contact', primaryKey: 'ContactId' },
      { entity: 'Club_Member', primaryKey: 'MemberId' },
    ],
    rules: [
      {
        name: 'SameMail',
        left: 'Shop_Contact',
        right: 'Club_Member',
        conditions: [{ left: 'Mail', right: 'Mail', normalize: ['lowerCase'] }],
      },
    ],
  },
  activities: [
    {
      name: 'Orders',
      displayName: 'Order placed',
      entity: 'Shop_Order',
      path: ['OrderContact'],
      primaryKey: 'OrderId',
      timestamp: 'OrderedAt',
      type: 'SalesOrder',
      detail: 'Amount',
      attributes: ['Amount'],
      units: { Amount: 'EUR' },
    },
    {
      name: 'Lines',
      entity: 'Shop_Line',
      path: ['LineOrder', 'OrderContact'],
      primaryKey: 'LineId',
      timestamp: 'AddedAt',
      type: 'SalesOrderLine',
      title: 'Product',
      showInTimeline: false,
    },
    { name: 'Joined', entity: 'Club_Member', primaryKey: 'MemberId', timestamp: 'JoinedOn', type: 'Loyalty' },
  ],
  measures: [
    {
      name: 'Activities',
      kind: 'customerAttribute',
      entity: 'UnifiedActivity',
      calculations: [{ name: 'Count', function: 'count', replaceNull: 0 }],
    },
  ],
  segments: [
    {
      name: 'Buyers',
      rules: [
        {
          condition: {
            operator: 'any',
            path: ['UnifiedActivity'],
            condition: { operator: 'equals', attribute: 'ActivityType', value: 'SalesOrder' },
          },
        },
      ],
    },
  ],
};

let company: Company;
beforeAll(async () => {
  company = await openCompany();
  company.put('contacts.csv', 'ContactId,Mail\nC1,ane@x.org\nC2,jon@x.org\n');
  company.put('members.csv', 'MemberId,Mail,JoinedOn\nM1,ANE@x.org,2026-01-05\nM9,z@x.org,\n');
  company.put(
    'orders.csv',
    'OrderId,ContactId,OrderedAt,Amount\nO1,C1,2026-02-01 10:00:00,12.5\nO2,nobody,2026-02-02 11:00:00,3\n',
  );
  company.put('lines.csv', 'LineId,OrderId,Product,AddedAt\nL1,O1,Coffee,2026-02-01 09:59:00\n');
  await company.apply(workspace);
  await company.refresh();
});
afterAll(() => company.close());

describe('activities', () => {
  it('gather what customers did in one entity, along paths of any length, without what leads to no customer', async () => {
    const rows = await company.rows('UnifiedActivity');
    const summary = rows.map((row) => [
      ...[row['ActivityId'], row['ActivityType'], row['Title']],
      ...[row['Description'], row['SemanticData']],
    ]);
    expect(summary.sort()).toEqual([
      ['Joined|M1', 'Loyalty', 'Joined', null, null],
      ['Lines|L1', 'SalesOrderLine', 'Coffee', null, null],
      ['Orders|O1', 'SalesOrder', 'Order placed', '12.5', '{"Amount":12.5}'],
    ]);
    expect(new Set(rows.map((row) => row['CustomerId'])).size).toBe(1);
  });

  it('tell of times that are none, and leave these rows out', async () => {
    company.put(
      'lines.csv',
      'LineId,OrderId,Product,AddedAt\nL1,O1,Coffee,2026-02-01 09:59:00\nL2,O1,Tea,soon\nL3,O1,Tea,\n',
    );
    const { tasks } = await company.refresh();
    expect(tasks.find(({ operationType }) => operationType === 'activity')?.warnings).toEqual([
      {
        code: 'FLX_ACTIVITY_TIME_UNREADABLE',
        message: "1 rows of 'Shop_Line' hold no time in 'AddedAt', such as 'soon', and are left out.",
        mend: expect.any(String),
        place: { object: "activity 'Lines'", pointer: '/timestamp' },
      },
    ]);
    expect(await company.rows('UnifiedActivity')).toHaveLength(3);
  });

  it('can be measured and asked for in segments', async () => {
    const measured = (await company.rows('Customer_Measure')).map((row) => row['Activities']).sort();
    expect(measured).toEqual([0, 0, 3]);
    expect(await company.rows('SegmentMembership')).toMatchObject([{ SegmentName: 'Buyers' }]);
  });

  it('show as the timeline of a customer, newest first', async () => {
    const [activity] = await company.rows('UnifiedActivity');
    const { timeline, activities, account } = await company.app.customers.get(String(activity?.['CustomerId']));
    expect(timeline.map(({ title, type }) => `${type}: ${title}`)).toEqual([
      'SalesOrder: Order placed',
      'Loyalty: Joined',
    ]);
    expect(timeline[0]).toMatchObject({
      detail: '12.5',
      detailNumber: 12.5,
      detailUnit: 'EUR',
      units: { Amount: 'EUR' },
    });
    expect(timeline[1]).not.toHaveProperty('detailNumber');
    expect(activities).toEqual([
      {
        activity: 'Joined',
        displayName: 'Joined',
        type: 'Loyalty',
        count: 1,
        lastAt: expect.stringMatching(/^2026-01-05/),
      },
      {
        activity: 'Orders',
        displayName: 'Order placed',
        type: 'SalesOrder',
        count: 1,
        lastAt: expect.stringMatching(/^2026-02-01/),
      },
    ]);
    expect(account).toBeUndefined();
  });

  it('say what is wrong with them', async () => {
    const [orders] = workspace.activities;
    const broken = { ...workspace, activities: [{ ...orders, path: ['OrderContct'] }] };
    await expect(company.apply(broken)).rejects.toMatchObject({
      problems: [{ code: 'FLX_UNKNOWN_RELATIONSHIP', mend: "Did you mean 'OrderContact'?" }],
    });
    const units = { Amount: 'EUR', Amuont: 'EUR', ContactId: 'EUR' };
    const unitless = { ...workspace, activities: [{ ...orders, units }] };
    await expect(company.apply(unitless)).rejects.toMatchObject({
      problems: [
        { code: 'FLX_ACTIVITY_UNIT', place: { pointer: '/units/Amuont' }, mend: "Did you mean 'Amount'?" },
        { code: 'FLX_ACTIVITY_UNIT', place: { pointer: '/units/ContactId' } },
      ],
    });
  });
});
