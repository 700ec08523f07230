import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Platform } from './platform.ts';
import { type ServedPlatform, servePlatform } from './served-platform.ts';

let served: ServedPlatform;
let platform: Platform;

beforeAll(async () => {
  served = await servePlatform();
  ({ platform } = served);
  served.company.deliverContacts(5);
  await served.company.refresh();
  const ofCustomers = { dataset: 'default', table: 'Customer' };
  const { body } = await platform.call('GetItems', { ...ofCustomers, $filter: "FullName eq 'Person 5'" });
  const [{ CustomerId: id } = { CustomerId: '' }] = (body as { value: { CustomerId: string }[] }).value;
  await platform.call('UpdateItem', { ...ofCustomers, id, item: { FullName: 'Ane' } });
});
afterAll(() => served.close());

describe('an OData client', () => {
  it.each<[string, unknown]>([
    ['/odata/Customer/$count', 12],
    ["/odata/Customer/$count?$filter=IsMemberOfSegment('HighValue')", 5],
    ["/odata/Customer/$count?$filter=contains(tolower(FullName), 'person 1')", 4],
    ["/odata/Customer/$count?$filter=not startswith(FullName,'Person') or FullName in ('Person 2','Person 3')", 3],
    ['/odata/Customer/$count?$filter=Spend ge 20 and (Spend lt 21 or Spend eq null)', 7],
    ['/odata/Customer/$count?$search="person 12"', 1],
  ])('%s gives %j', async (path, expected) => {
    expect(Number((await platform.get(`${served.address}${encodeURI(path)}`)).text)).toBe(expected);
  });

  it('reads rows with count, next link and what belongs to a customer', async () => {
    const url = `${served.address}/odata/Customer?$count=true&$top=2&$select=CustomerId,FullName&$expand=SegmentMembership&$orderby=FullName`;
    const { body } = await platform.get(url);
    expect(body).toMatchObject({
      '@odata.count': 12,
      value: [{ FullName: 'Ane', SegmentMembership: [{ SegmentName: 'HighValue' }] }, {}],
    });
  });

  it('reads what there is', async () => {
    const { text } = await platform.get(`${served.address}/odata/$metadata`);
    expect(text).toContain('<EntityType Name="Customer"><Key><PropertyRef Name="CustomerId"/></Key>');
    expect((await platform.get(`${served.address}/odata`)).body).toMatchObject({ value: expect.any(Array) });
  });
});
