import { Input, makeStyles } from '@fluentui/react-components';
import { useTranslation } from 'react-i18next';
import type { Comparison } from '../../../../src/model/condition.ts';
import { OPERATORS, type Operator, PERIOD_UNITS } from '../../../../src/model/vocabulary.ts';
import { isNumber } from '../../model/attribute-types.ts';
import { Choice } from '../form/fields.tsx';
import { HIERARCHY_OPERATORS, isOfHierarchy, operatorsOf, withOperator } from './condition-draft.ts';
import type { ConditionScope } from './scope.ts';

type Scalar = string | number | boolean;

const MEASURE = 'measure:';

const useStyles = makeStyles({
  row: { display: 'flex', flexWrap: 'wrap', gap: '8px', alignItems: 'center' },
  value: { minWidth: '120px', flex: '1 1 120px', maxWidth: '320px' },
});

/** One comparison: what, how, with what. */
export function ComparisonRow(props: {
  comparison: Comparison;
  scope: ConditionScope;
  onChange: (comparison: Comparison) => void;
}) {
  const { t } = useTranslation();
  const styles = useStyles();
  const { comparison, scope, onChange } = props;
  const type = typeOf(comparison, scope);
  const canClimb = scope.hierarchies.length > 0 && comparison.measure === undefined;
  const operators = [...operatorsOf(type), ...(canClimb ? HIERARCHY_OPERATORS : [])];
  const choose = (chosen: string) => {
    const isMeasure = chosen.startsWith(MEASURE);
    const name = chosen.replace(MEASURE, '');
    const next = isMeasure ? { measure: name } : { attribute: name };
    const allowed = operatorsOf(typeOf({ operator: 'equals', ...next }, scope));
    const operator = allowed.includes(comparison.operator) ? comparison.operator : (allowed[0] ?? 'equals');
    const { attribute: _attribute, measure: _measure, ...rest } = comparison;
    onChange(withOperator({ ...rest, ...next }, operator));
  };
  return (
    <div className={styles.row}>
      <Choice
        label={t('condition.what')}
        value={comparison.measure ? MEASURE + comparison.measure : (comparison.attribute ?? '')}
        options={[
          ...scope.attributes.map(({ name }) => ({ value: name, label: name, group: t('entity.attributes') })),
          ...scope.measures.map(({ name, displayName }) => ({
            value: MEASURE + name,
            label: displayName,
            group: t('nav.measures'),
          })),
        ]}
        onChange={choose}
      />
      <Choice
        label={t('condition.how')}
        value={comparison.operator}
        options={operators.map((operator) => ({ value: operator, label: t(`operator.${operator}`) }))}
        onChange={(operator) => {
          const hierarchy = comparison.hierarchy ?? scope.hierarchies[0] ?? '';
          onChange(withOperator({ ...comparison, hierarchy }, operator as Operator));
        }}
      />
      <ComparedWith comparison={comparison} type={type} onChange={onChange} />
      {isOfHierarchy(comparison.operator) && (
        <Choice
          label={t('condition.hierarchy')}
          value={comparison.hierarchy ?? ''}
          options={scope.hierarchies.map((name) => ({ value: name, label: name }))}
          onChange={(hierarchy) => onChange({ ...comparison, hierarchy })}
        />
      )}
    </div>
  );
}

function typeOf({ attribute, measure }: Comparison, scope: ConditionScope): string {
  if (measure) return 'decimal';
  return scope.attributes.find(({ name }) => name === attribute)?.type ?? 'string';
}

function ComparedWith(props: { comparison: Comparison; type: string; onChange: (comparison: Comparison) => void }) {
  const { t } = useTranslation();
  const { comparison, type, onChange } = props;
  switch (OPERATORS[comparison.operator]) {
    case 'none':
      return null;
    case 'value':
      return (
        <Value
          label={t('threshold.value')}
          type={NUMBER_PARTS.includes(comparison.operator) ? 'integer' : type}
          value={comparison.value}
          onChange={(value) => onChange({ ...comparison, value })}
        />
      );
    case 'range':
      return (
        <>
          <Value
            label={t('condition.from')}
            type={type}
            value={comparison.from}
            onChange={(from) => onChange({ ...comparison, from })}
          />
          <Value
            label={t('condition.to')}
            type={type}
            value={comparison.to}
            onChange={(to) => onChange({ ...comparison, to })}
          />
        </>
      );
    case 'values':
      return <Values comparison={comparison} type={type} onChange={onChange} />;
    case 'period':
      return <Period comparison={comparison} onChange={onChange} />;
  }
}

/** Operators on parts of a date, whose value is a number whatever the attribute is. */
const NUMBER_PARTS: readonly Operator[] = ['dayOf', 'monthOf', 'yearOf', 'dayOfWeek'];

function Value(props: { label: string; type: string; value: Scalar | undefined; onChange: (value: Scalar) => void }) {
  const { t } = useTranslation();
  const styles = useStyles();
  const { type, value } = props;
  if (type === 'boolean')
    return (
      <Choice
        label={props.label}
        value={value === undefined ? '' : String(value)}
        options={[
          { value: 'true', label: t('watcher.yes') },
          { value: 'false', label: t('watcher.no') },
        ]}
        onChange={(chosen) => props.onChange(chosen === 'true')}
      />
    );
  const kind = isNumber(type) ? 'number' : type === 'date' ? 'date' : 'text';
  return (
    <Input
      className={styles.value}
      aria-label={props.label}
      type={kind}
      {...(type === 'dateTime' && { placeholder: '2026-01-31T12:00:00Z' })}
      value={value === undefined ? '' : String(value)}
      onChange={(_event, { value: text }) => props.onChange(kind === 'number' && text !== '' ? Number(text) : text)}
    />
  );
}

function Values(props: { comparison: Comparison; type: string; onChange: (comparison: Comparison) => void }) {
  const { t } = useTranslation();
  const styles = useStyles();
  const { comparison, type, onChange } = props;
  const read = (text: string) => {
    const parts = text.split(';').map((part) => part.trim());
    const values = parts.filter(Boolean).map((part) => (isNumber(type) ? Number(part) : part));
    onChange({ ...comparison, values });
  };
  return (
    <Input
      className={styles.value}
      aria-label={t('condition.values')}
      placeholder={t('condition.values')}
      defaultValue={(comparison.values ?? []).join('; ')}
      onChange={(_event, { value }) => read(value)}
    />
  );
}

function Period({ comparison, onChange }: { comparison: Comparison; onChange: (comparison: Comparison) => void }) {
  const { t } = useTranslation();
  const styles = useStyles();
  return (
    <>
      <Input
        className={styles.value}
        type="number"
        min={1}
        aria-label={t('condition.amount')}
        value={String(comparison.amount ?? '')}
        onChange={(_event, { value }) => onChange({ ...comparison, amount: Number(value) })}
      />
      <Choice
        label={t('condition.unit')}
        value={comparison.unit ?? 'day'}
        options={PERIOD_UNITS.map((unit) => ({ value: unit, label: t(`period.${unit}`) }))}
        onChange={(unit) => onChange({ ...comparison, unit: unit as NonNullable<Comparison['unit']> })}
      />
    </>
  );
}
