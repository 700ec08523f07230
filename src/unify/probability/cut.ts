import type { UnifyPlan } from '../plan/plan.ts';

/** The match weight from which on two records are linked, in bits. */
export function cutOf({ unification }: UnifyPlan): number {
  const threshold = unification.probabilities?.threshold ?? 0.5;
  return Math.log2(threshold / (1 - threshold));
}
