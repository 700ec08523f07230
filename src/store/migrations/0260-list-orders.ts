import type { Migration } from '../migrate.ts';

/** What lists are sorted by beside the time. */
export const listOrders: Migration = {
  name: '0260-list-orders',
  statements: [
    'alter table refresh add column seconds double precision not null default 0',
    'create index refresh_by_seconds on refresh (seconds, submitted_at, job_id)',
    'create index audit_by_actor on audit (actor, sequence)',
    'create index audit_by_action on audit (action, sequence)',
  ],
};
