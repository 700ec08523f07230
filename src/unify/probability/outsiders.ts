/**
 * Records beside those that are there, as which all the others of the world count: they agree with nobody. A weak prior
 * (of Beta and Dirichlet form) without which a few equal records would have nothing but common values, and would never be
 * one customer. A thousand records hardly feel it.
 */
export const OUTSIDERS = 20;

/** How many pairs of `records` there are. */
export const pairsAmong = (records: number) => (records * (records - 1)) / 2;

/** Pairs among the records and outsiders, for each pair among the records. */
export const pairsWithOutsiders = (records: number) => pairsAmong(records + OUTSIDERS) / pairsAmong(records);
