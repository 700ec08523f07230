import { Button } from '@fluentui/react-components';
import { AddRegular } from '@fluentui/react-icons';
import { useTranslation } from 'react-i18next';
import type { Audience } from '../../../../src/model/audience.ts';
import { CONTACT_FIELDS } from '../../../../src/model/vocabulary.ts';
import { FieldStack } from '../../parts/form/fields.tsx';
import { Panel } from '../../parts/panel.tsx';
import { RuleFields } from '../unify/rule-fields.tsx';
import type { UnifyRule } from '../unify/unify-draft.ts';

type Rules = NonNullable<Audience['contactRules']>;

const FIELDS = Object.keys(CONTACT_FIELDS);

/** Which contacts of an account are one person. */
export function ContactRules(props: { rules: Rules; onChange: (rules: Rules) => void }) {
  const { t } = useTranslation();
  const rules: readonly UnifyRule[] = props.rules;
  const change = (next: readonly UnifyRule[]) => props.onChange(next as Rules);
  const fresh = (): UnifyRule => ({
    name: `SameMail${rules.length + 1}`,
    conditions: [{ attribute: 'PrimaryEmail', normalize: ['lowerCase'] }],
  });
  return (
    <Panel
      title={t('audience.contactRules')}
      lead={t('audience.contactRulesLead')}
      aside={
        <Button size="small" icon={<AddRegular />} onClick={() => change([...rules, fresh()])}>
          {t('unify.addRule')}
        </Button>
      }
    >
      <FieldStack>
        {rules.length === 0 && <p>{t('audience.noContactRules')}</p>}
        {rules.map((rule, index) => (
          <RuleFields
            // biome-ignore lint/suspicious/noArrayIndexKey: the name is what is being written
            key={index}
            rule={rule}
            left={FIELDS}
            onChange={(next) => change(rules.flatMap((each, at) => (at === index ? (next ?? []) : each)))}
          />
        ))}
      </FieldStack>
    </Panel>
  );
}
