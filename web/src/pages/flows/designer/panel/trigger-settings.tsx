import { Button, Field, Input, makeStyles } from '@fluentui/react-components';
import { AddRegular, DeleteRegular } from '@fluentui/react-icons';
import { useTranslation } from 'react-i18next';
import { useText } from '../../../../parts/text.ts';
import { useDesigner } from '../designer-context.ts';
import type { StepDefinition } from '../document/definition.ts';
import { textOf, valueAt, withValue } from '../document/values.ts';
import { ExpressionField } from '../expression/expression-field.tsx';
import type { ChangeStep } from './change-step.ts';
import { Secrecy } from './settings.tsx';

const RUNS = ['runtimeConfiguration', 'concurrency', 'runs'];

const useStyles = makeStyles({
  group: { display: 'grid', gap: '6px', border: 'none', padding: 0, margin: 0, minWidth: 0 },
  row: { display: 'grid', gridTemplateColumns: 'minmax(0, 1fr) auto', alignItems: 'end', gap: '4px' },
});

/** Splitting, conditions, runs at the same time and secrecy of a trigger. */
export function TriggerSettings({ step, onChange }: { step: StepDefinition; onChange: ChangeStep }) {
  const { t } = useTranslation();
  const { isReadOnly } = useDesigner();
  const set = (path: readonly string[], next: unknown) =>
    onChange(withValue(step, path, next) as StepDefinition, { joins: true });
  return (
    <>
      <ExpressionField
        label={t('designer.splitOn')}
        hint={t('designer.splitOnHint')}
        value={textOf(step['splitOn'])}
        onChange={(text) => set(['splitOn'], text === '' ? undefined : text)}
      />
      <Conditions step={step} onChange={onChange} />
      <Field label={t('designer.runsAtOnce')} hint={t('designer.runsAtOnceHint')}>
        <Input
          value={textOf(valueAt(step, RUNS))}
          inputMode="numeric"
          readOnly={isReadOnly}
          onChange={(_event, { value }) => set(RUNS, value === '' ? undefined : Number(value) || value)}
        />
      </Field>
      <Secrecy step={step} onChange={onChange} parts={['outputs']} />
    </>
  );
}

/** Expressions that must all hold for a run to start. */
function Conditions({ step, onChange }: { step: StepDefinition; onChange: ChangeStep }) {
  const { t } = useTranslation();
  const styles = useStyles();
  const text = useText();
  const { isReadOnly } = useDesigner();
  const found = step['conditions'];
  const conditions: readonly unknown[] = Array.isArray(found) ? found : [];
  const write = (next: readonly unknown[], joins = false) =>
    onChange(withValue(step, ['conditions'], next.length > 0 ? next : undefined) as StepDefinition, { joins });
  return (
    <fieldset className={styles.group}>
      <legend className={text.strong}>{t('designer.conditions')}</legend>
      {conditions.map((condition, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: conditions have no name but their place
        <div key={index} className={styles.row}>
          <ExpressionField
            label={t('designer.conditionNumber', { number: index + 1 })}
            value={textOf(valueAt(condition, ['expression']))}
            onChange={(expression) =>
              write(
                conditions.map((each, at) => (at === index ? { expression } : each)),
                true,
              )
            }
          />
          {!isReadOnly && (
            <Button
              appearance="subtle"
              icon={<DeleteRegular />}
              aria-label={t('designer.removeCondition', { number: index + 1 })}
              onClick={() => write(conditions.filter((_each, at) => at !== index))}
            />
          )}
        </div>
      ))}
      {!isReadOnly && (
        <div>
          <Button icon={<AddRegular />} onClick={() => write([...conditions, { expression: '' }])}>
            {t('designer.addCondition')}
          </Button>
        </div>
      )}
    </fieldset>
  );
}
