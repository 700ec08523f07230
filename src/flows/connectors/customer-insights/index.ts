import { actions } from '../../../connector/definition/actions.ts';
import { choiceOperations } from '../../../connector/definition/choices.ts';
import { permanent } from '../call-error.ts';
import { flowConnectorError } from '../catalogue.ts';
import { createConnector, type NativeOperation } from '../connector.ts';
import { customerInsightsDefinition, customerInsightsProperties } from './definition.ts';

/** Ends a subscription of another program; flows have none. */
const FOR_OTHERS: readonly string[] = ['DeleteSubscription'];

const called = [...actions, ...choiceOperations]
  .map(({ operationId }) => operationId)
  .filter((operationId) => !FOR_OTHERS.includes(operationId));

/** Our own insights: actions on entities, in process. Its triggers are started by the server, not called. */
export const customerInsights = createConnector({
  name: 'customer-insights',
  apiNames: ['shared_customerinsights'],
  definition: customerInsightsDefinition,
  properties: customerInsightsProperties,
  operations: Object.fromEntries(called.map((operationId) => [operationId, callInsights(operationId)])),
});

function callInsights(operation: string): NativeOperation {
  return async ({ parameters, effects }) => {
    if (!effects.customerInsights) throw permanent(flowConnectorError('FLX_CALL_NO_INSIGHTS', { operation }));
    return effects.customerInsights.call(operation, parameters);
  };
}
