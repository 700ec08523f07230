import { describe, expect, it } from 'vitest';
import { systemClock } from '../../../base/clock.ts';
import { triggerKinds } from '../../../triggers/index.ts';
import { callOperation } from '../call.ts';
import { findConnector } from '../index.ts';
import type { CustomerInsightsPort } from './port.ts';

const port: CustomerInsightsPort = {
  call: async (operationId, parameters) => ({ statusCode: 200, headers: {}, body: { operationId, parameters } }),
};

function call(
  operationId: string,
  parameters: Record<string, unknown>,
  customerInsights: CustomerInsightsPort | null = port,
) {
  return callOperation({
    connector: findConnector('shared_customerinsights'),
    operationId,
    parameters,
    idempotencyKey: 'k',
    fetch,
    clock: systemClock,
    customerInsights: customerInsights ?? undefined,
  });
}

describe('the connector customer-insights', () => {
  it('hands its actions, with their parameters, to the insights of the server', async () => {
    const parameters = { dataset: 'default', table: 'Customer', $filter: "City eq 'Bilbo'", $top: 5 };
    expect(await call('GetItems', parameters)).toMatchObject({ body: { operationId: 'GetItems', parameters } });
  });

  it('says so where there are no insights', async () => {
    await expect(call('GetPartitions', { table: 'Customer' }, null)).rejects.toMatchObject({
      code: 'FLX_CALL_NO_INSIGHTS',
    });
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
