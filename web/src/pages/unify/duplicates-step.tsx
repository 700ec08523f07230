import { Button } from '@fluentui/react-components';
import { AddRegular } from '@fluentui/react-icons';
import { useTranslation } from 'react-i18next';
import type { EntityView } from '../../../../src/app/view/entity.ts';
import type { Unification, UnifiedEntity } from '../../../../src/model/unification.ts';
import { ChoiceField, FieldGrid, FieldStack } from '../../parts/form/fields.tsx';
import { Panel } from '../../parts/panel.tsx';
import { RuleFields } from './rule-fields.tsx';
import { type UnifyRule, withUnified } from './unify-draft.ts';

const POLICIES = ['mostFilled', 'mostRecent', 'leastRecent'] as const;

/** Which rows of one entity are one record, and which of them wins. */
export function DuplicatesStep(props: {
  draft: Unification;
  onChange: (draft: Unification) => void;
  entities: readonly EntityView[];
}) {
  const { draft, onChange, entities } = props;
  return draft.entities.map((unified) => (
    <EntityDuplicates
      key={unified.entity}
      unified={unified}
      attributes={(entities.find(({ name }) => name === unified.entity)?.attributes ?? []).map(({ name }) => name)}
      onChange={(next) => onChange(withUnified(draft, unified.entity, next))}
    />
  ));
}

function EntityDuplicates(props: {
  unified: UnifiedEntity;
  attributes: readonly string[];
  onChange: (unified: UnifiedEntity) => void;
}) {
  const { t } = useTranslation();
  const { unified, attributes, onChange } = props;
  const { rules = [], winner } = unified.deduplicate ?? {};
  const set = (part: NonNullable<UnifiedEntity['deduplicate']>) =>
    onChange({ ...unified, deduplicate: { ...unified.deduplicate, ...part } });
  const setRules = (next: readonly UnifyRule[]) => set({ rules: next as never });
  const policy = winner?.policy ?? 'mostFilled';
  return (
    <Panel
      title={unified.entity}
      aside={
        <Button
          size="small"
          icon={<AddRegular />}
          onClick={() =>
            setRules([
              ...(rules as readonly UnifyRule[]),
              {
                name: `Same${attributes[0] ?? 'Rows'}${rules.length + 1}`,
                conditions: [{ attribute: attributes[0] ?? '' }],
              },
            ])
          }
        >
          {t('unify.addRule')}
        </Button>
      }
    >
      <FieldStack>
        {rules.length === 0 && <p>{t('unify.noDuplicates')}</p>}
        {(rules as readonly UnifyRule[]).map((rule, index) => (
          <RuleFields
            // biome-ignore lint/suspicious/noArrayIndexKey: the name is what is being written
            key={index}
            rule={rule}
            left={attributes}
            onChange={(next) =>
              setRules((rules as readonly UnifyRule[]).flatMap((each, at) => (at === index ? (next ?? []) : each)))
            }
          />
        ))}
        {rules.length > 0 && (
          <FieldGrid>
            <ChoiceField
              label={t('unify.winner')}
              value={policy}
              options={POLICIES.map((each) => ({ value: each, label: t(`winner.${each}`) }))}
              onChange={(each) => set({ winner: { ...winner, policy: each as (typeof POLICIES)[number] } })}
            />
            {policy !== 'mostFilled' && (
              <ChoiceField
                label={t('unify.winnerBy')}
                value={winner?.attribute ?? ''}
                options={attributes.map((name) => ({ value: name, label: name }))}
                onChange={(attribute) => set({ winner: { policy, attribute } })}
              />
            )}
          </FieldGrid>
        )}
      </FieldStack>
    </Panel>
  );
}
