import { flowTriggers } from '../flow-triggers/migration.ts';
import { flowJournal } from '../journal/migration.ts';
import type { Migration } from '../migrate.ts';
import { operationalState } from './0001-operational-state.ts';
import { webhookSubscriptions } from './0110-webhook-subscriptions.ts';
import { connectors } from './0130-connectors.ts';
import { connectorState } from './0200-connector.ts';
import { accessState } from './0210-access.ts';
import { retention } from './0220-retention.ts';
import { deliveryQueue } from './0230-delivery-queue.ts';
import { connectorCalls } from './0240-connector-calls.ts';
import { entityReading } from './0250-entity-reading.ts';
import { listOrders } from './0260-list-orders.ts';
import { runOrders } from './0270-run-orders.ts';
import { usage } from './0280-usage.ts';

/** All migrations in the order of their numbers. One that was released never changes; a new need gets a new file and a line here. */
export const MIGRATIONS: readonly Migration[] = [
  operationalState,
  flowJournal,
  webhookSubscriptions,
  flowTriggers,
  connectors,
  connectorState,
  accessState,
  retention,
  deliveryQueue,
  connectorCalls,
  entityReading,
  listOrders,
  runOrders,
  usage,
];
