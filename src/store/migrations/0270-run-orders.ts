import type { Migration } from '../migrate.ts';

/** What runs are sorted by beside the time, and how long refreshes took that ended before this was kept. */
export const runOrders: Migration = {
  name: '0270-run-orders',
  statements: [
    {
      sqlite: `update refresh set seconds = round((julianday(ended_at) - julianday(content ->> '$.startedAt')) * 86400, 3)
        where ended_at is not null and content ->> '$.startedAt' is not null`,
      postgresql: `update refresh set seconds =
          extract(epoch from ended_at::timestamptz - (content::json ->> 'startedAt')::timestamptz)
        where ended_at is not null and content::json ->> 'startedAt' is not null`,
    },
    'alter table flow_run add column seconds double precision not null default 0',
    {
      sqlite: `update flow_run set seconds = round((julianday(ended_at) - julianday(started_at)) * 86400, 3)
        where ended_at is not null`,
      postgresql: `update flow_run set seconds = extract(epoch from ended_at::timestamptz - started_at::timestamptz)
        where ended_at is not null`,
    },
    'create index flow_run_by_seconds on flow_run (seconds, started_at, run_id)',
    'create index flow_run_by_status on flow_run (status, started_at, run_id)',
  ],
};
