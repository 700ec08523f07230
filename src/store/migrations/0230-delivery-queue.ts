import type { Migration } from '../migrate.ts';

/** Deliveries on their way have indexes of their own, so that an outcome is written without a change to each of them. */
export const deliveryQueue: Migration = {
  name: '0230-delivery-queue',
  statements: [
    `create index delivery_waiting on delivery (target_kind, target_key, next_attempt_at) where status = 'pending'`,
    `create index delivery_waiting_in_order on delivery (target_kind, target_key, sequence) where status = 'pending'`,
    `create index delivery_under_way on delivery (target_kind, target_key) where status = 'leased'`,
    'drop index delivery_by_target',
    'drop index delivery_by_lease',
    'drop index delivery_in_order',
  ],
};
