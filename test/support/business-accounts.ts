/** Accounts of two systems, their contacts, a group of three levels and orders: what tests about business accounts share. */
export const businessFiles: Readonly<Record<string, readonly string[]>> = {
  'accounts.csv': [
    'AccountId,Name,Domain,ParentId',
    'A1,Acme Group,acme.example,',
    'A2,Acme Spain,acme.es.example,A1',
    'A3,Acme Bilbao,bilbao.acme.example,A2',
    'A4,Beta,beta.example,',
  ],
  'companies.csv': ['CompanyNo,CompanyName,Domain', '100,ACME Spain SL,ACME.es.example', '200,Gamma,gamma.example'],
  'contacts.csv': [
    'ContactId,AccountId,First,Last,Mail,Role',
    'P1,A1,Ane,Etxe,ane@acme.example,CEO',
    'P2,A3,Jon,Aldai,jon@acme.example,Buyer',
    'P3,,Miren,Solo,miren@solo.example,CEO',
    'P4,A9,Koldo,Lost,koldo@lost.example,Buyer',
  ],
  'people.csv': [
    'PersonNo,CompanyNo,Who,Mail',
    '7,100,Lide Goi,lide@acme.example',
    '8,200,Eneko Gara,eneko@gamma.example',
  ],
  'orders.csv': [
    'OrderId,ContactId,Amount,OrderedAt',
    'O1,P1,100,2026-02-01 10:00:00',
    'O2,P2,30,2026-02-02 10:00:00',
    'O3,P2,20,2026-02-03 10:00:00',
    'O4,P3,5,2026-02-04 10:00:00',
  ],
};

type CsvEntity = readonly [name: string, path: string, primaryKey: string, meanings?: Readonly<Record<string, string>>];

const csv = (name: string, entities: readonly CsvEntity[]) => ({
  name,
  kind: 'csv',
  options: { folder: '.' },
  entities: entities.map(([entity, path, primaryKey, meanings = {}]) => ({
    name: entity,
    options: { path },
    primaryKey,
    attributes: Object.entries(meanings).map(([attribute, semanticType]) => ({ name: attribute, semanticType })),
  })),
});

/** The definitions that go with `businessFiles`. Orders point at contacts, which the audience ties to accounts. */
export const businessWorkspace = {
  dataSources: [
    csv('Crm', [
      ['Account', 'accounts.csv', 'AccountId'],
      ['Contact', 'contacts.csv', 'ContactId'],
      ['Order', 'orders.csv', 'OrderId'],
    ]),
    csv('Erp', [
      ['Company', 'companies.csv', 'CompanyNo'],
      ['Person', 'people.csv', 'PersonNo', { Mail: 'Identity.Service.Email' }],
    ]),
  ],
  relationships: [
    {
      name: 'OrderContact',
      fromEntity: 'Crm_Order',
      fromAttribute: 'ContactId',
      toEntity: 'Crm_Contact',
      toAttribute: 'ContactId',
    },
  ],
  unification: {
    entities: [
      { entity: 'Crm_Account', primaryKey: 'AccountId' },
      { entity: 'Erp_Company', primaryKey: 'CompanyNo' },
    ],
    rules: [
      {
        name: 'SameDomain',
        left: 'Crm_Account',
        right: 'Erp_Company',
        conditions: [{ left: 'Domain', right: 'Domain', normalize: ['lowerCase'] }],
      },
    ],
  },
  audience: {
    customers: 'businessAccounts',
    contacts: [
      {
        entity: 'Crm_Contact',
        primaryKey: 'ContactId',
        accountKey: 'AccountId',
        accountEntity: 'Crm_Account',
        fields: { FirstName: 'First', LastName: 'Last', JobTitle: 'Role', PrimaryEmail: 'Mail' },
      },
      {
        entity: 'Erp_Person',
        primaryKey: 'PersonNo',
        accountKey: 'CompanyNo',
        accountEntity: 'Erp_Company',
        fields: { FullName: 'Who' },
      },
    ],
    hierarchies: [{ name: 'AccountHierarchy', entity: 'Crm_Account', account: 'AccountId', parent: 'ParentId' }],
  },
  activities: [
    {
      name: 'Orders',
      entity: 'Crm_Order',
      primaryKey: 'OrderId',
      timestamp: 'OrderedAt',
      type: 'SalesOrder',
      path: ['OrderContact'],
    },
  ],
};
