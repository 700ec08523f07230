/** Columns and tables that the rooms of unification share inside a refresh. None of them is published. */

/** Row id: INTEGER, numbered over (entity position, primary key), so that equal input gives equal numbers. */
export const RID = '__rid';

/** Row counts and key faults of each entity: entity, rows, missing, duplicates. */
export const KEY_CHECK_TABLE = 'unify_key_check';
/** Records that were joined by deduplication: rid, root (smallest rid of the group). */
export const GROUP_TABLE = 'unify_group';
/** Every link between two records: sequence (order of the rule), left_rid, right_rid, score. */
export const LINK_TABLE = 'unify_link';
/** Cluster of every record: rid, cluster (smallest rid). */
export const CLUSTER_TABLE = 'unify_cluster';
/** Records that belong to a profile: rid, cluster, position of the entity. */
export const MEMBER_TABLE = 'unify_member';
/** Profiles: cluster, records, is_matched (records of more than one entity). */
export const PROFILE_TABLE = 'unify_profile';
/** Which profile holds records of which former id: cluster, CustomerId, records, first_rid, age. */
export const OVERLAP_TABLE = 'unify_overlap';
/** CustomerId of every profile: cluster, is_matched, CustomerId, PreviousCustomerId. */
export const NAME_TABLE = 'unify_name';
/** Pairs of records that belong, or must not belong, together: left_rid, right_rid. */
export const ALWAYS_TABLE = 'unify_always';
export const NEVER_TABLE = 'unify_never';

/** Primary keys of an entity: key, rid, copies. */
export const keyTableOf = (entity: string): string => `unify_key_${entity}`;
/** Mapped attributes of an entity, one row a primary key. */
export const recordTableOf = (entity: string): string => `unify_record_${entity}`;
/** Values of an entity as they are compared. */
export const normalTableOf = (entity: string): string => `unify_normal_${entity}`;
/** Winner of each profile that has records of the entity: cluster, rid, alternates. */
export const winnerTableOf = (entity: string): string => `unify_winner_${entity}`;
/** Candidate pairs of a rule that compares pairs: left_rid, right_rid. */
export const blockTableOf = (rule: string): string => `unify_block_${rule}`;
/** Blocks a rule skipped: its keys and size. */
export const skippedTableOf = (rule: string): string => `unify_skipped_${rule}`;
/** Links a rule made: left_rid, right_rid, score. */
export const linkTableOf = (rule: string): string => `unify_link_${rule}`;
