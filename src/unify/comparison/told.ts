import type { DeduplicationRule, MatchRule } from '../../model/unification.ts';
import type { PlannedRule } from '../plan/plan.ts';
import { precisionOf } from './precision.ts';

/** A condition of a rule as people read it. */
export interface ToldCondition {
  /** `left / right` where the attributes bear two names. */
  readonly attribute: string;
  /** Least similarity that counts, in [0, 1]; 1 demands equality. */
  readonly precision: number;
}

/** One name for the attributes of a condition: `left / right` where they bear two. */
export function pairedName(left: string, right: string): string {
  return left === right ? left : `${left} / ${right}`;
}

/** The conditions of a rule as it is written. */
export function writtenConditions({ conditions }: DeduplicationRule | MatchRule): ToldCondition[] {
  return conditions.map((condition) => ({
    attribute: 'left' in condition ? pairedName(condition.left, condition.right) : condition.attribute,
    precision: precisionOf(condition.precision),
  }));
}

/** The conditions of planned rules by the name of the rule; of several rules of one name none, it would tell those of another. */
export function conditionsByRule(rules: readonly PlannedRule[]): Readonly<Record<string, readonly ToldCondition[]>> {
  const told = ({ exact, fuzzy }: PlannedRule) =>
    [...exact, ...fuzzy].map(({ left, right, precision }) => ({
      attribute: pairedName(left.attribute.name, right.attribute.name),
      precision,
    }));
  const named = Map.groupBy(new Set(rules), ({ name }) => name);
  const ofOne = [...named.values()].filter(({ length }) => length === 1).flat();
  return Object.fromEntries(ofOne.map((rule) => [rule.name, told(rule)]));
}
