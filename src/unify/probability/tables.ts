/** Working tables of the probabilistic mode. None of them is published. */

/** Values of every record as they are compared: rid, source, the standard columns, and `<column>_bits`. */
export const STANDARD_TABLE = 'probability_record';
/** Candidate pairs: left_rid < right_rid. */
export const PAIR_TABLE = 'probability_pair';
/** Candidate pairs with the level reached in every comparison. */
export const LEVEL_TABLE = 'probability_level';
/** Random pairs of records, from which chance agreement is learned. */
export const SAMPLE_TABLE = 'probability_sample';
/** Candidate pairs with their match weight: left_rid, right_rid, weight. */
export const SCORE_TABLE = 'probability_score';
/** Pairs that are linked: left_rid, right_rid, score (match probability). */
export const PROBABILITY_LINK_TABLE = 'probability_link';
/** Cluster of every record: rid, cluster. */
export const PROBABILITY_CLUSTER_TABLE = 'probability_cluster';

/** Rows that share a blocking key: key, rid. */
export const keyTableOfBlocking = (rule: string): string => `probability_key_${rule}`;
