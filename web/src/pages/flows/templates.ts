import type { Flow } from '../../../../src/model/flow.ts';
import type { MessageKey } from '../../i18n/messages.ts';

/** A flow to begin with. */
export interface FlowTemplate {
  readonly key: string;
  readonly title: MessageKey;
  readonly flow: Pick<Flow, 'description' | 'definition'>;
}

const host = (api: string, operationId: string) => ({
  apiId: `/providers/Microsoft.PowerApps/apis/${api}`,
  connectionName: api,
  operationId,
});

function definitionOf(triggers: object, actions: object): Flow['definition'] {
  return {
    $schema:
      'https://schema.management.azure.com/providers/Microsoft.Logic/schemas/2016-06-01/workflowdefinition.json#',
    contentVersion: '1.0.0.0',
    parameters: {
      $connections: { defaultValue: {}, type: 'Object' },
      $authentication: { defaultValue: {}, type: 'SecureObject' },
    },
    triggers,
    actions,
    outputs: {},
  };
}

const body = (field: string) => `@{triggerOutputs()?['body/${field}']}`;

const failureCard = {
  $schema: 'http://adaptivecards.io/schemas/adaptive-card.json',
  type: 'AdaptiveCard',
  version: '1.4',
  body: [
    {
      type: 'TextBlock',
      size: 'Large',
      weight: 'Bolder',
      wrap: true,
      text: `${body('friendlyName')} could not be refreshed`,
    },
    { type: 'TextBlock', wrap: true, text: body('error/message') },
    {
      type: 'FactSet',
      facts: [
        { title: 'Data source', value: body('dataSourceName') },
        { title: 'Started', value: body('startTimestamp') },
        { title: 'What to do', value: body('error/mend') },
      ],
    },
  ],
};

/** The two examples of the Power Automate connector, ready to be completed. */
export const FLOW_TEMPLATES: readonly FlowTemplate[] = [
  {
    key: 'source-failed',
    title: 'template.sourceFailed',
    flow: {
      definition: definitionOf(
        {
          When_a_data_source_refresh_fails: {
            type: 'OpenApiConnectionWebhook',
            inputs: {
              host: host('shared_customerinsights', 'OnDataSourceRefreshFailed'),
              parameters: { dataset: 'default' },
              authentication: "@parameters('$authentication')",
            },
          },
        },
        {
          Card: { type: 'Compose', runAfter: {}, inputs: failureCard },
          Post_card_in_a_channel: {
            type: 'OpenApiConnection',
            runAfter: { Card: ['Succeeded'] },
            inputs: {
              host: host('shared_teams', 'PostCardToConversation'),
              parameters: { poster: 'Flow bot', location: 'Channel', 'body/messageBody': "@{outputs('Card')}" },
              authentication: "@parameters('$authentication')",
            },
          },
        },
      ),
    },
  },
  {
    key: 'segment-crossed',
    title: 'template.segmentCrossed',
    flow: {
      definition: definitionOf(
        {
          When_a_segment_crosses_a_threshold: {
            type: 'OpenApiConnectionWebhook',
            inputs: {
              host: host('shared_customerinsights', 'OnSegmentThresholdCrossed'),
              parameters: { dataset: 'default', segment: '', threshold: 1000 },
              authentication: "@parameters('$authentication')",
            },
          },
        },
        {
          'Send_an_email_(V2)': {
            type: 'OpenApiConnection',
            runAfter: {},
            inputs: {
              host: host('shared_office365', 'SendEmailV2'),
              parameters: {
                'emailMessage/To': '',
                'emailMessage/Subject': `${body('segmentFriendlyName')}: ${body('entityCount')} customers`,
                'emailMessage/Body': `<p>The segment <strong>${body('segmentFriendlyName')}</strong> has grown from ${body('previousEntityCount')} to ${body('entityCount')} customers and is now above ${body('threshold')}.</p>`,
              },
              authentication: "@parameters('$authentication')",
            },
          },
        },
      ),
    },
  },
];
