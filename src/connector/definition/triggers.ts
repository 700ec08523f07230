import type { JsonObject } from '../../base/json.ts';
import { triggerKinds } from '../../triggers/index.ts';
import type { TriggerKind } from '../../triggers/trigger-kind.ts';
import { answer, type ConnectorOperation } from './operation.ts';
import { dataset } from './parameters.ts';
import { payloadSchema } from './payload-schema.ts';
import { triggerParameters } from './trigger-parameters.ts';

/** Name of the body property that holds the address to call. */
export const NOTIFICATION_URL = 'notificationUrl';

const notificationBody: JsonObject = {
  name: 'body',
  in: 'body',
  required: true,
  schema: {
    type: 'object',
    required: [NOTIFICATION_URL],
    properties: {
      [NOTIFICATION_URL]: {
        type: 'string',
        'x-ms-summary': 'Notification address',
        description: 'Address to call when it happens; the platform fills it in.',
        'x-ms-notification-url': true,
        'x-ms-visibility': 'internal',
      },
    },
  },
};

/** Operation that polls for a trigger of this kind. */
export function pollingOperationId({ kind }: TriggerKind): string {
  return `Poll${kind}`;
}

/** The six triggers as webhooks, then the same six to be polled: both take the same parameters and give the same payload. */
export const triggerOperations: readonly ConnectorOperation[] = Object.freeze([
  ...Object.values(triggerKinds).map(webhookOf),
  ...Object.values(triggerKinds).map(pollOf),
]);

/** Payloads by trigger, as definitions that both kinds of operation refer to. */
export const payloadDefinitions: JsonObject = Object.freeze(
  Object.fromEntries(Object.values(triggerKinds).map((kind) => [kind.kind, payloadSchema(kind)])),
);

function webhookOf(kind: TriggerKind): ConnectorOperation {
  return {
    operationId: kind.operationId,
    summary: kind.title,
    description: kind.summary,
    method: 'post',
    path: `/datasets/{dataset}/triggers/${kind.kind}`,
    parameters: [dataset, ...triggerParameters(kind), notificationBody],
    responses: { 201: { description: 'Subscribed; the header Location is the address that ends the subscription.' } },
    visibility: 'important',
    trigger: 'single',
    notification: { $ref: `#/definitions/${kind.kind}` },
  };
}

function pollOf(kind: TriggerKind): ConnectorOperation {
  const description = `${kind.summary} Asks from time to time instead of being called.`;
  return {
    operationId: pollingOperationId(kind),
    summary: `${kind.title} (polling)`,
    description,
    method: 'get',
    path: `/datasets/{dataset}/polls/${kind.kind}`,
    parameters: [dataset, ...triggerParameters(kind)],
    responses: {
      200: answer('What happened since the last call; Location is the address of the next call.', {
        type: 'array',
        items: { $ref: `#/definitions/${kind.kind}` },
      }),
      202: { description: 'Nothing happened; Location and Retry-After say where and when to ask again.' },
    },
    visibility: 'advanced',
    trigger: 'batch',
  };
}
