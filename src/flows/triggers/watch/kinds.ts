import type { WatchedTriggerKind } from '../../../store/flow-triggers/trigger-states.ts';
import type { WatchedKind } from './look.ts';
import { pollKind } from './poll.ts';
import { recurrenceKind, windowKind } from './recurrence.ts';
import { webhookKind } from './webhook.ts';

/** What each kind of watched trigger does when it is due. */
export const WATCHED_KINDS: Readonly<Record<WatchedTriggerKind, WatchedKind>> = {
  recurrence: recurrenceKind,
  window: windowKind,
  poll: pollKind,
  webhook: webhookKind,
};

const BY_TYPE: Readonly<Record<string, WatchedTriggerKind>> = {
  recurrence: 'recurrence',
  slidingwindow: 'window',
  http: 'poll',
  apiconnection: 'poll',
  openapiconnection: 'poll',
  httpwebhook: 'webhook',
  apiconnectionwebhook: 'webhook',
  openapiconnectionwebhook: 'webhook',
  apiconnectionnotification: 'webhook',
  openapiconnectionnotification: 'webhook',
};

/** What watches a trigger of that type; undefined for those that are called, and for those that cannot run here. */
export function watchedKindOf(type: string): WatchedTriggerKind | undefined {
  return BY_TYPE[type.toLowerCase()];
}

/** True for triggers that belong to a connector. */
export function isConnectorTrigger(type: string): boolean {
  return /^(open)?apiconnection/i.test(type);
}
