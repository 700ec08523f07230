import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openTestSession, type SourceTable, unify } from '../../test/support/unify.ts';
import type { EngineSession } from '../sql/engine.ts';
import { id, sql } from '../sql/sql.ts';

let session: EngineSession;

beforeAll(async () => {
  session = await openTestSession();
});
afterAll(() => session.close());

const CRM = 'Crm_Contact';
const SHOP = 'Shop_Customer';
const CLUB = 'Club_Member';

/** Entities with `Id` as their key; text columns. */
function table(rows: readonly Readonly<Record<string, string | null>>[]): SourceTable {
  return { rows, types: { Id: 'string' } };
}

const entity = (name: string, further: object = {}) => ({ entity: name, primaryKey: 'Id', ...further });
const on = (attribute: string, further: object = {}) => ({ left: attribute, right: attribute, ...further });
const rule = (name: string, conditions: readonly object[], further: object = {}) => ({
  name,
  left: CRM,
  right: SHOP,
  conditions,
  ...further,
});

describe('the map step', () => {
  it('leaves rows without a key out, keeps the most filled row of each key, and says so', async () => {
    const rows = [
      { Id: 'a', Name: null, Email: 'a@x' },
      { Id: 'a', Name: 'Ane', Email: 'a@y' },
      { Id: ' ', Name: 'Nobody', Email: 'n@x' },
      { Id: null, Name: 'Nobody', Email: 'n@y' },
      { Id: 'b', Name: 'Beñat', Email: ' ' },
    ];
    const { customers, result } = await unify(session, { [CRM]: table(rows) }, { entities: [entity(CRM)] });
    expect(customers.map((row) => [row['Name'], row['Email']])).toEqual([
      ['Ane', 'a@y'],
      ['Beñat', null],
    ]);
    expect(result.warnings.map(({ code, message }) => [code, message])).toEqual([
      ['FLX_UNIFY_KEY_MISSING', "2 rows of 'Crm_Contact' have no value in the primary key 'Id' and were left out."],
      [
        'FLX_UNIFY_KEY_DUPLICATE',
        "1 values of the primary key 'Id' of 'Crm_Contact' occur more than once; of each the most filled row was kept.",
      ],
    ]);
  });

  it('refuses an entity of which no row has a key', async () => {
    const run = unify(session, { [CRM]: table([{ Id: null, Name: 'x' }]) }, { entities: [entity(CRM)] });
    await expect(run).rejects.toMatchObject({
      code: 'FLX_UNIFY_KEY_EMPTY',
      place: { pointer: '/entities/0/primaryKey' },
    });
  });

  it('numbers integer keys as numbers', async () => {
    const rows = [{ Id: 10 }, { Id: 9 }, { Id: 100 }];
    const unified = await unify(session, { [CRM]: { rows, types: { Id: 'integer' } } }, { entities: [entity(CRM)] });
    expect(unified.customers.map((row) => row['Crm_Contact_Id'])).toEqual([10, 100, 9]);
    expect(await session.rows(sql`select key, rid from ${id('unify_key_Crm_Contact')} order by rid`)).toEqual([
      { key: 9, rid: 1 },
      { key: 10, rid: 2 },
      { key: 100, rid: 3 },
    ]);
  });
});

describe('deduplication', () => {
  const rows = [
    { Id: '1', Email: 'a@x', Phone: '1', Name: 'Ane', Changed: '2026-01-03' },
    { Id: '2', Email: 'A@X', Phone: '2', Name: null, Changed: '2026-01-01' },
    { Id: '3', Email: 'c@x', Phone: '2', Name: 'Ane M', Changed: '2026-01-02' },
    { Id: '4', Email: null, Phone: null, Name: 'Jon', Changed: '2026-01-01' },
  ];
  const source: SourceTable = { rows, types: { Id: 'string', Changed: 'date' } };
  const rules = [
    { name: 'ByEmail', conditions: [{ attribute: 'Email', normalize: ['lowerCase'] }] },
    { name: 'ByPhone', conditions: [{ attribute: 'Phone' }] },
  ];

  it('runs all rules, joins groups through others, and shows groups, winners and rules', async () => {
    const { clusters } = await unify(
      session,
      { [CRM]: source },
      { entities: [entity(CRM, { deduplicate: { rules } })] },
    );
    expect(clusters).toEqual([[`${CRM}:1`, `${CRM}:2`, `${CRM}:3`], [`${CRM}:4`]]);
    const shown = await session.rows(sql`select * from ${id('Deduplication_Crm_Contact')} order by ${id('Id')}`);
    expect(Object.keys(shown[0] ?? {})).toEqual(
      'Id Id_Alternate Deduplication_GroupId Rule Score Rule_2 Score_2 Deduplication_WinnerId Changed Email Phone Name'.split(
        ' ',
      ),
    );
    expect(
      shown.map((row) => [
        row['Id'],
        row['Id_Alternate'],
        row['Deduplication_GroupId'],
        row['Rule'],
        row['Rule_2'],
        row['Deduplication_WinnerId'],
      ]),
    ).toEqual([
      ['1', '1;2', '1', 'ByEmail', null, '3'],
      ['2', '1;2', '1', 'ByEmail', 'ByPhone', '3'],
      ['3', '1;2', '1', null, 'ByPhone', '3'],
      ['4', null, '4', null, null, '4'],
    ]);
  });

  it.each([
    ['most filled, larger key on a tie', undefined, '3'],
    ['most recent', { policy: 'mostRecent', attribute: 'Changed' }, '1'],
    ['least recent', { policy: 'leastRecent', attribute: 'Changed' }, '2'],
  ])('lets the %s record win', async (_title, winner, expected) => {
    const deduplicate = { rules, ...(winner && { winner }) };
    const { customers } = await unify(session, { [CRM]: source }, { entities: [entity(CRM, { deduplicate })] });
    expect(customers.map((row) => row['Crm_Contact_Id'])).toEqual([expected, '4']);
  });

  it('lets single attributes have a preference of their own', async () => {
    const deduplicate = {
      rules,
      winner: { policy: 'leastRecent', attribute: 'Changed' },
      attributes: { Name: { policy: 'mostFilled' }, Email: { policy: 'mostRecent', attribute: 'Changed' } },
    };
    const { customers } = await unify(session, { [CRM]: source }, { entities: [entity(CRM, { deduplicate })] });
    expect(customers[0]).toMatchObject({
      Crm_Contact_Id: '2',
      Phone: '2',
      Name: 'Ane M',
      Email: 'a@x',
      Crm_Contact_Id_Alternate: '1;3',
    });
  });

  it('does not group rows that an exception parts', async () => {
    const twins = table([
      { Id: '1', Last: 'Agirre', Born: '2001-01-01', First: 'Ane' },
      { Id: '2', Last: 'Agirre', Born: '2001-01-01', First: 'Miren' },
      { Id: '3', Last: 'Agirre', Born: '2001-01-01', First: null },
    ]);
    const byBirth = {
      name: 'ByBirth',
      conditions: [{ attribute: 'Last' }, { attribute: 'Born' }],
      exceptions: [{ attribute: 'First' }],
    };
    const { session: same } = await unify(
      session,
      { [CRM]: twins },
      { entities: [entity(CRM, { deduplicate: { rules: [byBirth] } })] },
    );
    const links = await same.rows(
      sql`select left_rid, right_rid from ${id('unify_link_Crm_Contact:ByBirth')} order by all`,
    );
    expect(links).toEqual([
      { left_rid: 1, right_rid: 3 },
      { left_rid: 2, right_rid: 3 },
    ]);
  });

  it('lets alternates take part in matching', async () => {
    const shop = table([{ Id: 's', Email: 'a@x' }]);
    const definition = {
      entities: [entity(CRM, { deduplicate: { rules: [rules[1]] } }), entity(SHOP)],
      rules: [rule('ByEmail', [on('Email')])],
    };
    const { customers } = await unify(
      session,
      { [CRM]: table(rows.map(({ Changed: _, ...row }) => row)), [SHOP]: shop },
      {
        ...definition,
        rules: [rule('ByEmail', [on('Email', { normalize: ['lowerCase'] })])],
      },
    );
    expect(customers[0]).toMatchObject({ Shop_Customer_Id: 's', Crm_Contact_Id: '3', Crm_Contact_Id_Alternate: '1;2' });
  });
});

describe('matching', () => {
  const two = { entities: [entity(CRM), entity(SHOP)] };

  it.each([
    ['exact text', [on('V')], 'Ane', 'Ane', true],
    ['exact text of another case', [on('V')], 'Ane', 'ane', false],
    ['normalised text', [on('V', { normalize: ['lowerCase'] })], 'Ane', 'ANE', true],
    ['nothing with nothing', [on('V')], null, null, false],
    ['blanks with blanks', [on('V')], ' ', ' ', false],
    ['text at 80 %', [on('K'), on('V', { precision: 'high' })], 'miren', 'maren', true],
    ['text below 80 %', [on('K'), on('V', { precision: 'high' })], 'miren', 'maran', false],
    ['text at 60 %', [on('K'), on('V', { precision: 'medium' })], 'miren', 'maran', true],
    ['text at 30 %', [on('K'), on('V', { precision: 'low' })], 'abcdefghij', 'abcxxxxxxx', true],
    ['text at a percentage of its own', [on('K'), on('V', { precision: 0.75 })], 'abcd', 'abcx', true],
  ])('compares %s', async (_title, conditions, left, right, isMatch) => {
    const sources = { [CRM]: table([{ Id: 'c', V: left, K: 'k' }]), [SHOP]: table([{ Id: 's', V: right, K: 'k' }]) };
    const { clusters } = await unify(session, sources, { ...two, rules: [rule('ByValue', conditions)] });
    expect(clusters.length).toBe(isMatch ? 1 : 2);
  });

  it('compares numbers, dates and guids of different types by their value', async () => {
    const sources = {
      [CRM]: { rows: [{ Id: 'c', N: 7, D: '2026-01-02' }], types: { N: 'integer', D: 'date' } as const },
      [SHOP]: { rows: [{ Id: 's', N: 7.0, D: '2026-01-02 00:00:00' }], types: { N: 'double', D: 'dateTime' } as const },
    };
    const { clusters } = await unify(session, sources, { ...two, rules: [rule('ByBoth', [on('N'), on('D')])] });
    expect(clusters.length).toBe(1);
  });

  it('tries a rule only for records that no earlier rule of the pair matched', async () => {
    const sources = {
      [CRM]: table([
        { Id: 'c1', Email: 'a@x', Phone: '1' },
        { Id: 'c2', Email: null, Phone: '1' },
      ]),
      [SHOP]: table([
        { Id: 's1', Email: 'a@x', Phone: '1' },
        { Id: 's2', Email: 'b@x', Phone: '1' },
      ]),
    };
    const { result } = await unify(session, sources, {
      ...two,
      rules: [rule('ByEmail', [on('Email')]), rule('ByPhone', [on('Phone')])],
    });
    const links = await session.rows(sql`select left_rid, right_rid from ${id('unify_link_ByPhone')} order by all`);
    expect(links.every((link) => !(link['left_rid'] === 1 && link['right_rid'] === 3))).toBe(true);
    expect(result.statistics.rules.map(({ rule: name, links: count }) => [name, count])).toEqual([
      ['ByEmail', 1],
      ['ByPhone', 3],
    ]);
  });

  it('leaves records that are all matched alone', async () => {
    const sources = {
      [CRM]: table([
        { Id: 'c1', Email: 'a@x', Phone: '1' },
        { Id: 'c2', Email: 'b@x', Phone: '1' },
      ]),
      [SHOP]: table([
        { Id: 's1', Email: 'a@x', Phone: '1' },
        { Id: 's2', Email: 'b@x', Phone: '1' },
      ]),
    };
    const { clusters } = await unify(session, sources, {
      ...two,
      rules: [rule('ByEmail', [on('Email')]), rule('ByPhone', [on('Phone')])],
    });
    expect(clusters).toEqual([
      [`${CRM}:c1`, `${SHOP}:s1`],
      [`${CRM}:c2`, `${SHOP}:s2`],
    ]);
  });

  it('matches any two entities, other attributes with each other, and through a third', async () => {
    const sources = {
      [CRM]: table([{ Id: 'c', First: 'Moss', Last: 'Abbie', Card: null }]),
      [SHOP]: table([{ Id: 's', First: 'Abbie', Last: 'Moss', Card: '9' }]),
      [CLUB]: table([{ Id: 'm', First: 'A', Last: 'B', Card: '9' }]),
    };
    const swapped = [
      { left: 'First', right: 'Last' },
      { left: 'Last', right: 'First' },
    ];
    const { clusters } = await unify(session, sources, {
      entities: [entity(CRM), entity(SHOP), entity(CLUB)],
      rules: [rule('Swapped', swapped), { name: 'ByCard', left: CLUB, right: SHOP, conditions: [on('Card')] }],
    });
    expect(clusters).toEqual([[`${CLUB}:m`, `${CRM}:c`, `${SHOP}:s`]]);
  });

  it('parts records by exceptions, and not where a value is missing', async () => {
    const sources = {
      [CRM]: table([{ Id: 'c', Last: 'Agirre', First: 'Ane' }]),
      [SHOP]: table([
        { Id: 's1', Last: 'Agirre', First: 'Anne' },
        { Id: 's2', Last: 'Agirre', First: 'Miren' },
        { Id: 's3', Last: 'Agirre', First: null },
      ]),
    };
    const rules = [rule('ByLast', [on('Last')], { exceptions: [on('First', { precision: 0.7 })] })];
    const { clusters } = await unify(session, sources, { ...two, rules });
    expect(clusters).toEqual([[`${CRM}:c`, `${SHOP}:s1`, `${SHOP}:s3`], [`${SHOP}:s2`]]);
  });

  it('compares within blocks of first characters', async () => {
    const sources = {
      [CRM]: table([{ Id: 'c', Last: 'Etxeberria' }]),
      [SHOP]: table([
        { Id: 's1', Last: 'Etxebarria' },
        { Id: 's2', Last: 'Txeberria' },
      ]),
    };
    const blocking = [{ left: 'Last', right: 'Last', normalize: ['lowerCase'], firstCharacters: 3 }];
    const rules = [rule('Similar', [on('Last', { precision: 'high' })], { blocking })];
    const { clusters } = await unify(session, sources, { ...two, rules });
    expect(clusters).toEqual([[`${CRM}:c`, `${SHOP}:s1`], [`${SHOP}:s2`]]);
  });

  it('skips blocks beyond the limit in fuzzy rules only, and reports rule, key and size', async () => {
    const many = (prefix: string) =>
      Array.from({ length: 3 }, (_, index) => ({ Id: `${prefix}${index}`, City: 'Bilbo', Last: 'Agirre' }));
    const sources = { [CRM]: table(many('c')), [SHOP]: table(many('s')) };
    const fuzzy = rule('Fuzzy', [on('City'), on('Last', { precision: 'high' })]);
    const skipped = await unify(session, sources, { ...two, rules: [fuzzy], maxBlockSize: 5 });
    expect(skipped.clusters.length).toBe(6);
    expect(skipped.result.warnings).toMatchObject([
      {
        code: 'FLX_UNIFY_BLOCK_SKIPPED',
        message: "The rule 'Fuzzy' skipped the block City = 'Bilbo': 6 rows share it, more than 5.",
      },
    ]);
    expect(skipped.result.statistics.rules[0]?.skippedBlocks).toBe(1);
    expect((await unify(session, sources, { ...two, rules: [fuzzy], maxBlockSize: 6 })).clusters.length).toBe(1);
    const exact = rule('Exact', [on('City'), on('Last')]);
    expect((await unify(session, sources, { ...two, rules: [exact], maxBlockSize: 5 })).clusters.length).toBe(1);
  });

  it('refuses a fuzzy rule without keys when it meets the data, and names the best keys there are', async () => {
    const sources = {
      [CRM]: table([
        { Id: 'c1', City: 'Bilbo', Born: '2001', Last: 'Agirre' },
        { Id: 'c2', City: 'Bilbo', Born: '2002', Last: 'Zabala' },
      ]),
      [SHOP]: table([{ Id: 's1', City: 'Bilbo', Born: '2001', Last: 'Agirre' }]),
    };
    const run = unify(session, sources, { ...two, rules: [rule('Loose', [on('Last', { precision: 'high' })])] });
    await expect(run).rejects.toMatchObject({
      code: 'FLX_UNIFY_NO_BLOCKING',
      place: { pointer: '/rules/0/blocking' },
      mend: 'Add an exact condition or blocking; the best keys here are Born (1 pairs, largest block 2 rows), Last (1 pairs, largest block 2 rows), City (2 pairs, largest block 3 rows).',
    });
  });

  it('stops before comparing where a rule has too many pairs, and names its largest blocks and better keys', async () => {
    const people = (prefix: string, cities: readonly string[]) =>
      table(cities.map((City, index) => ({ Id: `${prefix}${index}`, City, Born: `${index}`, Last: 'Agirre' })));
    const sources = {
      [CRM]: people('c', ['Bilbo', 'Bilbo', 'Bilbo', 'Gasteiz', 'Gasteiz', 'Iruña']),
      [SHOP]: people('s', ['Bilbo', 'Bilbo', 'Gasteiz', 'Iruña']),
    };
    const fuzzy = rule('Fuzzy', [on('City'), on('Last', { precision: 'high' })]);
    const run = (limits: object) => unify(session, sources, { ...two, rules: [fuzzy], ...limits });
    await expect(run({ maxPairs: 8 })).rejects.toMatchObject({
      code: 'FLX_UNIFY_TOO_MANY_PAIRS',
      place: { object: 'unification', pointer: '/rules/0' },
      message:
        "The rule 'Fuzzy' would compare 9 pairs, more than 8. Its largest blocks are City = 'Bilbo' (5 rows); City = 'Gasteiz' (3 rows); City = 'Iruña' (2 rows).",
      mend: 'Add an exact condition or a blocking key that splits these blocks (the best keys here are Born (4 pairs, largest block 2 rows), City (9 pairs, largest block 5 rows), Last (24 pairs, largest block 10 rows)), ignore worn-out values with bypass, or raise maxPairs.',
    });
    expect((await run({ maxPairs: 9 })).result.warnings).toEqual([]);
    const skipped = { code: 'FLX_UNIFY_BLOCK_SKIPPED', place: { pointer: '/rules/0' } };
    expect((await run({ maxPairs: 8, maxBlockSize: 4 })).result.warnings).toMatchObject([skipped]);
    await expect(run({ maxPairs: 8, maxBlockSize: 2 })).rejects.toMatchObject({ code: 'FLX_UNIFY_TOO_MANY_PAIRS' });
    const same = { name: 'Same', conditions: [{ attribute: 'City' }, { attribute: 'Last', precision: 'high' }] };
    const deduplicated = { entities: [entity(CRM, { deduplicate: { rules: [same] } })] };
    await expect(unify(session, sources, { ...deduplicated, maxPairs: 3 })).rejects.toMatchObject({
      message: expect.stringContaining('would compare 4 pairs, more than 3'),
      place: { pointer: '/entities/0/deduplicate/rules/0' },
    });
    expect((await unify(session, sources, { ...deduplicated, maxPairs: 4 })).clusters.length).toBe(3);
  });

  it('compares telephone numbers by the country of their row, else of their entity, else of all', async () => {
    const numbers = {
      [CRM]: ['944 12 34 56', '020 7946 0958'],
      [SHOP]: ['+34 944123456', '00442079460958', '944123456'],
    };
    const phones = (entityName: keyof typeof numbers, countries: readonly (string | null)[]) =>
      table(numbers[entityName].map((Phone, index) => ({ Id: `${index}`, Phone, Land: countries[index] ?? null })));
    const sources = { [CRM]: phones(CRM, [null, 'Reino Unido']), [SHOP]: phones(SHOP, []) };
    const rules = [rule('ByPhone', [on('Phone', { normalize: ['phone'] })])];
    const clustersOf = async (crm: object, further: object) =>
      (
        await unify(session, sources, { entities: [entity(CRM, crm), entity(SHOP)], rules, ...further })
      ).clusters.filter((cluster) => cluster.length > 1);
    const [spanish, british] = [`${CRM}:0`, `${CRM}:1`];
    expect(await clustersOf({}, {})).toEqual([[spanish, `${SHOP}:2`]]);
    const all = [spanish, `${SHOP}:0`, `${SHOP}:2`];
    expect(await clustersOf({}, { phoneCountry: 'ES' })).toEqual([all]);
    expect(await clustersOf({ phoneCountryAttribute: 'Land' }, { phoneCountry: 'ES' })).toEqual([
      all,
      [british, `${SHOP}:1`],
    ]);
    expect(await clustersOf({ phoneCountry: 'GB' }, { phoneCountry: 'ES' })).toEqual([[british, `${SHOP}:1`]]);
    await expect(clustersOf({ phoneCountryAttribute: 'Lnd' }, { phoneCountry: 'QQ' })).rejects.toMatchObject({
      code: 'FLX_INVALID',
    });
  });

  it('treats alias values as equal and bypasses values', async () => {
    const sources = {
      [CRM]: table([
        { Id: 'c1', City: 'NYC' },
        { Id: 'c2', City: 'unknown' },
      ]),
      [SHOP]: table([
        { Id: 's1', City: 'new york' },
        { Id: 's2', City: 'Unknown' },
      ]),
    };
    const { clusters } = await unify(session, sources, {
      ...two,
      alias: [['nyc', 'New York']],
      bypass: ['Unknown'],
      rules: [rule('ByCity', [on('City', { normalize: ['lowerCase', 'alias', 'bypass'] })])],
    });
    expect(clusters).toEqual([[`${CRM}:c1`, `${SHOP}:s1`], [`${CRM}:c2`], [`${SHOP}:s2`]]);
  });

  it('drops records that matched nothing where the entity does not keep all', async () => {
    const sources = {
      [CRM]: table([{ Id: 'c1', Email: 'a' }]),
      [SHOP]: table([
        { Id: 's1', Email: 'a' },
        { Id: 's2', Email: 'b' },
      ]),
    };
    const { clusters, result } = await unify(session, sources, {
      entities: [entity(CRM), entity(SHOP, { includeAllRecords: false })],
      rules: [rule('ByEmail', [on('Email')])],
    });
    expect(clusters).toEqual([[`${CRM}:c1`, `${SHOP}:s1`]]);
    expect(result.statistics).toMatchObject({
      uniqueSourceRecords: 3,
      matchedAndNonMatchedRecords: 1,
      matchedRecordsOnly: 1,
    });
  });

  it('ignores rules that are not active', async () => {
    const sources = { [CRM]: table([{ Id: 'c', V: 'x' }]), [SHOP]: table([{ Id: 's', V: 'x' }]) };
    const { clusters } = await unify(session, sources, {
      ...two,
      rules: [rule('Off', [on('V')], { isActive: false })],
    });
    expect(clusters.length).toBe(2);
  });

  it('shows matched customers with keys, rules and score', async () => {
    const sources = {
      [CRM]: table([
        { Id: 'c1', City: 'Bilbo', Last: 'Agirre' },
        { Id: 'c2', City: 'Donostia', Last: 'Agirre' },
      ]),
      [SHOP]: table([{ Id: 's1', City: 'Bilbo', Last: 'Agirra' }]),
    };
    await unify(session, sources, {
      ...two,
      rules: [rule('Similar', [on('City'), on('Last', { precision: 'high' })])],
    });
    expect(await session.rows(sql`select * from ${id('ConflationMatchPairs')}`)).toEqual([
      {
        TrueObjectId: '0__c1',
        Crm_Contact_Id: 'c1',
        Crm_Contact_Id_Alternate: null,
        Shop_Customer_Id: 's1',
        Shop_Customer_Id_Alternate: null,
        Rule: 'Similar',
        Score: 5 / 6,
        ConflationMatchPairs_ModifiedOn: '2026-01-01T00:00:00Z',
        Crm_Contact_City: 'Bilbo',
        Crm_Contact_Last: 'Agirre',
        Shop_Customer_City: 'Bilbo',
        Shop_Customer_Last: 'Agirra',
      },
    ]);
  });
});

describe('always and never match', () => {
  const sources = {
    [CRM]: table([
      { Id: 'c1', Email: 'a' },
      { Id: 'c2', Email: 'b' },
    ]),
    [SHOP]: table([
      { Id: 's1', Email: 'a' },
      { Id: 's2', Email: 'c' },
    ]),
  };
  const pair = (key1: string, key2: string) => ({ entity1: CRM, key1, entity2: SHOP, key2 });
  const definition = { entities: [entity(CRM), entity(SHOP)], rules: [rule('ByEmail', [on('Email')])] };

  it('join and part records whatever the rules say', async () => {
    const { clusters } = await unify(session, sources, {
      ...definition,
      alwaysMatch: { pairs: [pair('c2', 's2')] },
      neverMatch: { pairs: [pair('c1', 's1')] },
    });
    expect(clusters).toEqual([[`${CRM}:c1`], [`${CRM}:c2`, `${SHOP}:s2`], [`${SHOP}:s1`]]);
  });

  it('are read from an entity too, and what is not there is told', async () => {
    const list = {
      rows: [
        { Entity1: 'crm_contact', Entity1Key: 'c2', Entity2: SHOP, Entity2Key: ' s2' },
        { Entity1: CRM, Entity1Key: 'gone', Entity2: SHOP, Entity2Key: 's2' },
      ],
    };
    const { clusters, result } = await unify(
      session,
      { ...sources, Lists_Always: list },
      {
        ...definition,
        alwaysMatch: { entity: 'Lists_Always' },
      },
    );
    expect(clusters).toEqual([
      [`${CRM}:c1`, `${SHOP}:s1`],
      [`${CRM}:c2`, `${SHOP}:s2`],
    ]);
    expect(result.warnings).toMatchObject([
      {
        code: 'FLX_UNIFY_LIST_UNKNOWN',
        message:
          '1 pairs of the always match list name an entity or key that is not there, such as Crm_Contact gone with Shop_Customer s2.',
      },
    ]);
  });

  it('join records of one entity as duplicates', async () => {
    const { clusters } = await unify(session, sources, {
      ...definition,
      alwaysMatch: { pairs: [{ entity1: CRM, key1: 'c1', entity2: CRM, key2: 'c2' }] },
    });
    expect(clusters).toEqual([[`${CRM}:c1`, `${CRM}:c2`, `${SHOP}:s1`], [`${SHOP}:s2`]]);
  });

  it('keep a never match pair apart through others too; the stronger, then the earlier link stands', async () => {
    const same = {
      [CRM]: table([
        { Id: 'c1', Email: 'a' },
        { Id: 'c2', Email: 'a' },
      ]),
      [SHOP]: table([{ Id: 's1', Email: 'a' }]),
    };
    const { clusters } = await unify(session, same, {
      ...definition,
      neverMatch: { pairs: [{ entity1: CRM, key1: 'c1', entity2: CRM, key2: 'c2' }] },
    });
    expect(clusters).toEqual([[`${CRM}:c1`, `${SHOP}:s1`], [`${CRM}:c2`]]);
  });

  it('let a record find another partner in its block when the first is one it never matches', async () => {
    const block = (prefix: string, count: number) =>
      table(Array.from({ length: count }, (_, index) => ({ Id: `${prefix}${index + 1}`, Email: 'a' })));
    const { clusters } = await unify(
      session,
      { [CRM]: block('c', 2), [SHOP]: block('s', 2) },
      {
        ...definition,
        neverMatch: { pairs: [pair('c1', 's1'), pair('c1', 's2')] },
      },
    );
    expect(clusters).toEqual([[`${CRM}:c1`], [`${CRM}:c2`, `${SHOP}:s1`, `${SHOP}:s2`]]);
  });

  it('let a later rule find another partner for a record whose match is one it never has', async () => {
    const sources = {
      [CRM]: table([{ Id: 'c1', Email: 'a', Phone: '1' }]),
      [SHOP]: table([
        { Id: 's1', Email: 'a', Phone: null },
        { Id: 's2', Email: 'b', Phone: '1' },
      ]),
    };
    const { clusters } = await unify(session, sources, {
      ...definition,
      rules: [rule('ByEmail', [on('Email')]), rule('ByPhone', [on('Phone')])],
      neverMatch: { pairs: [pair('c1', 's1')] },
    });
    expect(clusters).toEqual([[`${CRM}:c1`, `${SHOP}:s2`], [`${SHOP}:s1`]]);
  });

  it('let never match win over always match, and say so', async () => {
    const list = { rows: [{ Entity1: CRM, Entity1Key: 'c2', Entity2: SHOP, Entity2Key: 's2' }] };
    const { clusters, result } = await unify(
      session,
      { ...sources, Lists_Both: list },
      {
        ...definition,
        alwaysMatch: { entity: 'Lists_Both' },
        neverMatch: { entity: 'Lists_Both' },
      },
    );
    expect(clusters.length).toBe(3);
    expect(result.warnings).toMatchObject([{ code: 'FLX_UNIFY_LIST_OVERRULED' }]);
  });
});
