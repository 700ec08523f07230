/** Working tables of the probabilistic mode. None of them is published. */

/** Values of every record as they are compared: rid, source and the standard columns. */
export const STANDARD_TABLE = 'probability_record';
/** How rare the values of every record are: rid, and `<column>_bits`, half bits of surprise. */
export const RARITY_TABLE = 'probability_rarity';
/** Words of the name of every organisation, or of every full name: rid, word. */
export const WORD_TABLE = 'probability_word';
/** How names sound, where a blocking rule asks: rid, `<column>_sound`. */
export const SOUND_TABLE = 'probability_sound';
/** Keys of every record by the blocking rules in use, as short hashes: rid, Block1, … */
export const KEY_TABLE = 'probability_key';
/** Blocks of the rules in use that are larger than those compared: rule, hash, size. */
export const LARGE_BLOCK_TABLE = 'probability_large_block';
/** How rare the values are that more than a few records have: column, hash, bits. */
export const FREQUENCY_TABLE = 'probability_frequency';
/** Pairs for a person to look at: left_rid, right_rid, weight. */
export const REVIEW_TABLE = 'probability_review';
/** Clusters that links of the threshold bring near others: rid (its first record), cluster (the first of them all). */
export const NEIGHBOURHOOD_TABLE = 'probability_neighbourhood';
/** The largest blocks that were too large to compare: key, size. */
export const SKIPPED_BLOCK_TABLE = 'probability_skipped_block';
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
