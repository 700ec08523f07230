import { connectorError } from '../../connector/catalogue.ts';
import { connectorOperations } from '../../connector/definition/index.ts';
import type { ConnectorOperation } from '../../connector/definition/operation.ts';
import { connectorFiles, connectorZip } from '../../connector/definition/package.ts';
import type { PropertiesOptions } from '../../connector/definition/properties.ts';
import { createCallLimit } from '../../connector/limits/call-limit.ts';
import type { Insights } from '../insights/insights.ts';
import type { AppSubscriptions } from '../rooms/triggers.ts';
import { actionHandlers } from './actions.ts';
import type { ConnectorAnswer, ConnectorCall, ConnectorCaller } from './call.ts';
import type { ConnectorOptions, Webhooks } from './options.ts';
import { triggerHandlers } from './triggers.ts';

export type { ConnectorOperation } from '../../connector/definition/operation.ts';
export { SIGN_IN_KINDS } from '../../connector/definition/sign-in.ts';

/** The connector as it is served: what Power Automate, Logic Apps and any client of its definition talk to. */
export interface AppConnector {
  readonly operations: readonly ConnectorOperation[];
  readonly insights: Insights;
  /** @throws FLX_CONNECTOR_INSTANCE and what the operation throws */
  call(operationId: string, call: ConnectorCall): Promise<ConnectorAnswer>;
  /** Seconds to wait when the connection has used up its calls. */
  takeCall(caller: ConnectorCaller): Promise<number | undefined>;
  readonly callsPerMinute: number;
  /** Files of the package by name, and all in one zip. */
  files(options: PropertiesOptions): Readonly<Record<string, Uint8Array>>;
  zip(options: PropertiesOptions): Uint8Array;
}

/** Webhooks kept as any other subscription: with delivery, log, pause and replay. */
export function webhooksOf(subscriptions: AppSubscriptions): Webhooks {
  return {
    add: async ({ name: displayName, ownerName, ...request }) => {
      const { subscription } = await subscriptions.add({ displayName, ...request }, ownerName);
      return subscription.subscriptionId;
    },
    end: (subscriptionId, by) => subscriptions.end(subscriptionId, by),
  };
}

const LIMIT_SECONDS = 60;

/** Makes the served connector of an application. */
export function createConnector(options: ConnectorOptions): AppConnector {
  const { clock, instance, insights, callsPerMinute } = options;
  const handlers = { ...actionHandlers(options), ...triggerHandlers(options) };
  const limit = createCallLimit(options.store, { calls: callsPerMinute, seconds: LIMIT_SECONDS, clock });
  return {
    operations: connectorOperations,
    insights,
    callsPerMinute,
    call: async (operationId, call) => {
      const { dataset } = call.parameters;
      if (dataset !== undefined && !['default', instance.instanceId].includes(String(dataset)))
        throw connectorError('FLX_CONNECTOR_INSTANCE', { name: String(dataset) });
      const handler = handlers[operationId];
      if (!handler) throw new Error(`The operation ${operationId} has no handler.`);
      return handler(call);
    },
    takeCall: ({ connectionId }) => limit.take(connectionId),
    files: connectorFiles,
    zip: connectorZip,
  };
}
