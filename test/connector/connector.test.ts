import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createPlatform, type Platform } from './platform.ts';
import { type ServedPlatform, servePlatform } from './served-platform.ts';

let served: ServedPlatform;
let platform: Platform;

beforeAll(async () => {
  served = await servePlatform();
  ({ platform } = served);
});
afterAll(() => served.close());

describe('a platform that knows only the definition', () => {
  it('tests a new connection', async () => {
    expect(await platform.testConnection()).toMatchObject({ status: 200 });
    const stranger = await createPlatform(served.address, 'fxk_wrong');
    expect(await stranger.testConnection()).toMatchObject({ status: 401, body: { code: 'FLX_ACCESS_TOKEN' } });
  });

  it('subscribes to a trigger whose choices it offers, is called, and unsubscribes without its key', async () => {
    const choices = await platform.choices('OnSegmentThresholdCrossed', 'segment', { dataset: 'default' });
    expect(choices).toEqual([{ value: 'HighValue', title: 'High value' }]);
    const subscribed = await platform.subscribe(
      'OnSegmentThresholdCrossed',
      { dataset: 'default', segment: 'HighValue', threshold: 3 },
      served.callbackUrl,
    );
    expect([subscribed.status, subscribed.location]).toEqual([201, expect.stringMatching(/\/subscriptions\/.{40,}/)]);

    await served.company.refresh();
    served.company.deliverContacts(5);
    await served.company.refresh();
    const { body, headers } = await served.callbackOf(() => true);
    expect(platform.faultsOfNotification('OnSegmentThresholdCrossed', body)).toEqual([]);
    expect(body).toMatchObject({ segmentName: 'HighValue', previousEntityCount: 2, entityCount: 5, threshold: 3 });
    expect(headers['webhook-signature']).toMatch(/^v1,/);

    expect((await fetch(subscribed.location, { method: 'DELETE' })).status).toBe(204);
    expect((await fetch(subscribed.location, { method: 'DELETE' })).status).toBe(404);
    expect((await served.company.app.subscriptions.list({}, { limit: 10 })).items[0]).toMatchObject({ state: 'ended' });
  });

  it('keeps the callback address, which is a secret, readable for nobody', async () => {
    const listed = JSON.stringify(await served.company.app.subscriptions.list({}, { limit: 10 }));
    expect(listed).not.toContain('sig=secret');
  });

  it.each<[string, Record<string, unknown>, string]>([
    ['a measure with dimensions but no row', { measure: 'SpendByPerson', threshold: 1 }, 'FLX_WATCH_DIMENSIONS'],
    ['a measure that is not there', { measure: 'Nothing', threshold: 1 }, 'FLX_WATCH_SUBJECT'],
    ['no threshold', { measure: 'TotalSpend' }, 'FLX_MISSING_PROPERTY'],
  ])('is told clearly when it asks for %s', async (_what, parameters, code) => {
    const refused = await platform.subscribe(
      'OnMeasureThresholdCrossed',
      { dataset: 'default', ...parameters },
      served.callbackUrl,
    );
    expect(refused.status).toBe(422);
    expect(JSON.stringify(refused.body)).toContain(code);
  });

  it('can watch one row of a measure with dimensions, which it chooses from a list', async () => {
    const rows = await platform.choices('OnMeasureThresholdCrossed', 'row', {
      dataset: 'default',
      measure: 'SpendByPerson',
    });
    expect(rows.length).toBeGreaterThan(1);
    const parameters = { dataset: 'default', measure: 'SpendByPerson', row: rows[0]?.value, threshold: 1 };
    expect((await platform.subscribe('OnMeasureThresholdCrossed', parameters, served.callbackUrl)).status).toBe(201);
  });

  it('polls: 202 with Location and Retry-After until something happens, then 200 with it, once', async () => {
    const first = await platform.poll('PollFullRefreshCompleted', { dataset: 'default' });
    expect([first.status, Number(first.headers.get('retry-after')) > 0]).toEqual([202, true]);
    const again = await platform.follow(first);
    expect(again.status).toBe(202);
    const { jobId } = await served.company.refresh();
    const found = await platform.follow(again);
    expect(found.status).toBe(200);
    expect(found.body).toMatchObject([{ jobId, jobStatus: 'successful', eventType: 'FullRefreshCompleted' }]);
    expect(platform.faultsOf('PollFullRefreshCompleted', found.body)).toEqual([]);
    expect((await platform.follow(found)).status).toBe(202);
  });

  it('can call every action with what lists and schemas offer, and gets what the definition promises', async () => {
    const dataset = 'default';
    const entities = await platform.call('GetEntities', { dataset });
    expect(platform.faultsOf('GetEntities', entities.body)).toEqual([]);
    const table = 'Customer';
    const items = await platform.call('GetItems', {
      dataset,
      table,
      $filter: 'Spend gt 100',
      $orderby: 'FullName desc',
      $top: 2,
    });
    const { value } = items.body as { value: Record<string, unknown>[] };
    expect(value.map(({ FullName }) => FullName)).toEqual(['Person 5', 'Person 4']);
    const schema = await platform.schema('GetItems', { dataset, table });
    expect(Object.keys(schema)).toEqual(expect.arrayContaining(Object.keys(value[0] ?? {})));
    const id = String(value[0]?.['CustomerId']);
    expect((await platform.call('GetItem', { dataset, table, id })).body).toMatchObject({ FullName: 'Person 5' });
    const updated = await platform.call('UpdateItem', { dataset, table, id, item: { FullName: 'Ane' } });
    expect(updated).toMatchObject({ status: 200, body: { FullName: 'Ane', CustomerId: id } });
    expect((await platform.call('GetItem', { dataset, table, id })).body).toMatchObject({ FullName: 'Ane' });
    const item = { AnswerId: 'A9', Score: 4 };
    const created = await platform.call('CreateItem', { dataset, table: 'Survey_Answer', item });
    expect(created).toMatchObject({ status: 201, body: item });
    expect((await platform.call('CreateItem', { dataset, table: 'Survey_Answer', item })).status).toBe(409);
    for (const operation of ['GetPartitions', 'GetPartitionsV2'])
      expect(platform.faultsOf(operation, (await platform.call(operation, { dataset, table })).body)).toEqual([]);
    const [partition] = await platform.choices('GetPartitionData', 'partition', { dataset, table });
    const data = await platform.call('GetPartitionData', { dataset, table, partition: partition?.value });
    expect([data.status, data.text.slice(0, 4)]).toEqual([200, 'PAR1']);
    for (const operation of ['GetStatusReport', 'GetStatusReportV2']) {
      const report = await platform.call(operation, { dataset, reportType: 'dataSources' });
      expect(platform.faultsOf(operation, report.body)).toEqual([]);
      expect(report.body).toMatchObject({ status: 'successful', text: expect.stringContaining('Web shop') });
    }
  });

  it('follows the next link through all rows', async () => {
    const seen: unknown[] = [];
    let next = '';
    let page = await platform.call('GetItems', {
      dataset: 'default',
      table: 'Customer',
      $top: 12,
      $filter: "CustomerId ne ''",
    });
    for (;;) {
      const body = page.body as { value: { CustomerId: string }[]; '@odata.nextLink'?: string };
      seen.push(...body.value.map(({ CustomerId }) => CustomerId));
      next = body['@odata.nextLink'] ?? '';
      if (next === '') break;
      page = await platform.get(next);
    }
    expect(new Set(seen).size).toBe(12);
  });

  it.each<[string, Record<string, unknown>, number, string]>([
    ['GetItems', { table: 'Custmer' }, 404, "Did you mean 'Customer'?"],
    ['GetItems', { table: 'Customer', $filter: 'Spend gt' }, 400, 'FLX_ODATA_SYNTAX'],
    ['GetItems', { table: 'Customer', $filter: "Spend gt 'much'" }, 422, 'FLX_ITEM_VALUE'],
    ['GetItems', { table: 'Customer', $filter: 'Spent gt 1' }, 400, "Did you mean 'Spend'?"],
    ['GetItems', { table: 'Customer', $select: 'FulName' }, 400, "Did you mean 'FullName'?"],
    ['GetItem', { table: 'Customer', id: 'nobody' }, 404, 'FLX_ITEM_UNKNOWN'],
    ['UpdateItem', { table: 'Customer', id: 'nobody', item: {} }, 404, 'FLX_ITEM_UNKNOWN'],
    ['UpdateItem', { table: 'Shop_Contact', id: 'C1', item: {} }, 422, 'FLX_ITEM_NOT_WRITABLE'],
    ['CreateItem', { table: 'Customer', item: {} }, 422, 'FLX_ITEM_NOT_WRITABLE'],
    ['CreateItem', { table: 'Survey_Answer', item: { Scor: 1 } }, 422, "Did you mean 'Score'?"],
    [
      'CreateItem',
      { table: 'Survey_Answer', item: { AnswerId: 'A8' }, validUntil: '2099-01-01' },
      422,
      'FLX_ITEM_VALID_UNTIL',
    ],
    ['GetStatusReport', { reportType: 'nothing' }, 422, 'FLX_INVALID'],
    ['GetEntities', { dataset: 'elsewhere' }, 404, 'FLX_CONNECTOR_INSTANCE'],
  ])('%s with %j is answered %d', async (operation, parameters, status, words) => {
    const answer = await platform.call(operation, { dataset: 'default', ...parameters });
    expect([answer.status, answer.text]).toEqual([status, expect.stringContaining(words)]);
  });
});

describe('a connection that calls too often', () => {
  it('is told 429 and when to come back', async () => {
    let answer = await platform.testConnection();
    for (let calls = 0; answer.status === 200 && calls < 101; calls++) answer = await platform.testConnection();
    expect(answer.status).toBe(429);
    expect(Number(answer.headers.get('retry-after'))).toBeGreaterThan(0);
  });
});
