import type { Migration } from '../migrate.ts';

/** Connectors that users added, and sign-ins that began. */
export const connectors: Migration = {
  name: '0130-connectors',
  statements: [
    `create table connector (
      name_key text primary key, name text not null, title text not null, address text not null, origin text not null,
      added_by text not null, added_at text not null)`,
    `create table sign_in (
      state text primary key, connection_name text not null, sealed text not null, expires_at text not null)`,
  ],
};
