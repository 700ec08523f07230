import type { JsonObject } from '../../../base/json.ts';
import { connectorOperations } from '../../../connector/definition/index.ts';
import { createDefinition } from '../../../connector/definition/swagger.ts';

/** Definition of our own insights as flows see them: the one that Power Automate gets, but subscriptions end by themselves. */
export const customerInsightsDefinition: JsonObject = createDefinition({
  signIn: 'apiKey',
  operations: connectorOperations.filter(({ operationId }) => operationId !== 'DeleteSubscription'),
});

/** Looks of our own insights; no connection is needed in process. */
export const customerInsightsProperties: JsonObject = {
  properties: { iconBrandColor: '#0f6cbd', capabilities: ['actions', 'triggers'], connectionParameters: {} },
};
