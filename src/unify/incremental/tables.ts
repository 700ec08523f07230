/** Areas: changed records as rules and as blocks find them, these with all that they are compared with, and the part that is unified again. */
export const AREAS = { changed: 'changed', blocked: 'blocked', compared: 'compared', after: 'after' } as const;

/** Keys of an entity whose row is new, gone or another: key, was_there, is_there, is_relevant (what rules compare may have changed). */
export const changeTableOf = (entity: string): string => `unify_change_${entity}`;
/** Rows of an entity as they are now, all that changed among them. */
export const nowTableOf = (entity: string): string => `unify_now_${entity}`;
/** Changed rows of all entities: entity, value (key as text), is_relevant. */
export const CHANGED_TABLE = 'unify_changed';
/** Keys of the changed records that rules compare, as they are now: EntityName, AlternateValue, Key1, … */
export const CHANGED_KEY_TABLE = 'unify_changed_key';
/** The same keys of these records as they were published. */
export const FORMER_KEY_TABLE = 'unify_former_key';
/** Skipped blocks with records that were looked at: Rule, Hash, Size now. */
export const SKIPPED_TABLE = 'unify_skipped_now';
/** Published units of the part (see `unitOf`): unit, is_affected (its links may be others), is_sought (they were sought by its keys). */
export const PART_UNIT_TABLE = 'unify_part_unit';
/** Published records of these profiles, whole: as in `BlockKey`, with their places in its file. */
export const PART_KEY_TABLE = 'unify_part_key';
/** Records whose links must be sought, with their keys as they are now: EntityName, AlternateValue, Key1, … */
export const FRONTIER_TABLE = 'unify_frontier';
/** Records that are unified again, those that are gone among them: entity, value. Whole clusters, as they were and as they will be. */
export const AFFECTED_TABLE = 'unify_affected';
/** Published profiles of the part: CustomerId, PreviousCustomerId, Customer (its hash), and its place in the file of `Customer`. */
export const AFFECTED_ID_TABLE = 'unify_affected_id';
/**
 * Records of which pairs may be others, by probabilities: EntityName, AlternateValue, is_changed. All pairs of a record that
 * changed; of the rest, whose block became too large or is so no longer, those among themselves.
 */
export const MOVED_TABLE = 'unify_moved';
/** Blocks of the probabilistic mode that were counted anew and were or are too large: Rule, Hash, Key, Size, is_large. */
export const RECOUNTED_TABLE = 'unify_large_recounted';
/** Blocks of it that are too large now, those of the records of a part among them: Rule, Hash. */
export const KNOWN_LARGE_TABLE = 'unify_large_known';
/** Neighbourhoods that a link leads to from a changed record. */
export const LINKED_TABLE = 'unify_linked';
/** Pairs with one of the moved records that are for a person to look at: as `MatchReview`. */
export const REVIEWED_TABLE = 'unify_reviewed';
