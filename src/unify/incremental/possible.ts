import { blockKeysOf } from '../blocking/key.ts';
import { comparesPairs, type UnifyPlan } from '../plan/plan.ts';
import { keepsModel } from '../probability/unify.ts';

/**
 * Why a unification cannot follow single rows, as a sentence for people; undefined when it can. What one rule or list says
 * of some records must then not reach others without a link between them.
 */
export function whyWhole(plan: UnifyPlan): string | undefined {
  const { mode, unification, entities } = plan;
  const rules = [...plan.deduplications, ...plan.matches];
  if (mode !== 'rules' && !keepsModel(plan)) return 'Weights are learned anew at every refresh.';
  if (unification.alwaysMatch?.entity ?? unification.neverMatch?.entity)
    return 'Pairs that always or never match come from an entity.';
  if (plan.separations.length > 0 || (unification.neverMatch && rules.length > 0))
    return 'Some records that rules may link never match.';
  if ((unification.customerIdKeys ?? []).length > 0) return 'CustomerId comes from fields of the profile.';
  if (entities.some((entity) => !entity.includeAllRecords)) return 'Some records are no profiles of their own.';
  if (rules.some((rule) => comparesPairs(rule) && blockKeysOf(rule).length === 0)) return 'A rule has no keys.';
  return undefined;
}
