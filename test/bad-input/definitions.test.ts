import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { FluxuError } from '../../src/base/errors.ts';
import { type Company, openCompany } from '../support/company.ts';

const attributes = [
  { name: 'Id', type: 'integer' },
  { name: 'Name', type: 'string' },
  { name: 'Spend', type: 'decimal' },
];
const contact = { name: 'Contact', options: { path: 'contacts.csv' }, primaryKey: 'Id', attributes };
const order = {
  name: 'Order',
  options: { path: 'orders.csv' },
  primaryKey: 'OrderId',
  attributes: [
    { name: 'OrderId', type: 'string' },
    { name: 'ContactId', type: 'integer' },
  ],
};
const source = { name: 'Shop', kind: 'csv', options: { folder: '.' }, entities: [contact, order] };
const relationship = {
  name: 'OrderContact',
  fromEntity: 'Shop_Order',
  fromAttribute: 'ContactId',
  toEntity: 'Shop_Contact',
  toAttribute: 'Id',
};
const calculation = { name: 'Sum', function: 'sum', expression: { attribute: 'Spend' } };
const measure = { name: 'Total', kind: 'business', entity: 'Shop_Contact', calculations: [calculation] };
const segment = { name: 'Big', rules: [{ condition: { operator: 'greaterThan', attribute: 'Spend', value: 100 } }] };
const trigger = { name: 'ManyBig', trigger: 'SegmentThresholdCrossed', parameters: { segment: 'Big', threshold: 5 } };
const whole = {
  dataSources: [source],
  relationships: [relationship],
  unification: { entities: [{ entity: 'Shop_Contact', primaryKey: 'Id' }] },
  measures: [measure],
  segments: [segment],
  triggers: [trigger],
};

const inSegment = (name: string, other: string) => ({
  name,
  rules: [{ condition: { operator: 'inSegment', segment: other } }],
});
const sumOf = (name: string, other: string) => ({
  name,
  kind: 'business',
  entity: 'Customer',
  calculations: [{ name: 'Sum', function: 'sum', expression: { measure: other } }],
});
const withEntity = (entity: object) => ({ dataSources: [{ ...source, entities: [entity, order] }] });

/** What differs from a workspace that is whole, and what is told: code, where, message, mend. */
const CASES: readonly (readonly [string, object, readonly [string, string, string | RegExp, string]])[] = [
  [
    'segments that depend on each other in a circle',
    { segments: [inSegment('First', 'Second'), inSegment('Second', 'First')], triggers: [] },
    [
      'FLX_CYCLE',
      "segment 'First'",
      "Measures and segments depend on each other in a circle: segment 'First' → segment 'Second' → segment 'First'.",
      'Take one of them out of the circle.',
    ],
  ],
  [
    'measures that depend on each other in a circle',
    { measures: [sumOf('First', 'Second'), sumOf('Second', 'First')] },
    [
      'FLX_CYCLE',
      "measure 'First'",
      "Measures and segments depend on each other in a circle: measure 'First' → measure 'Second' → measure 'First'.",
      'Take one of them out of the circle.',
    ],
  ],
  [
    'a segment deleted under a trigger',
    { segments: [] },
    [
      'FLX_REFERENCE',
      "trigger 'ManyBig' /parameters/segment",
      "There is no segment 'Big'.",
      'There is none yet; create one first.',
    ],
  ],
  [
    'a trigger of a segment whose name is misspelt',
    { triggers: [{ ...trigger, parameters: { segment: 'Bigg', threshold: 5 } }] },
    ['FLX_REFERENCE', "trigger 'ManyBig' /parameters/segment", "There is no segment 'Bigg'.", "Did you mean 'Big'?"],
  ],
  [
    'a threshold in words',
    { triggers: [{ ...trigger, parameters: { segment: 'Big', threshold: 'five' } }] },
    [
      'FLX_INVALID_VALUE',
      "trigger 'ManyBig' /parameters/threshold",
      'The value is "five", but it must be number.',
      'Correct the value.',
    ],
  ],
  [
    'a trigger that does not exist',
    { triggers: [{ ...trigger, trigger: 'SegmentCrossed' }] },
    [
      'FLX_INVALID_VALUE',
      "trigger 'ManyBig' /trigger",
      /must be one of DataSourceRefreshFailed, /,
      'Correct the value.',
    ],
  ],
  [
    'an operator that does not exist',
    { segments: [{ name: 'Big', rules: [{ condition: { operator: 'biggerThan', attribute: 'Spend', value: 1 } }] }] },
    [
      'FLX_INVALID_VALUE',
      "segment 'Big' /rules/0/condition/operator",
      /must be one of and, or, not, /,
      'Correct the value.',
    ],
  ],
  [
    'an entity whose name is misspelt in a relationship',
    { relationships: [{ ...relationship, toEntity: 'Shop_Contacts' }] },
    [
      'FLX_UNKNOWN_ENTITY',
      "relationship 'OrderContact' /toEntity",
      "There is no entity 'Shop_Contacts'.",
      "Did you mean 'Shop_Contact'?",
    ],
  ],
  [
    'an entity whose name is misspelt in unification',
    { unification: { entities: [{ entity: 'Shop_Contacts', primaryKey: 'Id' }] } },
    [
      'FLX_UNKNOWN_ENTITY',
      'unification /entities/0/entity',
      "There is no entity 'Shop_Contacts'.",
      "Did you mean 'Shop_Contact'?",
    ],
  ],
  [
    'a fuzzy rule that would compare everything with everything',
    {
      unification: {
        entities: [
          {
            entity: 'Shop_Contact',
            primaryKey: 'Id',
            deduplicate: { rules: [{ name: 'Fuzzy', conditions: [{ attribute: 'Name', precision: 'medium' }] }] },
          },
        ],
      },
    },
    [
      'FLX_UNIFY_NO_BLOCKING',
      'unification /entities/0/deduplicate/rules/0/blocking',
      "The rule 'Fuzzy' has neither an exact condition nor blocking, so it would compare every row with every row.",
      'Add an exact condition or blocking; for example on Id, Name, Spend.',
    ],
  ],
  [
    'a path along a relationship that does not exist',
    { segments: [{ name: 'Big', rules: [{ condition: { operator: 'any', path: ['OrderOfContact'] } }] }] },
    [
      'FLX_UNKNOWN_RELATIONSHIP',
      "segment 'Big' /rules/0/condition/path/0",
      "There is no relationship 'OrderOfContact' at 'Customer'.",
      "Did you mean 'OrderContact'?",
    ],
  ],
  [
    'a sum of texts',
    { measures: [{ ...measure, calculations: [{ ...calculation, expression: { attribute: 'Name' } }] }] },
    [
      'FLX_CALCULATION_TYPE',
      "measure 'Total' /calculations/0/function",
      "The function 'sum' cannot be used on values of type string.",
      'Use it on numbers.',
    ],
  ],
  [
    'two segments of one name',
    { segments: [segment, { ...segment, name: 'BIG' }] },
    [
      'FLX_NAME_TAKEN',
      '',
      "There is already a segment 'Big'; 'BIG' differs only in case.",
      "Use 'Big', or choose another name.",
    ],
  ],
  [
    'two entities of one name',
    {
      ...withEntity(contact),
      dataSources: [{ ...source, entities: [contact, { ...order, name: 'Contact' }] }],
      relationships: [],
    },
    [
      'FLX_NAME_CLASH',
      "dataSource 'Shop' /entities/1/name",
      "The name 'Shop_Contact' is already that of another entity.",
      'Choose another name.',
    ],
  ],
  [
    'a cron expression in words',
    { schedule: { isActive: true, cron: 'every day' } },
    [
      'FLX_SCHEDULE_CRON',
      "schedule 'schedule' /cron",
      "'every day' is not a cron expression.",
      "Write minute, hour, day, month and weekday, e.g. '0 6 * * 1-5'.",
    ],
  ],
  [
    'a time zone that does not exist',
    { schedule: { isActive: true, timeZone: 'Europe/Bilbo', times: ['06:00'] } },
    [
      'FLX_SCHEDULE_TIME_ZONE',
      "schedule 'schedule' /timeZone",
      "There is no time zone 'Europe/Bilbo'.",
      'Use an IANA name such as Europe/Madrid.',
    ],
  ],
  [
    'a time that no clock shows',
    { schedule: { isActive: true, times: ['25:00'] } },
    [
      'FLX_INVALID_VALUE',
      "schedule 'schedule' /times/0",
      /^The value is "25:00", but it must match pattern/,
      'Correct the value.',
    ],
  ],
  [
    'a date format that is none',
    withEntity({ ...contact, attributes: [...attributes, { name: 'Born', type: 'date', format: 'qq/zz' }] }),
    [
      'FLX_SOURCE_DATE_FORMAT',
      "dataSource 'Shop' /entities/0/attributes/3/format",
      "'qq/zz' is not a date format.",
      "Write it with yyyy, M, d, H, m and s, such as 'M/d/yyyy' or 'd.M.yyyy HH:mm'.",
    ],
  ],
  [
    'incremental loading without a key',
    withEntity({ name: 'Contact', attributes, load: 'incremental' }),
    [
      'FLX_SOURCE_INCREMENTAL_KEY',
      "dataSource 'Shop' /entities/0/load",
      "The entity 'Contact' is loaded incrementally but has no primary key.",
      'Set its primaryKey.',
    ],
  ],
  [
    'a kind of data source that does not exist',
    { dataSources: [{ ...source, kind: 'spreadsheet' }] },
    [
      'FLX_SOURCE_KIND',
      "dataSource 'Shop' /kind",
      "There is no kind of data source 'spreadsheet'.",
      'Use one of: csv, json, parquet, postgresql, http.',
    ],
  ],
  [
    'a kind of data source with two letters swapped',
    { dataSources: [{ ...source, kind: 'cvs' }] },
    ['FLX_SOURCE_KIND', "dataSource 'Shop' /kind", "There is no kind of data source 'cvs'.", "Did you mean 'csv'?"],
  ],
  [
    'an option that the kind does not have',
    { dataSources: [{ ...source, options: { separator: ';' } }] },
    [
      'FLX_UNKNOWN_PROPERTY',
      "dataSource 'Shop' /options/separator",
      "There is no property 'separator' here.",
      'Use one of: folder, upload, delimiter, quote, header, encoding.',
    ],
  ],
  [
    'a data source without entities',
    { dataSources: [{ ...source, entities: [] }] },
    [
      'FLX_INVALID_VALUE',
      "dataSource 'Shop' /entities",
      'The value is [], but it must not have fewer than 1 items.',
      'Correct the value.',
    ],
  ],
];

let company: Company;
beforeAll(async () => {
  company = await openCompany();
  company.put('contacts.csv', 'Id,Name,Spend\n1,Ane,500\n');
  company.put('orders.csv', 'OrderId,ContactId\nO1,1\n');
});
afterAll(() => company.close());

/** The error of some work, which must fail. */
async function errorOf(work: Promise<unknown>): Promise<FluxuError> {
  return work.then(
    () => {
      throw new Error('Nothing was told.');
    },
    (error: FluxuError) => error,
  );
}

function describeProblem(error: FluxuError): string[] {
  const [first = error] = error.problems;
  const { object = '', pointer = '' } = first.place ?? {};
  return [first.code, `${object} ${pointer}`.trim(), first.message, first.mend];
}

describe('a definition says what is wrong, where, and how to mend it', () => {
  it.each(CASES)('%s', async (_title, changes, [code, where, message, mend]) => {
    const error = await errorOf(company.apply({ ...whole, ...changes }));
    const text = typeof message === 'string' ? message : expect.stringMatching(message);
    expect(describeProblem(error)).toEqual([code, where, text, mend]);
  });

  it('nothing of a refused workspace is kept', async () => {
    expect(await company.app.definitions.list('segment')).toEqual([]);
  });
});

describe('a change says why it is refused', () => {
  beforeAll(() => company.apply(whole));
  const author = { changedBy: 'test' };

  it.each<[string, () => Promise<unknown>, string, number]>([
    [
      'deleting a segment that a trigger watches',
      () => company.app.definitions.remove({ kind: 'segment', name: 'Big', ...author }),
      'FLX_INVALID',
      422,
    ],
    [
      'deleting a source that others need',
      () => company.app.definitions.remove({ kind: 'dataSource', name: 'Shop', ...author }),
      'FLX_INVALID',
      422,
    ],
    [
      'changing what somebody else changed',
      () =>
        company.app.definitions.put({
          kind: 'segment',
          name: 'Big',
          definition: segment,
          expectedVersion: 9,
          ...author,
        }),
      'FLX_CONFLICT',
      409,
    ],
    [
      'refreshing what does not exist',
      () => company.refresh({ kind: 'source', name: 'Shopp' }),
      'FLX_REFRESH_TARGET',
      404,
    ],
    ['reading an entity that does not exist', () => company.rows('Custmer'), 'FLX_ENTITY_UNKNOWN', 404],
    [
      'cancelling a refresh that does not exist',
      () => company.app.refreshes.cancel('nope'),
      'FLX_REFRESH_UNKNOWN',
      404,
    ],
    ['trying a trigger that does not exist', () => company.app.triggers.test('nope'), 'FLX_NOT_FOUND', 404],
  ])('%s', async (_title, work, code, status) => {
    expect(await errorOf(work())).toMatchObject({ code, status, mend: expect.stringMatching(/\w/) });
  });

  it('an attribute that turns out not to be there fails the segment alone, with the nearest name', async () => {
    await company.apply({
      ...whole,
      segments: [segment, { name: 'Typo', rules: [{ condition: { operator: 'isNotNull', attribute: 'Spent' } }] }],
    });
    const job = await company.refresh();
    expect(job.tasks.filter((task) => task.status !== 'successful')).toMatchObject([
      {
        taskId: 'segmentation:Typo',
        error: { problems: [{ code: 'FLX_UNKNOWN_ATTRIBUTE', mend: "Did you mean 'Spend'?" }] },
      },
    ]);
  });
});
