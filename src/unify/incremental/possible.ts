import { blockKeysOf } from '../blocking/key.ts';
import { comparesPairs, type UnifyPlan } from '../plan/plan.ts';

/**
 * Why a unification cannot follow single rows, as a sentence for people; undefined when it can. What one rule or list says
 * of some records must then not reach others without a link between them.
 */
export function whyWhole({ mode, unification, entities, ...plan }: UnifyPlan): string | undefined {
  const rules = [...plan.deduplications, ...plan.matches];
  if (mode !== 'rules') return 'Records are matched by probabilities, which are learned from all rows.';
  if (unification.alwaysMatch || unification.neverMatch || plan.separations.length > 0)
    return 'Some records always or never match.';
  if ((unification.customerIdKeys ?? []).length > 0) return 'CustomerId comes from fields of the profile.';
  if (entities.some((entity) => !entity.includeAllRecords)) return 'Some records are no profiles of their own.';
  if (rules.some((rule) => comparesPairs(rule) && blockKeysOf(rule).length === 0)) return 'A rule has no keys.';
  return undefined;
}
