import { Button, Dropdown, makeStyles, Option, tokens } from '@fluentui/react-components';
import { AddRegular, DeleteRegular } from '@fluentui/react-icons';
import { useTranslation } from 'react-i18next';
import { NORMALIZATIONS, PRECISIONS, type PrecisionLevel } from '../../../../src/model/vocabulary.ts';
import { Choice, FieldGrid, SwitchField, TextField } from '../../parts/form/fields.tsx';
import { useText } from '../../parts/text.ts';
import { type RuleCondition, type UnifyRule, withKeys } from './unify-draft.ts';

/** The strictest first. */
const PRECISION_LEVELS = Object.keys(PRECISIONS) as PrecisionLevel[];

const useStyles = makeStyles({
  rule: {
    display: 'grid',
    gap: '10px',
    padding: '12px',
    border: `1px solid ${tokens.colorNeutralStroke2}`,
    borderRadius: tokens.borderRadiusMedium,
  },
  row: { display: 'flex', flexWrap: 'wrap', gap: '8px', alignItems: 'center' },
  normalize: { minWidth: '180px' },
  end: { display: 'flex', justifyContent: 'space-between', flexWrap: 'wrap', gap: '8px' },
});

/** One rule: its conditions, all of which must hold; exceptions; keys by which fuzzy rules find pairs. */
export function RuleFields(props: {
  rule: UnifyRule;
  /** Attributes of the left (or only) and the right entity. */
  left: readonly string[];
  right?: readonly string[] | undefined;
  onChange: (rule: UnifyRule | undefined) => void;
}) {
  const { t } = useTranslation();
  const styles = useStyles();
  const { rule, left, right, onChange } = props;
  const fresh = (): RuleCondition =>
    right ? { left: left[0] ?? '', right: right[0] ?? '' } : { attribute: left[0] ?? '' };
  const change = (part: Partial<UnifyRule>) => onChange(withKeys({ ...rule, ...part }));
  return (
    <div className={styles.rule}>
      <FieldGrid>
        <TextField label={t('unify.ruleName')} value={rule.name} onChange={(name) => onChange({ ...rule, name })} />
        <SwitchField
          label={t('unify.ruleActive')}
          value={rule.isActive ?? true}
          onChange={(isActive) => onChange({ ...rule, isActive })}
        />
      </FieldGrid>
      <Conditions
        title={t('unify.conditions')}
        add={t('condition.add')}
        conditions={rule.conditions}
        left={left}
        right={right}
        fresh={fresh}
        onChange={(conditions) => change({ conditions })}
      />
      <Conditions
        title={t('unify.exceptions')}
        add={t('unify.addException')}
        conditions={rule.exceptions ?? []}
        left={left}
        right={right}
        fresh={fresh}
        onChange={(exceptions) => onChange(withList(rule, 'exceptions', exceptions))}
      />
      <Conditions
        isKey
        title={t('unify.blocking')}
        add={t('unify.addBlocking')}
        conditions={rule.blocking ?? []}
        left={left}
        right={right}
        fresh={fresh}
        onChange={(blocking) => onChange(withList(rule, 'blocking', blocking))}
      />
      <div className={styles.end}>
        <span />
        <Button size="small" icon={<DeleteRegular />} onClick={() => onChange(undefined)}>
          {t('unify.removeRule')}
        </Button>
      </div>
    </div>
  );
}

function withList(rule: UnifyRule, name: 'exceptions' | 'blocking', list: readonly RuleCondition[]): UnifyRule {
  const { [name]: _old, ...rest } = rule;
  return list.length === 0 ? rest : { ...rest, [name]: list };
}

interface ConditionsProps {
  readonly title: string;
  readonly add: string;
  readonly conditions: readonly RuleCondition[];
  readonly left: readonly string[];
  readonly right: readonly string[] | undefined;
  readonly isKey?: boolean;
  readonly fresh: () => RuleCondition;
  readonly onChange: (conditions: readonly RuleCondition[]) => void;
}

function Conditions(props: ConditionsProps) {
  const { t } = useTranslation();
  const styles = useStyles();
  const text = useText();
  const { conditions, onChange } = props;
  return (
    <div>
      {conditions.length > 0 && <p className={text.caption}>{props.title}</p>}
      {conditions.map((condition, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: conditions have no name but their place
        <div key={index} className={styles.row}>
          <ConditionFields
            {...props}
            condition={condition}
            onChange={(next) => onChange(conditions.map((each, at) => (at === index ? next : each)))}
          />
          <Button
            appearance="subtle"
            icon={<DeleteRegular />}
            aria-label={t('condition.remove')}
            onClick={() => onChange(conditions.filter((_each, at) => at !== index))}
          />
        </div>
      ))}
      <Button
        size="small"
        appearance="subtle"
        icon={<AddRegular />}
        onClick={() => onChange([...conditions, props.fresh()])}
      >
        {props.add}
      </Button>
    </div>
  );
}

function ConditionFields(
  props: Omit<ConditionsProps, 'onChange' | 'conditions'> & {
    condition: RuleCondition;
    onChange: (condition: RuleCondition) => void;
  },
) {
  const { t } = useTranslation();
  const styles = useStyles();
  const { condition, left, right, onChange, isKey } = props;
  const options = (names: readonly string[]) => names.map((name) => ({ value: name, label: name }));
  return (
    <>
      <Choice
        label={t('unify.attribute')}
        value={(right ? condition.left : condition.attribute) ?? ''}
        options={options(left)}
        onChange={(name) => onChange(right ? { ...condition, left: name } : { ...condition, attribute: name })}
      />
      {right && (
        <Choice
          label={t('unify.otherAttribute')}
          value={condition.right ?? ''}
          options={options(right)}
          onChange={(name) => onChange({ ...condition, right: name })}
        />
      )}
      <Dropdown
        multiselect
        className={styles.normalize}
        aria-label={t('unify.normalize')}
        placeholder={t('unify.normalize')}
        selectedOptions={[...(condition.normalize ?? [])]}
        value={(condition.normalize ?? []).map((each) => t(`normalize.${each}`)).join(', ')}
        onOptionSelect={(_event, { selectedOptions }) => {
          const { normalize: _old, ...rest } = condition;
          const chosen = NORMALIZATIONS.filter((each) => selectedOptions.includes(each));
          onChange(chosen.length === 0 ? rest : { ...rest, normalize: chosen });
        }}
      >
        {NORMALIZATIONS.map((each) => (
          <Option key={each} value={each}>
            {t(`normalize.${each}`)}
          </Option>
        ))}
      </Dropdown>
      {!isKey && (
        <Choice
          label={t('unify.precision')}
          value={String(condition.precision ?? 'exact')}
          options={PRECISION_LEVELS.map((each) => ({ value: each, label: t(`precision.${each}`) }))}
          onChange={(precision) => onChange({ ...condition, precision: precision as PrecisionLevel })}
        />
      )}
    </>
  );
}
