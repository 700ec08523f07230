import type { Migration } from '../migrate.ts';

/** Calls of each connection in the last minute, so that processes count them together. */
export const connectorCalls: Migration = {
  name: '0240-connector-calls',
  statements: [
    'create table connector_call (connection_id text primary key, changed_at bigint not null, calls text not null)',
  ],
};
