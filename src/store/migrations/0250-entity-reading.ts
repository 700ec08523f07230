import type { Migration } from '../migrate.ts';

/** How an entity was read, beside its published rows, so that the next refresh reads only what changed. */
export const entityReading: Migration = {
  name: '0250-entity-reading',
  statements: ['alter table snapshot_entity add column reading text'],
};
