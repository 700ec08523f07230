import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createHttpServer, type HttpServer } from '../../src/http/server.ts';
import { openSmallCompany, type SmallCompany } from '../browser/support/small-company.ts';
import { createPlatform, type Platform, type PlatformAnswer } from './platform.ts';

/** What a platform's callback address took in. */
interface Callback {
  /** Path and query that were called. */
  readonly url: string;
  readonly headers: IncomingMessage['headers'];
  readonly body: Readonly<Record<string, unknown>>;
}

type Subscribed = Awaited<ReturnType<Platform['subscribe']>>;

let company: SmallCompany;
let server: HttpServer;
let platform: Platform;
let receiver: Server;
let callbackUrl: string;
const callbacks: Callback[] = [];
const waiting: (() => void)[] = [];

beforeAll(async () => {
  company = await openSmallCompany({ FLUXU_ALLOW_PRIVATE_NETWORKS: 'true' });
  const definition = {
    name: 'SpendByPerson',
    kind: 'business',
    entity: 'Customer',
    dimensions: [{ attribute: 'FullName' }],
    calculations: [{ name: 'Spend', function: 'sum', expression: { attribute: 'Spend' } }],
  };
  await company.app.definitions.put({ kind: 'measure', name: definition.name, definition, changedBy: 'test' });
  await company.app.access.ensureAdministrator({
    email: 'ane@example.org',
    displayName: 'Ane',
    password: 'lau hitz elkarrekin',
  });
  server = await createHttpServer(company.app, {
    access: company.app.access,
    connector: company.app.connector,
    webRoot: '/nowhere',
    version: '1',
  });
  const address = await server.listen();
  platform = await createPlatform(address, await makeKey(address));
  receiver = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      callbacks.push({
        url: request.url ?? '',
        headers: request.headers,
        body: JSON.parse(Buffer.concat(chunks).toString()),
      });
      response.writeHead(202).end();
      for (const wake of waiting.splice(0)) wake();
    });
  }).listen(0, '127.0.0.1');
  await new Promise((resolve) => receiver.once('listening', resolve));
  callbackUrl = `http://127.0.0.1:${(receiver.address() as AddressInfo).port}/workflows/1/triggers/manual?sig=secret`;
  await company.app.start();
  await company.refresh();
});
afterAll(async () => {
  await server.close();
  receiver.close();
  await company.close();
});

/** A key with everything, made as an administrator makes it. */
async function makeKey(address: string): Promise<string> {
  const json = { 'content-type': 'application/json' };
  const signedIn = await fetch(`${address}/api/session`, {
    method: 'POST',
    headers: json,
    body: JSON.stringify({ email: 'ane@example.org', password: 'lau hitz elkarrekin' }),
  });
  const { csrfToken } = (await signedIn.json()) as { csrfToken: string };
  const cookie = signedIn.headers.getSetCookie()[0]?.split(';')[0] ?? '';
  const made = await fetch(`${address}/api/keys`, {
    method: 'POST',
    headers: { ...json, cookie, 'x-fluxu-csrf': csrfToken },
    body: JSON.stringify({ name: 'Platform', role: 'contributor', scopes: ['connector'] }),
  });
  return ((await made.json()) as { token: string }).token;
}

/** Waits for the callback that is meant. */
async function callbackOf(isMeant: (callback: Callback) => boolean): Promise<Callback> {
  for (;;) {
    const found = callbacks.find(isMeant);
    if (found) return found;
    await new Promise<void>((resolve) => waiting.push(resolve));
  }
}

describe('a platform that knows only the definition', () => {
  it('tests a new connection', async () => {
    expect(await platform.testConnection()).toMatchObject({ status: 200 });
    const stranger = await createPlatform(server.address ?? '', 'fxk_wrong');
    expect(await stranger.testConnection()).toMatchObject({ status: 401, body: { code: 'FLX_ACCESS_TOKEN' } });
  });

  it('subscribes to a trigger whose choices it offers, is called, and unsubscribes without its key', async () => {
    const choices = await platform.choices('OnSegmentThresholdCrossed', 'segment', { dataset: 'default' });
    expect(choices).toEqual([{ value: 'HighValue', title: 'High value' }]);
    const subscribed = await platform.subscribe(
      'OnSegmentThresholdCrossed',
      { dataset: 'default', segment: 'HighValue', threshold: 3 },
      callbackUrl,
    );
    expect([subscribed.status, subscribed.location]).toEqual([201, expect.stringMatching(/\/subscriptions\/.{40,}/)]);

    await company.refresh();
    company.deliverContacts(5);
    await company.refresh();
    const { body, headers } = await callbackOf(() => true);
    expect(platform.faultsOfNotification('OnSegmentThresholdCrossed', body)).toEqual([]);
    expect(body).toMatchObject({ segmentName: 'HighValue', previousEntityCount: 2, entityCount: 5, threshold: 3 });
    expect(headers['webhook-signature']).toMatch(/^v1,/);

    expect((await fetch(subscribed.location, { method: 'DELETE' })).status).toBe(204);
    expect((await fetch(subscribed.location, { method: 'DELETE' })).status).toBe(404);
    expect((await company.app.subscriptions.list({}, { limit: 10 })).items[0]).toMatchObject({ state: 'ended' });
  });

  it('keeps the callback address, which is a secret, readable for nobody', async () => {
    const listed = JSON.stringify(await company.app.subscriptions.list({}, { limit: 10 }));
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
      callbackUrl,
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
    expect((await platform.subscribe('OnMeasureThresholdCrossed', parameters, callbackUrl)).status).toBe(201);
  });

  it('polls: 202 with Location and Retry-After until something happens, then 200 with it, once', async () => {
    const first = await platform.poll('PollFullRefreshCompleted', { dataset: 'default' });
    expect([first.status, Number(first.headers.get('retry-after')) > 0]).toEqual([202, true]);
    const again = await platform.follow(first);
    expect(again.status).toBe(202);
    const { jobId } = await company.refresh();
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

describe('an OData client', () => {
  it.each<[string, unknown]>([
    ['/odata/Customer/$count', 12],
    ["/odata/Customer/$count?$filter=IsMemberOfSegment('HighValue')", 5],
    ["/odata/Customer/$count?$filter=contains(tolower(FullName), 'person 1')", 4],
    ["/odata/Customer/$count?$filter=not startswith(FullName,'Person') or FullName in ('Person 2','Person 3')", 3],
    ['/odata/Customer/$count?$filter=Spend ge 20 and (Spend lt 21 or Spend eq null)', 7],
    ['/odata/Customer/$count?$search="person 12"', 1],
  ])('%s gives %j', async (path, expected) => {
    expect(Number((await platform.get(`${server.address}${encodeURI(path)}`)).text)).toBe(expected);
  });

  it('reads rows with count, next link and what belongs to a customer', async () => {
    const url = `${server.address}/odata/Customer?$count=true&$top=2&$select=CustomerId,FullName&$expand=SegmentMembership&$orderby=FullName`;
    const { body } = await platform.get(url);
    expect(body).toMatchObject({
      '@odata.count': 12,
      value: [{ FullName: 'Ane', SegmentMembership: [{ SegmentName: 'HighValue' }] }, {}],
    });
  });

  it('reads what there is', async () => {
    const { text } = await platform.get(`${server.address}/odata/$metadata`);
    expect(text).toContain('<EntityType Name="Customer"><Key><PropertyRef Name="CustomerId"/></Key>');
    expect((await platform.get(`${server.address}/odata`)).body).toMatchObject({ value: expect.any(Array) });
  });
});

/** A trigger as a webhook and as a poll, what a user fills in, and what both tell when it happens. */
const TRIGGERS: readonly [string, string, Record<string, unknown>, Record<string, unknown>][] = [
  [
    'OnDataSourceRefreshFailed',
    'PollDataSourceRefreshFailed',
    { dataSource: 'Survey' },
    {
      friendlyName: 'Survey answers',
      refreshState: 'updateFailed',
      isPermanent: true,
      error: { resultSeverity: 'error' },
    },
  ],
  [
    'OnDataSourceRefreshSucceeded',
    'PollDataSourceRefreshSucceeded',
    { dataSource: 'Shop' },
    { refreshState: 'updated', entities: [{ rowCount: 12, quarantineRowCount: 0 }] },
  ],
  [
    'OnSegmentThresholdCrossed',
    'PollSegmentThresholdCrossed',
    { segment: 'HighValue', threshold: 6, direction: 'both', consecutive: 1 },
    { segmentName: 'HighValue', direction: 'up', previousEntityCount: 2, entityCount: 8, entered: 6, left: 0 },
  ],
  [
    'OnMeasureThresholdCrossed',
    'PollMeasureThresholdCrossed',
    { measure: 'TotalSpend', calculation: 'Spend', threshold: 3000.5, inclusive: true },
    { measureName: 'TotalSpend', row: {}, direction: 'up', previousValue: 1200, value: 4080, threshold: 3000.5 },
  ],
  [
    'OnFullRefreshCompleted',
    'PollFullRefreshCompleted',
    { submissionKind: 'onDemand' },
    { jobType: 'full', jobSubmissionKind: 'onDemand', tasksCount: expect.any(Number) },
  ],
  [
    'OnUnificationRefreshCompleted',
    'PollUnificationRefreshCompleted',
    {},
    { steps: { merge: { status: 'successful' } }, unifiedProfiles: 12, previousUnifiedProfiles: 12 },
  ],
];

describe('a platform whose flows wait for every trigger', () => {
  let watching: Platform;
  let jobId: string;
  const subscribed = new Map<string, Subscribed>();
  const polled = new Map<string, PlatformAnswer>();

  beforeAll(async () => {
    watching = await createPlatform(server.address ?? '', await makeKey(server.address ?? ''));
    for (const [webhook, poll, filledIn] of TRIGGERS) {
      const parameters = { dataset: 'default', ...filledIn };
      subscribed.set(webhook, await watching.subscribe(webhook, parameters, `${callbackUrl}&flow=${webhook}`));
      polled.set(poll, await watching.poll(poll, parameters));
    }
    company.deliverContacts(2);
    await company.refresh();
    company.deliverContacts(8);
    company.loseSurvey();
    ({ jobId } = await company.refresh());
  });

  it('has met all of them', () => {
    expect(watching.triggers('single')).toEqual(TRIGGERS.map(([webhook]) => webhook));
    expect(watching.triggers('batch')).toEqual(TRIGGERS.map(([, poll]) => poll));
  });

  it.each(TRIGGERS)('%s calls it until it unsubscribes', async (webhook, _poll, filledIn, expected) => {
    const answer = subscribed.get(webhook) as Subscribed;
    expect(answer).toMatchObject({ status: 201, location: expect.stringMatching(/\/subscriptions\/.{40,}/) });
    const { body } = await callbackOf(
      (callback) => callback.url.endsWith(`&flow=${webhook}`) && callback.body['workflowJobId'] === jobId,
    );
    expect(watching.faultsOfNotification(webhook, body)).toEqual([]);
    expect(body).toMatchObject({ eventType: webhook.slice('On'.length), isTest: false, ...expected });
    expect(await offersWhatWasFilledIn(webhook, filledIn)).toBe(true);

    expect((await fetch(answer.location, { method: 'DELETE' })).status).toBe(204);
    expect((await fetch(answer.location, { method: 'DELETE' })).status).toBe(404);
    const { items } = await company.app.subscriptions.list({}, { limit: 20 });
    const { id } = answer.body as { id: string };
    expect(items.find(({ subscriptionId }) => subscriptionId === id)).toMatchObject({ state: 'ended' });
  });

  it.each(TRIGGERS)('%s can be polled instead, as %s', async (webhook, poll, filledIn, expected) => {
    const first = polled.get(poll) as PlatformAnswer;
    expect(first.status).toBe(202);
    expect(Number(first.headers.get('retry-after'))).toBeGreaterThan(0);
    const found = await watching.follow(first);
    expect(found.status).toBe(200);
    expect(watching.faultsOf(poll, found.body)).toEqual([]);
    const rows = (found.body as Record<string, unknown>[]).filter(({ workflowJobId }) => workflowJobId === jobId);
    expect(rows).toMatchObject([{ eventType: webhook.slice('On'.length), isTest: false, ...expected }]);
    expect(await offersWhatWasFilledIn(poll, filledIn)).toBe(true);
    expect((await watching.follow(found)).status).toBe(202);
  });

  /** True when each name that was filled in is one of those the definition's lists offer. */
  async function offersWhatWasFilledIn(operationId: string, filledIn: Record<string, unknown>): Promise<boolean> {
    for (const name of ['dataSource', 'segment', 'measure', 'calculation'].filter((listed) => listed in filledIn)) {
      const choices = await watching.choices(operationId, name, { dataset: 'default', ...filledIn });
      if (!choices.some(({ value }) => value === filledIn[name])) return false;
    }
    return true;
  }
});

describe('a connection that calls too often', () => {
  it('is told 429 and when to come back', async () => {
    let answer = await platform.testConnection();
    for (let calls = 0; answer.status === 200 && calls < 101; calls++) answer = await platform.testConnection();
    expect(answer.status).toBe(429);
    expect(Number(answer.headers.get('retry-after'))).toBeGreaterThan(0);
  });
});
