import { describe, expect, it } from 'vitest';
import { systemClock } from '../../../base/clock.ts';
import { triggerKinds } from '../../../triggers/index.ts';
import { callOperation } from '../call.ts';
import { findConnector } from '../index.ts';
import type { CustomerInsightsPort } from './port.ts';

const rows = [{ CustomerId: '1', City: 'Bilbo' }];
const port: CustomerInsightsPort = {
  listEntities: async () => [{ name: 'Customer', displayName: 'Customer' }],
  items: async (entity, query) => [{ entity, query }],
  item: async (_entity, id) => rows.find((row) => row.CustomerId === id),
  status: async (reportType) => ({ reportType, state: 'idle' }),
};

function call(
  operationId: string,
  parameters: Record<string, unknown>,
  customerInsights: CustomerInsightsPort | undefined = port,
) {
  return callOperation({
    connector: findConnector('shared_customerinsights'),
    operationId,
    parameters,
    idempotencyKey: 'k',
    fetch,
    clock: systemClock,
    customerInsights,
  });
}

describe('the connector customer-insights', () => {
  it.each([
    ['GetEntities', {}, 200, { value: [{ name: 'Customer', displayName: 'Customer' }] }],
    [
      'GetItems',
      { dataset: 'default', table: 'Customer', $filter: "City eq 'Bilbo'", $top: 5 },
      200,
      { value: [{ entity: 'Customer', query: { filter: "City eq 'Bilbo'", top: 5 } }] },
    ],
    ['GetItem', { table: 'Customer', id: '1' }, 200, { CustomerId: '1', City: 'Bilbo' }],
    [
      'GetItem',
      { table: 'Customer', id: '2' },
      404,
      { error: { code: 'NotFound', message: 'There is no such item.' } },
    ],
    ['GetStatusReport', { reportType: 'full' }, 200, { reportType: 'full', state: 'idle' }],
  ])('answers %s %j', async (operationId, parameters, statusCode, body) => {
    expect(await call(operationId, parameters)).toMatchObject({ statusCode, body });
  });

  it('says so where there are no insights, or the server cannot do it', async () => {
    await expect(call('GetPartitions', { table: 'Customer' })).rejects.toMatchObject({ code: 'FLX_CALL_NO_INSIGHTS' });
  });

  it.each([
    ['a missing parameter', { table: 'Customer' }, 'FLX_CALL_PARAMETER_MISSING'],
    ['a parameter it does not have', { table: 'Customer', id: '1', idd: 2 }, 'FLX_CALL_PARAMETER_UNKNOWN'],
    ['several faults at once', { tabel: 'Customer' }, 'FLX_CALL_PARAMETERS'],
  ])('explains %s', async (_name, parameters, code) => {
    await expect(call('GetItem', parameters)).rejects.toMatchObject({ code, isRetryable: false });
  });

  it('does not call its triggers', async () => {
    await expect(call('OnFullRefreshCompleted', {})).rejects.toMatchObject({ code: 'FLX_CALL_IS_TRIGGER' });
  });

  it('lists the six triggers as webhooks', () => {
    const { operations } = findConnector('customer-insights').contract;
    const triggers = operations
      .filter((operation) => operation.kind === 'webhook')
      .map((operation) => operation.operationId);
    expect(triggers).toEqual(Object.values(triggerKinds).map((kind) => kind.operationId));
  });
});
