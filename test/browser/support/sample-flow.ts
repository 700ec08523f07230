import type { Flow } from '../../../src/model/flow.ts';
import { segmentTrigger } from './segment-trigger.ts';

const host = (api: string, operationId: string) => ({
  apiId: `/providers/Microsoft.PowerApps/apis/${api}`,
  connectionName: api,
  operationId,
});

const card = {
  type: 'AdaptiveCard',
  version: '1.4',
  body: [
    { type: 'TextBlock', size: 'Large', weight: 'Bolder', text: "@{triggerOutputs()?['body/segmentName']} has grown" },
    { type: 'FactSet', facts: [{ title: 'Members', value: "@{triggerOutputs()?['body/size']}" }] },
  ],
};

/** A flow with a condition, a card, a mail and a mistake, as the designer shows it. */
export const sampleFlow: Flow = {
  name: 'TellGrowth',
  displayName: 'Tell the growth channel',
  state: 'started',
  connections: { shared_customerinsights: 'OwnInsights', shared_teams: 'Growth' },
  definition: {
    contentVersion: '1.0.0.0',
    triggers: {
      When_a_segment_crosses_a_threshold: segmentTrigger({ threshold: 1000 }),
    },
    actions: {
      Get_segment: {
        type: 'OpenApiConnection',
        runAfter: {},
        inputs: {
          host: host('shared_customerinsights', 'GetItems'),
          parameters: { dataset: 'default', table: 'Customer' },
        },
      },
      Condition: {
        type: 'If',
        runAfter: { Get_segment: ['Succeeded'] },
        expression: { and: [{ greater: ["@triggerOutputs()?['body/size']", 1000] }] },
        actions: {
          Card: { type: 'Compose', runAfter: {}, inputs: card },
          Post_card_in_a_chat_or_channel: {
            type: 'OpenApiConnection',
            runAfter: { Card: ['Succeeded'] },
            inputs: {
              host: host('shared_teams', 'PostCardToConversation'),
              parameters: { poster: 'Flow bot', location: 'Channel', 'body/messageBody': "@{outputs('Card')}" },
            },
          },
        },
        else: { actions: { Log: { type: 'Compose', runAfter: {}, inputs: "@{outputs('Crad')}" } } },
      },
    },
  },
};
