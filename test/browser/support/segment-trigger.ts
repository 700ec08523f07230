import type { StepDefinition } from '../../../web/src/pages/flows/designer/document/definition.ts';

/** The trigger of a flow that waits for a segment to cross a threshold. */
export function segmentTrigger({ segment = 'HighValue', threshold = 3 } = {}): StepDefinition {
  return {
    type: 'OpenApiConnectionWebhook',
    inputs: {
      host: {
        apiId: '/providers/Microsoft.PowerApps/apis/shared_customerinsights',
        connectionName: 'shared_customerinsights',
        operationId: 'OnSegmentThresholdCrossed',
      },
      parameters: { dataset: 'default', segment, threshold },
    },
  };
}
