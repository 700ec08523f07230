import type { JsonObject } from '../../../base/json.ts';

const place: readonly JsonObject[] = [
  {
    name: 'poster',
    in: 'path',
    required: true,
    type: 'string',
    'x-ms-summary': 'Post as',
    description: 'Who posts: Flow bot or User. The workflow behind the webhook decides.',
    enum: ['Flow bot', 'User', 'Power Virtual Agents'],
    default: 'Flow bot',
  },
  {
    name: 'location',
    in: 'path',
    required: true,
    type: 'string',
    'x-ms-summary': 'Post in',
    description: 'Channel, Group chat or Chat with Flow bot. The workflow behind the webhook decides.',
    enum: ['Channel', 'Group chat', 'Chat with Flow bot', 'Chat with bot'],
    default: 'Channel',
  },
];

const recipient: JsonObject = {
  'x-ms-summary': 'Recipient',
  description: 'Team and channel, chat or person, as the flow carries it.',
};

function post(operation: {
  operationId: string;
  summary: string;
  description: string;
  message: JsonObject;
}): JsonObject {
  return {
    post: {
      operationId: operation.operationId,
      summary: operation.summary,
      description: operation.description,
      parameters: [
        ...place,
        {
          name: 'body',
          in: 'body',
          required: true,
          schema: {
            type: 'object',
            required: ['messageBody'],
            properties: {
              recipient,
              messageBody: operation.message,
              subject: { type: 'string', 'x-ms-summary': 'Subject', description: 'Heading of the message.' },
            },
          },
        },
      ],
      responses: { 200: { description: 'The workflow took the card.', schema: accepted } },
    },
  };
}

const accepted: JsonObject = {
  type: 'object',
  properties: {
    status: { type: 'string', 'x-ms-summary': 'Status', description: 'Always accepted.' },
    note: { type: 'string', 'x-ms-summary': 'Note', description: 'Where to see whether the card was posted.' },
    isTruncated: {
      type: 'boolean',
      'x-ms-summary': 'Shortened',
      description: 'True when the card was too large and lost its last parts.',
    },
    answer: { 'x-ms-summary': 'Answer', description: 'What the workflow said.' },
  },
};

/** Definition of the Teams connector. */
export const teamsDefinition: JsonObject = {
  swagger: '2.0',
  info: {
    title: 'Microsoft Teams',
    description: 'Posts messages and Adaptive Cards through the Workflows webhook of a channel or chat.',
    version: '1.0',
  },
  host: 'localhost',
  basePath: '/',
  schemes: ['https'],
  consumes: ['application/json'],
  produces: ['application/json'],
  paths: {
    '/v1.0/teams/conversation/adaptivecard/poster/{poster}/location/{location}': post({
      operationId: 'PostCardToConversation',
      summary: 'Post card in a chat or channel',
      description: 'Posts an Adaptive Card.',
      message: {
        'x-ms-summary': 'Adaptive Card',
        description: 'The card, as JSON text or as an object.',
        type: 'string',
      },
    }),
    '/beta/teams/conversation/message/poster/{poster}/location/{location}': post({
      operationId: 'PostMessageToConversation',
      summary: 'Post message in a chat or channel',
      description: 'Posts a text; HTML is shown as far as cards can.',
      message: { 'x-ms-summary': 'Message', description: 'The text.', type: 'string', format: 'html' },
    }),
  },
};

/** Connection parameters and looks of the Teams connector. */
export const teamsProperties: JsonObject = {
  properties: {
    iconBrandColor: '#4b53bc',
    capabilities: ['actions'],
    connectionParameters: {
      webhookUrl: {
        type: 'securestring',
        uiDefinition: {
          displayName: 'Webhook address',
          description:
            'Address of a Teams workflow that starts when a webhook request is received. It holds a signature: keep it secret.',
          constraints: { required: 'true' },
        },
      },
      payload: {
        type: 'string',
        uiDefinition: {
          displayName: 'Payload',
          description: 'What the workflow expects: a message with attachments (default) or the bare card.',
          constraints: {
            allowedValues: [
              { text: 'Message with attachments', value: 'message' },
              { text: 'Bare Adaptive Card', value: 'card' },
            ],
          },
        },
      },
    },
  },
};
