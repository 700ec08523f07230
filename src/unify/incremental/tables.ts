/** Areas: keys of all records, those of the frontier, and parts of the records that are unified: to find links, as they were, as they are. */
export const AREAS = {
  closure: 'closure',
  frontier: 'frontier',
  trial: 'trial',
  before: 'before',
  after: 'after',
} as const;

/** Keys of an entity whose row is new, gone or another: key, was_there, is_there. */
export const changeTableOf = (entity: string): string => `unify_change_${entity}`;
/** Changed rows of all entities: entity, value (key as text), is_relevant (what rules compare may have changed). */
export const CHANGED_TABLE = 'unify_changed';
/** Records to be unified again: entity, value. Whole clusters, as they were and as they will be. */
export const AFFECTED_TABLE = 'unify_affected';
/** Records whose links must be sought: entity, value. */
export const FRONTIER_TABLE = 'unify_frontier';
/** Records beside the affected ones that share keys with the frontier, with the rest of their clusters: entity, value. */
export const HALO_TABLE = 'unify_halo';
/** Ids of the published profiles of the affected records: CustomerId. */
export const AFFECTED_ID_TABLE = 'unify_affected_id';
