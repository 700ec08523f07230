import { useTranslation } from 'react-i18next';
import type { RuleConditions } from '../../../../src/app/view/matching.ts';
import { useFormat } from '../../format/use-format.ts';

/** Tells what a rule demands, with its name; its name alone where its conditions are not known. */
export function useRuleWords(): (rule: string, conditions: RuleConditions | undefined) => string {
  const { t } = useTranslation();
  const format = useFormat();
  const tell = ({ attribute, precision }: RuleConditions[number]) =>
    precision === 1
      ? t('rule.equal', { attribute })
      : t('rule.alike', { attribute, precision: format.percent(precision) });
  return (rule, conditions = []) =>
    conditions.length === 0 ? rule : t('rule.named', { conditions: conditions.map(tell).join(' · '), rule });
}
