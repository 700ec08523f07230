import type { JsonSchema } from '../../parts/form/schema.ts';

const text = (description: string): JsonSchema => ({ type: 'string', description });

/** What each built-in connector asks for, as the forms show it. */
export const CONNECTION_FORMS: Readonly<Record<string, JsonSchema>> = {
  teams: {
    type: 'object',
    required: ['webhookUrl'],
    properties: {
      webhookUrl: { type: 'string', title: 'Webhook URL', format: 'password' },
      payload: { type: 'string', enum: ['message', 'card'] },
    },
  },
  smtp: mail(),
  office365: mail(),
  http: {
    type: 'object',
    properties: { baseUrl: text('https://api.example.org'), apiKey: { type: 'string', format: 'password' } },
  },
};

function mail(): JsonSchema {
  return {
    type: 'object',
    required: ['host', 'from'],
    properties: {
      host: text('smtp.example.org'),
      port: text('587'),
      security: { type: 'string', enum: ['starttls', 'tls', 'none'] },
      user: { type: 'string' },
      password: { type: 'string', format: 'password' },
      from: text('Fluxu <fluxu@example.org>'),
    },
  };
}
