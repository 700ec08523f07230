import { basename } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { writeCustomers } from '../../bench/match/customers.ts';
import { renderExplanation } from '../../src/cli/commands/customer.ts';
import { runProgram } from '../../src/cli/program.ts';
import { type Company, openCompany } from '../support/company.ts';

let company: Company;

const source = (name: string, entity: string) => ({
  name,
  kind: 'csv',
  options: { folder: '.' },
  entities: [{ name: entity, options: { path: `${name}.csv` }, primaryKey: 'Id' }],
});
const sides = { left: 'Crm_Contact', right: 'Shop_Client' } as const;
const on = (attribute: string, more: object = {}) => ({ left: attribute, right: attribute, ...more });
const never = (key1: string, key2: string) => ({ entity1: 'Crm_Contact', key1, entity2: 'Shop_Client', key2 });

const unification = {
  maxBlockSize: 4,
  entities: [
    {
      entity: 'Crm_Contact',
      primaryKey: 'Id',
      deduplicate: { rules: [{ name: 'SameCard', conditions: [{ attribute: 'Card' }] }] },
    },
    { entity: 'Shop_Client', primaryKey: 'Id' },
    { entity: 'Club_Member', primaryKey: 'Id', includeAllRecords: false },
  ],
  rules: [
    { name: 'ByEmail', ...sides, conditions: [on('Email', { normalize: ['lowerCase'] })] },
    { name: 'ByName', ...sides, conditions: [on('City'), on('Name', { precision: 'high' })], exceptions: [on('Born')] },
    { name: 'KnownTwins', ...sides, effect: 'separate', conditions: [{ left: 'Twin', right: 'Id' }] },
  ],
  neverMatch: { pairs: [never('C5', 'S5'), never('C7', 'S6')] },
};

beforeAll(async () => {
  company = await openCompany();
  company.put(
    'Crm.csv',
    [
      'Id,Email,Name,City,Born,Card,Twin',
      'C1,ane@x.org,Ane Etxe,Donostia,,,',
      'C3,c3@x.org,Maialen,Tolosa,,,',
      'C4,c4@x.org,Unai Arana,Zarautz,1990,,S4',
      'C5,five@x.org,Five,,,,',
      'C6,six@x.org,Six,,,K1,',
      'C7,seven@x.org,Seven,,,K1,',
      'C8,eight@x.org,Jon Agirre,Irun,,,',
      'C9,nine@x.org,Jon Agirre,Irun,,,',
      'C13,c13@x.org,Leire Mendi,Azpeitia,1990,,',
      ...['10', '11', '12'].map((number) => `C${number},c${number}@x.org,Iker Bilbao ${number},Bilbo,,,`),
    ].join('\n'),
  );
  company.put(
    'Shop.csv',
    [
      'Id,Email,Name,City,Born',
      'S1,ANE@x.org,Ane Etxe,Donostia,',
      'S2,miren@x.org,Miren,Gasteiz,',
      'S3,s3@x.org,Mikel,Tolosa,',
      'S4,c4@x.org,Unai Arana,Zarautz,1990',
      'S5,five@x.org,Five,,',
      'S6,six@x.org,Six,,',
      'S8,eight@x.org,Jon Agirre,Irun,',
      'S9,nine@x.org,Jon Agirre,Irun,',
      'S13,s13@x.org,Leire Mendi,Azpeitia,1991',
      ...['10', '11', '12'].map((number) => `S${number},s${number}@x.org,Iker Bilbao ${number},Bilbo,`),
    ].join('\n'),
  );
  company.put('Club.csv', 'Id,Card\nM1,K9\n');
  await company.apply({
    dataSources: [source('Crm', 'Contact'), source('Shop', 'Client'), source('Club', 'Member')],
    unification,
  });
  await company.refresh();
}, 60_000);
afterAll(() => company.close());

const explain = (left: string, right: string, entity = 'Shop_Client') =>
  company.app.matching.explain({ left: { entity: 'Crm_Contact', key: left }, right: { entity, key: right } });

describe('why two records are two customers, where rules alone match', () => {
  it('says nothing against records that are one', async () => {
    expect(await explain('C1', 'S1')).toMatchObject({ isOne: true, reasons: [] });
  });

  it.each([
    { left: 'C1', right: 'S2', reasons: [{ reason: 'notCompared' }], told: 'They were never compared' },
    { left: 'C3', right: 'S3', reasons: [], told: "Name 'Maialen' / 'Mikel' (42.9 % alike, less than 80.0 %)" },
    {
      left: 'C13',
      right: 'S13',
      reasons: [],
      told: "Born '1990' / '1991' differ, and the rule has that as an exception",
    },
    {
      left: 'C4',
      right: 'S4',
      reasons: [{ reason: 'separateRule', rule: 'KnownTwins' }],
      told: 'The rule Twin / Id is equal (KnownTwins) keeps them apart.',
    },
    { left: 'C5', right: 'S5', reasons: [{ reason: 'neverList' }], told: 'The never match list forbids it.' },
    {
      left: 'C6',
      right: 'S6',
      reasons: [
        {
          reason: 'apart',
          left: { entity: 'Crm_Contact', key: 'C7' },
          right: { entity: 'Shop_Client', key: 'S6' },
        },
      ],
      told: 'Crm_Contact:C7 and Shop_Client:S6, one of each customer, never match (never match list).',
    },
    {
      left: 'C8',
      right: 'S9',
      reasons: [{ reason: 'matchedEarlier', rule: 'ByName' }],
      told: 'City is equal and Name is at least 80 % alike (ByName) would match them, but earlier rules had matched both already.',
    },
    {
      left: 'C10',
      right: 'S10',
      reasons: [],
      told: 'Not by rule City is equal and Name is at least 80 % alike (ByName): 6 rows share its keys, too many to compare',
    },
  ])('tells it of $left and $right', async ({ left, right, reasons, told }) => {
    const explained = await explain(left, right);
    expect(explained).toMatchObject({ isOne: false, reasons });
    expect(renderExplanation(explained)).toContain(told);
  });

  it('gives each match rule with the parts that do not hold and the values of both', async () => {
    const { missed } = await explain('C1', 'S2');
    const part = { part: 'condition', precision: 1 };
    expect(missed).toMatchObject([
      { rule: 'ByEmail', failed: [{ ...part, attribute: 'Email', left: 'ane@x.org', right: 'miren@x.org' }] },
      {
        rule: 'ByName',
        failed: [
          { ...part, attribute: 'City', left: 'Donostia', right: 'Gasteiz' },
          { attribute: 'Name', left: 'Ane Etxe', right: 'Miren', similarity: 0, precision: 0.8 },
        ],
      },
    ]);
  });

  it('tells of a record that no profile holds and of entities that no rule compares', async () => {
    const { reasons, missed } = await explain('C1', 'M1', 'Club_Member');
    expect({ reasons, missed }).toEqual({
      reasons: [{ reason: 'leftOut', left: { entity: 'Club_Member', key: 'M1' } }, { reason: 'noRule' }],
      missed: [],
    });
  });

  it('tells that a rule of after the last refresh will match them', async () => {
    const { version } = await company.app.definitions.get('unification', 'unification');
    const rules = [...unification.rules, { name: 'ByCity', ...sides, conditions: [on('City')] }];
    const put = (definition: object, expectedVersion: number) =>
      company.app.definitions.put({
        kind: 'unification',
        name: 'unification',
        changedBy: 'test',
        expectedVersion,
        definition,
      });
    const changed = await put({ ...unification, rules }, version);
    const { rules: found, reasons } = await explain('C3', 'S3');
    await put(unification, changed.version);
    expect({ found, reasons }).toEqual({
      found: [{ rule: 'ByCity', effect: 'match', score: 1 }],
      reasons: [{ reason: 'nextRefresh' }],
    });
  });
});

describe('why two records are two customers, where probabilities match', () => {
  let people: Company;
  let paths: readonly string[];

  beforeAll(async () => {
    people = await openCompany();
    paths = await writeCustomers(people.folder, 3000, 11);
    await people.apply({
      dataSources: paths.map((path, index) => ({
        name: `Source${index}`,
        kind: 'csv',
        options: { folder: '.' },
        entities: [{ name: 'Person', options: { path }, primaryKey: 'id' }],
      })),
      unification: {
        mode: 'probabilities',
        entities: paths.map((_, index) => ({ entity: `Source${index}_Person`, primaryKey: 'id' })),
      },
    });
    await people.refresh();
  }, 120_000);
  afterAll(() => people.close());

  it('says of each doubtful pair that it is below the threshold, or that the groups do not hold together', async () => {
    const pairs = (await people.app.matching.review(40)).items.filter(({ isMatched }) => !isMatched);
    const told = new Set<string>();
    for (const { left, right, probability = 0 } of pairs) {
      const { reasons } = await people.app.matching.explain({ left, right });
      const [first] = reasons;
      expect(first?.reason).toBe(probability >= 0.5 ? 'cohesion' : 'belowThreshold');
      if (first?.reason === 'cohesion') expect(first.average).toBeLessThan(first.least ?? 0);
      for (const { reason } of reasons) told.add(reason);
    }
    expect([...told].sort()).toEqual(['belowThreshold', 'cohesion', 'lookalikes']);
  }, 120_000);

  it('says the same of the rows of files', async () => {
    const [pair] = (await people.app.matching.review(40)).items.filter(
      ({ isMatched, probability = 0 }) => !isMatched && probability >= 0.5,
    );
    const fileOf = (entity = '') => paths[Number(entity.replace(/\D/g, ''))] ?? '';
    const row = (record: NonNullable<typeof pair>['left'] | undefined) =>
      `${basename(fileOf(record?.entity), '.csv')}:${record?.key}`;
    let output = '';
    const code = await runProgram(['match', 'explain', row(pair?.left), row(pair?.right), ...paths, '--key', 'id'], {
      stdout: { write: (text) => (output += text) },
      stderr: { write: () => true },
      environment: {},
      stopRequested: new AbortController().signal,
    });
    expect([code, output]).toEqual([0, expect.stringMatching(/^Two clusters\nThey are likely one customer, but/)]);
  }, 60_000);
});
