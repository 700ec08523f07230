import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { writeCustomers } from '../../bench/match/customers.ts';
import type { CustomerView } from '../../src/app/view/customer.ts';
import { findOwner, renderOwner } from '../../src/cli/commands/why-merged.ts';
import { type Company, openCompany } from '../support/company.ts';

const source = (name: string, entity: string, primaryKey = 'Id') => ({
  name,
  kind: 'csv',
  options: { folder: '.' },
  entities: [{ name: entity, options: { path: `${name}.csv` }, primaryKey }],
});

const namesOf = (records: CustomerView['joins'][number]['records']) =>
  records.map(({ entity, key }) => `${entity}:${key}`);

/** Records of a customer that no join holds. */
function unexplained({ sources, joins }: CustomerView): readonly string[] {
  const told = new Set(joins.flatMap(({ records }) => namesOf(records)));
  return sources.length < 2 ? [] : namesOf([...sources]).filter((name) => !told.has(name));
}

/** The first customers, by their ids. */
async function customersOf(company: Company): Promise<CustomerView[]> {
  const rows = await company.rows('Customer');
  return Promise.all(rows.slice(0, 60).map((row) => company.app.customers.get(String(row['CustomerId']))));
}

describe('what joined the records of a customer, where rules match', () => {
  let company: Company;
  const crm = (key: string) => ({ entity: 'Crm_Contact', key });
  const shop = (key: string) => ({ entity: 'Shop_Client', key });
  const ownerOf = (key: string) => findOwner(company.app, crm(key), 'customers');

  beforeAll(async () => {
    company = await openCompany();
    const crmFile = [
      'Id,Email,Card,Name,City',
      'C1,ane@x.org,K1,Ane Etxe,Irun',
      'C2,ane@work.org,K1,Ane Etxe,Irun',
      'C3,jon@x.org,K2,Jon Agirre,Bilbo',
      'C4,other@x.org,K2,Jon Agirra,Bilbo',
      'C5,list@x.org,,Maialen,Tolosa',
      'C6,listed@x.org,,Mailen,Getaria',
      'C7,alone@x.org,,Alone,Lekeitio',
      'C8,row@x.org,,Row,Deba',
      'C9,rowed@x.org,,Rowed,Mutriku',
    ];
    company.put('Crm.csv', crmFile.join('\n'));
    company.put('Shop.csv', 'Id,Mail\nS1,ane@x.org\nS3,nobody@x.org\n');
    company.put('Pairs.csv', 'Entity1,Entity1Key,Entity2,Entity2Key\nCrm_Contact,C8,crm_contact,C9\n');
    const rules = [
      { name: 'SameCard', conditions: [{ attribute: 'Card' }] },
      { name: 'AlikeName', conditions: [{ attribute: 'City' }, { attribute: 'Name', precision: 'high' }] },
    ];
    const listed = (key2: string) => ({ entity1: 'Crm_Contact', key1: 'C5', entity2: 'Crm_Contact', key2 });
    await company.apply({
      dataSources: [source('Crm', 'Contact'), source('Shop', 'Client'), source('Pairs', 'Row', 'Entity1Key')],
      unification: {
        entities: [
          { entity: 'Crm_Contact', primaryKey: 'Id', deduplicate: { rules } },
          { entity: 'Shop_Client', primaryKey: 'Id' },
        ],
        rules: [
          {
            name: 'SameEmail',
            left: 'Crm_Contact',
            right: 'Shop_Client',
            conditions: [{ left: 'Email', right: 'Mail', normalize: ['lowerCase'] }],
          },
        ],
        alwaysMatch: { entity: 'Pairs_Row', pairs: [listed('C6')] },
      },
    });
    await company.refresh();
  });
  afterAll(() => company.close());

  it('tells of records joined inside of their entity, and then of those across', async () => {
    const sameCard = { by: 'rule', rule: 'SameCard', conditions: [{ attribute: 'Card', precision: 1 }] };
    const alikeName = {
      by: 'rule',
      rule: 'AlikeName',
      conditions: [
        { attribute: 'City', precision: 1 },
        { attribute: 'Name', precision: 0.8 },
      ],
    };
    const sameEmail = { by: 'rule', rule: 'SameEmail', conditions: [{ attribute: 'Email / Mail', precision: 1 }] };
    expect((await ownerOf('C1'))?.joins).toEqual([
      { by: [sameCard, alikeName], records: [crm('C1'), crm('C2')], score: 1 },
      { by: [sameEmail], records: [crm('C2'), shop('S1')], score: 1 },
    ]);
    expect((await ownerOf('C4'))?.joins).toEqual([
      { by: [sameCard, alikeName], records: [crm('C3'), crm('C4')], score: 0.9 },
    ]);
  });

  it.each([
    ['C5', 'C6'],
    ['C8', 'C9'],
  ])('tells of records that the always match list joins, be the list written or an entity: %s', async (one, other) => {
    expect((await ownerOf(one))?.joins).toEqual([{ by: [{ by: 'alwaysList' }], records: [crm(one), crm(other)] }]);
  });

  it('tells nothing of a single record, and leaves none of several out', async () => {
    expect((await ownerOf('C7'))?.joins).toEqual([]);
    expect((await customersOf(company)).flatMap(unexplained)).toEqual([]);
  });

  it('is told by the command line in words', async () => {
    const owner = await ownerOf('C2');
    expect(renderOwner('customer', owner).split('\n')).toEqual([
      `Customer ${owner?.id}, of 3 records`,
      'Crm_Contact:C1, Crm_Contact:C2: joined by Card is equal (SameCard); City is equal and Name is at least 80 % alike (AlikeName), lowest similarity 1.00',
      'Crm_Contact:C2, Shop_Client:S1: joined by Email / Mail is equal (SameEmail), lowest similarity 1.00',
    ]);
    expect(renderOwner('customer', await ownerOf('C99'))).toBe('The record belongs to no customer.');
  });

  it('says so where what joined them is not defined any more', async () => {
    const { definition, version } = await company.app.definitions.get('unification', 'unification');
    const { alwaysMatch: _list, ...rest } = definition as { alwaysMatch?: unknown };
    const place = { kind: 'unification', name: 'unification', changedBy: 'test' } as const;
    const changed = await company.app.definitions.put({ ...place, expectedVersion: version, definition: rest });
    const told = await ownerOf('C5');
    await company.app.definitions.put({ ...place, expectedVersion: changed.version, definition });
    expect(told?.joins).toEqual([{ by: [{ by: 'unknown' }], records: [crm('C5'), crm('C6')] }]);
  });
});

describe('what joined the records of a customer, where two rules bear one name', () => {
  it('names the match rule only where it joined', async () => {
    const company = await openCompany();
    company.put('Crm.csv', 'Id,Email,Phone\nC1,ane@x.org,1\nC2,ane@x.org,\nC3,jon@x.org,\nC4,jon@x.org,\n');
    company.put('Shop.csv', 'Id,Mail,Phone\nS1,nobody@x.org,1\nS3,jon@x.org,\n');
    const between = (name: string, left: string, right: string) => {
      return { name, left: 'Crm_Contact', right: 'Shop_Client', conditions: [{ left, right }] };
    };
    const rules = [{ name: 'SameEmail', conditions: [{ attribute: 'Email' }] }];
    await company.apply({
      dataSources: [source('Crm', 'Contact'), source('Shop', 'Client')],
      unification: {
        entities: [
          { entity: 'Crm_Contact', primaryKey: 'Id', deduplicate: { rules } },
          { entity: 'Shop_Client', primaryKey: 'Id' },
        ],
        rules: [between('SameEmail', 'Email', 'Mail'), between('SamePhone', 'Phone', 'Phone')],
      },
    });
    await company.refresh();
    const told = async (key: string) =>
      (await findOwner(company.app, { entity: 'Crm_Contact', key }, 'customers'))?.joins.map(({ by }) => by);
    const rule = (name: string, attribute: string) => [
      { by: 'rule', rule: name, conditions: [{ attribute, precision: 1 }] },
    ];
    expect(await told('C1')).toEqual([rule('SameEmail', 'Email'), rule('SamePhone', 'Phone')]);
    expect(await told('C3')).toEqual([rule('SameEmail', 'Email'), rule('SameEmail', 'Email / Mail')]);
    await company.close();
  });
});

describe('what joined the records of a customer, where probabilities match', () => {
  it.each(['probabilities', 'both'] as const)(
    'leaves no record of several out in the mode %s',
    async (mode) => {
      const people = await openCompany();
      const paths = await writeCustomers(people.folder, 1000, 11);
      await people.apply({
        dataSources: paths.map((path, index) => ({
          ...source(`Source${index}`, 'Person', 'id'),
          entities: [{ name: 'Person', options: { path }, primaryKey: 'id' }],
        })),
        unification: {
          mode,
          entities: paths.map((_, index) => ({ entity: `Source${index}_Person`, primaryKey: 'id' })),
        },
      });
      await people.refresh();
      const several = (await customersOf(people)).filter(({ sources }) => sources.length > 1);
      expect(several.length).toBeGreaterThan(10);
      expect(several.flatMap(unexplained)).toEqual([]);
      expect(new Set(several.flatMap(({ joins }) => joins.flatMap(({ by }) => by.map((each) => each.by))))).toEqual(
        new Set(['probability']),
      );
      await people.close();
    },
    120_000,
  );
});
