import { permanent } from '../call-error.ts';
import type { CallResult } from '../call-result.ts';
import { flowConnectorError } from '../catalogue.ts';
import type { ConnectionValues, NativeCall } from '../connector.ts';
import { readAnswer } from '../http-answer.ts';
import { reach } from '../reach.ts';
import type { Card } from './card.ts';
import { createPayload, type PayloadShape } from './payload.ts';

/** A Teams workflow that starts "when a Teams webhook request is received". */
interface Webhook {
  readonly url: string;
  readonly shape: PayloadShape;
}

/**
 * Posts a card to the workflow behind the connection's webhook. A 2xx answer means that the workflow took it: whether it
 * then posted the card is only told in the run history of that workflow, and the body says so.
 * The address holds a signature, so it is a secret: no answer and no error names more than its host.
 */
export async function postCard(card: Card, call: NativeCall): Promise<CallResult> {
  const { url, shape } = readWebhook(call.connection);
  const payload = createPayload(card, { shape, link: call.link });
  const response = await reach(url, call.effects, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json; charset=utf-8', 'Idempotency-Key': call.idempotencyKey },
    body: payload.text,
    redirect: 'manual',
  });
  const answer = await readAnswer(response, { host: new URL(url).host });
  return response.ok ? { ...answer, body: acceptedBody(payload.isTruncated, answer.body) } : answer;
}

function acceptedBody(isTruncated: boolean, answer: unknown) {
  return {
    status: 'accepted',
    note: 'The Teams workflow took the card. Whether it was posted is in the run history of that workflow.',
    isTruncated,
    answer: answer ?? null,
  };
}

function readWebhook(connection: ConnectionValues): Webhook {
  const url = connection['webhookUrl'];
  if (typeof url !== 'string' || url === '')
    throw permanent(flowConnectorError('FLX_CONNECTION_PARAMETER_MISSING', { connector: 'teams', name: 'webhookUrl' }));
  if (!URL.canParse(url) || !/^https?:$/.test(new URL(url).protocol)) throw invalid('webhookUrl', 'an https address');
  const shape = connection['payload'] ?? 'message';
  if (shape !== 'message' && shape !== 'card') throw invalid('payload', 'message or card');
  return { url, shape };
}

function invalid(name: string, expected: string) {
  return permanent(flowConnectorError('FLX_CONNECTION_PARAMETER_INVALID', { name, expected }));
}
