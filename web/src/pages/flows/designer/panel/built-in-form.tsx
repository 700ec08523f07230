import { Field, Input, Select } from '@fluentui/react-components';
import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import type { BuiltInField, BuiltInOperation } from '../built-in/operation.ts';
import { useDesigner } from '../designer-context.ts';
import type { StepDefinition } from '../document/definition.ts';
import { textOf, valueAt, valueFrom, withValue } from '../document/values.ts';
import { ExpressionField } from '../expression/expression-field.tsx';
import type { ChangeStep } from './change-step.ts';
import { CodeView } from './code-view.tsx';
import { ConditionForm } from './condition-form.tsx';
import { MapField } from './map-field.tsx';
import { useProblemAt } from './problem-at.ts';

/** The form of an action or trigger of the language itself. */
export function BuiltInForm({
  operation,
  step,
  onChange,
}: {
  operation: BuiltInOperation;
  step: StepDefinition;
  onChange: ChangeStep;
}) {
  return operation.fields.map((field) => (
    <BuiltInInput key={field.path.join('/')} field={field} step={step} onChange={onChange} />
  ));
}

function BuiltInInput({ field, step, onChange }: { field: BuiltInField; step: StepDefinition; onChange: ChangeStep }) {
  const { t } = useTranslation();
  const { isReadOnly } = useDesigner();
  const problem = useProblemAt(field.path);
  const id = useId();
  const value = valueAt(step, field.path);
  const label = t(field.label);
  const isRequired = field.isRequired ?? false;
  const set = (next: unknown) => onChange(withValue(step, field.path, next) as StepDefinition, { joins: true });
  switch (field.kind) {
    case 'choice':
      return (
        <Field label={label} required={isRequired}>
          <Select
            id={id}
            value={String(value ?? '')}
            disabled={isReadOnly}
            onChange={(_event, data) => set(data.value || undefined)}
          >
            {!isRequired && <option value="" />}
            {!field.choices?.includes(String(value ?? '')) && value !== undefined && <option>{String(value)}</option>}
            {field.choices?.map((choice) => (
              <option key={choice}>{choice}</option>
            ))}
          </Select>
        </Field>
      );
    case 'number':
      return (
        <Field label={label} required={isRequired} {...(problem !== undefined && { validationMessage: problem })}>
          <Input
            value={textOf(value)}
            readOnly={isReadOnly}
            inputMode="numeric"
            onChange={(_event, data) => set(/^-?\d+$/.test(data.value) ? Number(data.value) : data.value || undefined)}
          />
        </Field>
      );
    case 'map':
      return <MapField label={label} value={value} isRequired={isRequired} onChange={set} />;
    case 'condition':
      return <ConditionForm label={label} value={value} onChange={set} />;
    case 'json':
      return (
        <Field label={label} required={isRequired}>
          <CodeView value={value} label={label} onChange={set} />
        </Field>
      );
    case 'text':
      return (
        <ExpressionField
          label={label}
          value={textOf(value)}
          isRequired={isRequired}
          problem={problem}
          onChange={(text) => set(text === '' && !isRequired ? undefined : text)}
        />
      );
    case 'value':
      return (
        <ExpressionField
          label={label}
          value={textOf(value)}
          isRequired={isRequired}
          problem={problem}
          hint={t('designer.valueHint')}
          onChange={(text) => set(valueFrom(text, value))}
        />
      );
  }
}
