import type { Migration } from '../migrate.ts';

/** How often the server was called, and since when a process holds what it holds. */
export const usage: Migration = {
  name: '0280-usage',
  statements: [
    `create table call_count (
      day text not null, kind text not null, operation text not null, client text not null, calls bigint not null,
      primary key (day, kind, operation, client))`,
    "alter table lease add column since text not null default ''",
    "alter table flow_owner add column since text not null default ''",
  ],
};
