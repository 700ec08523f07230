import { Button, makeStyles } from '@fluentui/react-components';
import { AddRegular, ArrowUpRegular } from '@fluentui/react-icons';
import { useTranslation } from 'react-i18next';
import type { EntityView } from '../../../../src/app/view/entity.ts';
import type { Probabilities, Unification } from '../../../../src/model/unification.ts';
import { MATCH_MODES, TRAININGS } from '../../../../src/model/vocabulary.ts';
import { Choice, ChoiceField, FieldGrid, FieldStack, NumberField, SwitchField } from '../../parts/form/fields.tsx';
import { OrderedList } from '../../parts/ordered-list.tsx';
import { Panel } from '../../parts/panel.tsx';
import { CountryField } from './country-field.tsx';
import { KeptWeights } from './kept-weights.tsx';
import { RuleFields } from './rule-fields.tsx';
import { movedUp, type UnifyRule, withUnified } from './unify-draft.ts';

const useStyles = makeStyles({
  pair: { display: 'flex', flexWrap: 'wrap', gap: '8px', alignItems: 'center', paddingBottom: '8px' },
});

interface StepProps {
  readonly draft: Unification;
  readonly onChange: (draft: Unification) => void;
  readonly entities: readonly EntityView[];
}

/** In which order entities are matched, and by which rules. */
export function MatchStep({ draft, onChange, entities }: StepProps) {
  return (
    <>
      <Mode draft={draft} onChange={onChange} />
      <KeptWeights {...draft} />
      <Order draft={draft} onChange={onChange} entities={entities} />
      <Rules draft={draft} onChange={onChange} entities={entities} />
    </>
  );
}

/** By rules, by probabilities learned from the data, or by both. */
function Mode({ draft, onChange }: Pick<StepProps, 'draft' | 'onChange'>) {
  const { t } = useTranslation();
  const { mode = 'rules', probabilities } = draft;
  const set = (part: Partial<Probabilities>) =>
    onChange({ ...draft, probabilities: { ...probabilities, ...part } as Probabilities });
  return (
    <Panel title={t('unify.mode')} lead={t(`unify.modeLead.${mode}`)}>
      <FieldGrid>
        <ChoiceField
          label={t('unify.modeChoice')}
          value={mode}
          options={MATCH_MODES.map((each) => ({ value: each, label: t(`unify.mode.${each}`) }))}
          onChange={(next) => onChange({ ...draft, mode: next as (typeof MATCH_MODES)[number] })}
        />
        {mode !== 'rules' && (
          <>
            <NumberField
              label={t('unify.probability')}
              hint={t('unify.probabilityHint')}
              value={probabilities?.threshold ?? 0.5}
              least={0.01}
              most={0.99}
              step={0.01}
              onChange={(threshold) => set(threshold === undefined ? {} : { threshold })}
            />
            <ChoiceField
              label={t('unify.training')}
              value={probabilities?.training ?? 'once'}
              options={TRAININGS.map((each) => ({ value: each, label: t(`unify.training.${each}`) }))}
              onChange={(training) => set({ training: training as (typeof TRAININGS)[number] })}
            />
          </>
        )}
        <CountryField
          label={t('unify.phoneCountryOfAll')}
          value={draft.phoneCountry}
          onChange={(phoneCountry) => {
            const { phoneCountry: _old, ...rest } = draft;
            onChange(phoneCountry === undefined ? rest : { ...rest, phoneCountry });
          }}
        />
      </FieldGrid>
    </Panel>
  );
}

function Order({ draft, onChange }: StepProps) {
  const { t } = useTranslation();
  return (
    <Panel title={t('unify.order')} lead={t('unify.orderLead')}>
      <OrderedList
        label={t('unify.order')}
        items={draft.entities}
        nameOf={({ entity }) => entity}
        onChange={(next) => onChange({ ...draft, entities: next })}
      >
        {(unified) => (
          <>
            <strong>{unified.entity}</strong>
            <SwitchField
              label={t('unify.includeAll')}
              value={unified.includeAllRecords ?? true}
              onChange={(includeAllRecords) =>
                onChange(withUnified(draft, unified.entity, { ...unified, includeAllRecords }))
              }
            />
          </>
        )}
      </OrderedList>
    </Panel>
  );
}

function Rules({ draft, onChange, entities }: StepProps) {
  const { t } = useTranslation();
  const styles = useStyles();
  const rules = (draft.rules ?? []) as readonly UnifyRule[];
  const names = draft.entities.map(({ entity }) => entity);
  const attributesOf = (name: string | undefined) =>
    (entities.find((entity) => entity.name === name)?.attributes ?? []).map((attribute) => attribute.name);
  const set = (next: readonly UnifyRule[]) => onChange({ ...draft, rules: next as never });
  const change = (index: number, rule: UnifyRule | undefined) =>
    set(rules.flatMap((each, at) => (at === index ? (rule ?? []) : each)));
  const add = () => {
    const [left = '', right = ''] = names;
    const condition = { left: attributesOf(left)[0] ?? '', right: attributesOf(right)[0] ?? '' };
    set([...rules, { name: `Rule${rules.length + 1}`, left, right, conditions: [condition] }]);
  };
  return (
    <Panel
      title={t('unify.matchRules')}
      lead={t('unify.matchRulesLead')}
      aside={
        <Button size="small" icon={<AddRegular />} disabledFocusable={names.length < 2} onClick={add}>
          {t('unify.addRule')}
        </Button>
      }
    >
      <FieldStack>
        {rules.map((rule, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the name is what is being written
          <div key={index}>
            <div className={styles.pair}>
              <Choice
                label={t('unify.left')}
                value={rule.left ?? ''}
                options={names.map((name) => ({ value: name, label: name }))}
                onChange={(left) => change(index, { ...rule, left })}
              />
              <Choice
                label={t('unify.right')}
                value={rule.right ?? ''}
                options={names.map((name) => ({ value: name, label: name }))}
                onChange={(right) => change(index, { ...rule, right })}
              />
              <Button
                size="small"
                icon={<ArrowUpRegular />}
                disabledFocusable={index === 0}
                aria-label={t('unify.moveUp', { name: rule.name })}
                onClick={() => set(movedUp(rules, index))}
              />
            </div>
            <RuleFields
              rule={rule}
              left={attributesOf(rule.left)}
              right={attributesOf(rule.right)}
              onChange={(next) => change(index, next)}
            />
          </div>
        ))}
      </FieldStack>
    </Panel>
  );
}
