import { createToken } from '../../base/ids.ts';
import { isPlainObject } from '../../base/json.ts';
import { connectorError } from '../../connector/catalogue.ts';
import { NOTIFICATION_URL, pollingOperationId } from '../../connector/definition/triggers.ts';
import { poll } from '../../connector/polling/poll.ts';
import { nestParameters } from '../../connector/watchers/trigger-parameters.ts';
import {
  findSubscriptionOfToken,
  keepSubscriptionToken,
  removeSubscriptionTokens,
} from '../../store/subscription-tokens.ts';
import { triggerKinds } from '../../triggers/index.ts';
import type { TriggerKind } from '../../triggers/trigger-kind.ts';
import type { ConnectorAnswer, ConnectorCall, ConnectorHandler } from './call.ts';
import type { ConnectorOptions } from './options.ts';

/** Seconds after which a poll that found nothing is to come again. */
const POLL_AGAIN_SECONDS = 15;

/** Handlers of the six triggers as webhooks and as polls, and of the end of a subscription. */
export function triggerHandlers(options: ConnectorOptions): Readonly<Record<string, ConnectorHandler>> {
  const kinds = Object.values(triggerKinds);
  return {
    ...Object.fromEntries(
      kinds.map((kind) => [kind.operationId, (call: ConnectorCall) => subscribeWebhook(options, kind, call)]),
    ),
    ...Object.fromEntries(
      kinds.map((kind) => [pollingOperationId(kind), (call: ConnectorCall) => answerPoll(options, kind, call)]),
    ),
    DeleteSubscription: (call) => endWebhook(options, String(call.parameters['token'])),
  };
}

/** 201 with the address that ends the subscription; the token in it is all it takes, because platforms do not send the key then. */
async function subscribeWebhook(
  { store, random, webhooks }: ConnectorOptions,
  kind: TriggerKind,
  call: ConnectorCall,
): Promise<ConnectorAnswer> {
  const { caller, address } = call;
  const url = isPlainObject(call.body) ? call.body[NOTIFICATION_URL] : undefined;
  const subscriptionId = await webhooks.add({
    name: `${kind.title} for ${caller.name}`,
    ownerName: caller.name,
    trigger: kind.kind,
    parameters: nestParameters(ownParameters(call), kind),
    url: String(url),
  });
  const token = createToken(random);
  await keepSubscriptionToken(store.db, token, subscriptionId);
  return { status: 201, headers: { location: `${address}/subscriptions/${token}` }, body: { id: subscriptionId } };
}

async function endWebhook({ store, webhooks }: ConnectorOptions, token: string): Promise<ConnectorAnswer> {
  const subscriptionId = await findSubscriptionOfToken(store.db, token);
  if (subscriptionId === undefined) throw connectorError('FLX_CONNECTOR_SUBSCRIPTION', {});
  await webhooks.end(subscriptionId, 'its receiver');
  await removeSubscriptionTokens(store.db, subscriptionId);
  return { status: 204 };
}

/** 200 with what happened, or 202; both with the address of the next call, which holds the place reached. */
async function answerPoll(
  { store, clock }: ConnectorOptions,
  kind: TriggerKind,
  call: ConnectorCall,
): Promise<ConnectorAnswer> {
  const { caller } = call;
  const { state, ...parameters } = ownParameters(call);
  const request = {
    connectionId: caller.connectionId,
    ownerName: caller.name,
    name: `${kind.title} for ${caller.name}`,
    trigger: kind.kind,
    parameters: nestParameters(parameters, kind),
    state: state === undefined ? undefined : String(state),
  };
  const found = await store.transaction((tx) => poll(tx, request, clock));
  const headers = { location: nextAddress(call, found.state), 'retry-after': String(POLL_AGAIN_SECONDS) };
  return found.payloads.length === 0 ? { status: 202, headers } : { status: 200, headers, body: found.payloads };
}

function ownParameters({ parameters }: ConnectorCall): Readonly<Record<string, unknown>> {
  const { dataset: _dataset, ...own } = parameters;
  return own;
}

function nextAddress({ address, url }: ConnectorCall, state: string): string {
  const next = new URL(`${address}${url}`);
  next.searchParams.set('state', state);
  return next.href;
}
