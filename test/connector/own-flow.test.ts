import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createOwnConnector } from '../../src/app/connector/own-connector.ts';
import { systemClock } from '../../src/base/clock.ts';
import { callOperation, findConnector } from '../../src/flows/connectors/index.ts';
import type { Platform } from './platform.ts';
import { type ServedPlatform, servePlatform } from './served-platform.ts';

let served: ServedPlatform;
let platform: Platform;

beforeAll(async () => {
  served = await servePlatform();
  ({ platform } = served);
});
afterAll(() => served.close());

/** The same operation as a flow of this server calls it. */
function callOwn(operationId: string, parameters: Readonly<Record<string, unknown>>) {
  const customerInsights = createOwnConnector(served.company.app.connector.insights);
  const connector = findConnector('shared_customerinsights');
  return callOperation({
    connector,
    operationId,
    parameters,
    customerInsights,
    idempotencyKey: 'k',
    fetch,
    clock: systemClock,
  });
}

describe('a flow of this server', () => {
  const table = 'Customer';
  it.each<[string, Record<string, unknown>]>([
    ['GetEntities', {}],
    ['GetItems', { table, $filter: 'Spend gt 100', $select: 'FullName', $orderby: 'FullName desc', $top: 2, $skip: 1 }],
    ['GetItem', { table, id: 'nobody' }],
    ['GetPartitions', { table }],
    ['GetPartitionsV2', { table }],
    ['GetStatusReport', { reportType: 'full' }],
    ['GetStatusReportV2', { reportType: 'full' }],
    ['ListSegments', {}],
    ['ListMeasureRows', { measure: 'SpendByPerson' }],
    ['GetEntitySchema', { table, purpose: 'write' }],
    ['GetMeasureRowSchema', { measure: 'SpendByPerson' }],
  ])('gets of %s what the served connector gives', async (operationId, parameters) => {
    const given = { dataset: 'default', ...parameters };
    const [own, answer] = [await callOwn(operationId, given), await platform.call(operationId, given)];
    expect(own.statusCode).toBe(answer.status);
    if (answer.status < 400) expect(platform.faultsOf(operationId, own.body)).toEqual([]);
    expect(withoutTimes(own.body)).toMatchObject(answer.status < 400 ? withoutTimes(answer.body) : {});
  });

  it('writes and reads as the served connector does', async () => {
    const item = { AnswerId: 'A7', Score: 4 };
    const given = { dataset: 'default', table: 'Survey_Answer' };
    const own = await callOwn('CreateItem', { ...given, 'item/AnswerId': 'A7', 'item/Score': 4 });
    expect(own).toMatchObject({ statusCode: 201, body: item });
    expect((await callOwn('CreateItem', { ...given, item })).statusCode).toBe(409);
    expect((await platform.call('GetItem', { ...given, id: 'A7' })).body).toMatchObject(item);
  });

  it('gets a partition as a file', async () => {
    const given = { dataset: 'default', table };
    const [first] = await platform.choices('GetPartitionData', 'partition', given);
    const { body, headers } = await callOwn('GetPartitionData', { ...given, partition: first?.value });
    const { $content } = body as { $content: string };
    expect(Buffer.from($content, 'base64').toString('latin1', 0, 4)).toBe('PAR1');
    expect(body).toMatchObject({ '$content-type': headers['content-type'] });
  });
});

/** Reports are made anew for each call. */
function withoutTimes(value: unknown): object {
  const text = JSON.stringify(value).replaceAll(/"createdTime":"[^"]+"/g, '"createdTime":""');
  return JSON.parse(text) as object;
}
