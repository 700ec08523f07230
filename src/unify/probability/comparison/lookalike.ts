/** Kinds of different customers that agree for a reason: what they share is evidence for the reason, not for one customer. */
export const LOOKALIKES = ['household', 'namesakes', 'branches'] as const;
export type Lookalike = (typeof LOOKALIKES)[number];
