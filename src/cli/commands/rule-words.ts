import type { RuleConditions } from '../../app/view/matching.ts';

const percent = (share: number) => `${Number((share * 100).toFixed(1))} %`;

const tellCondition = ({ attribute, precision }: RuleConditions[number]) =>
  precision === 1 ? `${attribute} is equal` : `${attribute} is at least ${percent(precision)} alike`;

/** What a rule demands, with its name: `Email is equal (SameEmail)`; its name alone where that is not known. */
export function tellRule(rule: string, conditions: RuleConditions | undefined): string {
  if (!conditions || conditions.length === 0) return rule;
  return `${conditions.map(tellCondition).join(' and ')} (${rule})`;
}
