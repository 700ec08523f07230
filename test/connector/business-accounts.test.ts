import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createHttpServer, type HttpServer } from '../../src/http/server.ts';
import { businessFiles, businessWorkspace } from '../support/business-accounts.ts';
import { type Company, openCompany } from '../support/company.ts';
import { createPlatform, type Platform } from './platform.ts';
import { makeKey } from './served-platform.ts';

const isAtBilbao = { operator: 'equals', attribute: 'Name', value: 'Acme Bilbao' };
const buyers = {
  name: 'Buyers',
  of: 'contacts',
  rules: [{ condition: { operator: 'any', path: ['Customer'], condition: isAtBilbao } }],
};
const sameMail = { name: 'SameMail', conditions: [{ attribute: 'PrimaryEmail' }] };
const PERSON = { email: 'ane@example.org', password: 'lau hitz elkarrekin' };

let company: Company;
let server: HttpServer;
let address: string;
let platform: Platform;

beforeAll(async () => {
  company = await openCompany();
  const contacts = [...(businessFiles['contacts.csv'] ?? []), 'P6,A2,Lide,Goi,lide@acme.example,Buyer'];
  for (const [path, lines] of Object.entries({ ...businessFiles, 'contacts.csv': contacts }))
    company.put(path, `${lines.join('\n')}\n`);
  await company.apply({
    ...businessWorkspace,
    audience: { ...businessWorkspace.audience, contactRules: [sameMail] },
    segments: [buyers],
  });
  await company.refresh();
  await company.app.access.ensureAdministrator({ ...PERSON, displayName: 'Ane' });
  const { access, connector } = company.app;
  server = await createHttpServer(company.app, { access, connector, webRoot: '/nowhere', version: '1' });
  address = await server.listen();
  platform = await createPlatform(address, await makeKey(address, PERSON));
});
afterAll(async () => {
  await server.close();
  await company.close();
});

const items = async (table: string, query: object) => {
  const { body } = await platform.call('GetItems', { dataset: 'default', table, ...query });
  return (body as { value: readonly Readonly<Record<string, unknown>>[] }).value;
};

describe('business accounts through the connector', () => {
  it('are entities like any other', async () => {
    const { body } = await platform.call('GetEntities', { dataset: 'default' });
    const names = (body as { value: { name: string }[] }).value.map(({ name }) => name);
    expect(names).toEqual(expect.arrayContaining(['UnifiedContact', 'AccountHierarchy']));
  });

  it('give the contacts of an account, one contact of several records, and an account with its contacts', async () => {
    const [spain] = await items('Customer', { $filter: "Name eq 'Acme Spain'" });
    const ofSpain = `CustomerId eq '${spain?.['CustomerId']}'`;
    const [lide, ...others] = await items('UnifiedContact', { $filter: ofSpain });
    expect([lide, others]).toMatchObject([{ FullName: 'Lide Goi', JobTitle: 'Buyer', RecordCount: 2 }, []]);
    const one = { dataset: 'default', table: 'UnifiedContact', id: String(lide?.['UnifiedContactId']) };
    expect((await platform.call('GetItem', one)).body).toEqual(lide);
    const records = { $filter: `UnifiedContactId eq '${one.id}'`, $select: 'EntityName,AlternateValue' };
    expect(await items('ContactAlternateKey', records)).toEqual([
      { EntityName: 'Crm_Contact', AlternateValue: 'P6' },
      { EntityName: 'Erp_Person', AlternateValue: '7' },
    ]);
    const expanded = await platform.get(`${address}/odata/Customer?$filter=${ofSpain}&$expand=UnifiedContact`);
    expect(expanded.body).toMatchObject({ value: [{ UnifiedContact: [{ ContactId: 'P6' }] }] });
  });

  it('give the members of a segment of contacts, and what they did', async () => {
    const $filter = "IsMemberOfSegment('Buyers')";
    const [jon] = await items('UnifiedContact', { $filter });
    expect(jon).toMatchObject({ FullName: 'Jon Aldai', ContactId: 'P2' });
    expect(await items('UnifiedActivity', { $filter, $select: 'ActivityId' })).toEqual([
      { ActivityId: 'Orders|O2' },
      { ActivityId: 'Orders|O3' },
    ]);
    expect(await items('ContactSegmentMembership', {})).toEqual([
      { SegmentName: 'Buyers', UnifiedContactId: jon?.['UnifiedContactId'] },
    ]);
  });

  it('give the place of accounts in the hierarchy', async () => {
    const [bilbao] = await items('Customer', { $filter: "Name eq 'Acme Bilbao'" });
    expect(await items('AccountHierarchy', { $filter: 'Level eq 2', $select: 'CustomerId' })).toEqual([
      { CustomerId: bilbao?.['CustomerId'] },
    ]);
  });
});
