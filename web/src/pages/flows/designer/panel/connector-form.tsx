import { Button } from '@fluentui/react-components';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ConnectorView, OperationField, OperationView } from '../../../../../../src/app/view/designer.ts';
import type { StepDefinition } from '../document/definition.ts';
import { textOf, valueAt, valueFrom, withValue } from '../document/values.ts';
import { ExpressionField } from '../expression/expression-field.tsx';
import type { ChangeStep } from './change-step.ts';
import { ChoiceInput } from './choice-input.tsx';
import { useProblemAt } from './problem-at.ts';

/** The form of a connector operation: required and important fields, and the others behind a button. */
export function ConnectorForm(props: {
  connector: ConnectorView;
  operation: OperationView;
  step: StepDefinition;
  onChange: ChangeStep;
}) {
  const { t } = useTranslation();
  const { fields } = props.operation;
  const isFilled = ({ name }: OperationField) => valueAt(props.step, ['inputs', 'parameters', name]) !== undefined;
  const isFirst = (field: OperationField) => field.isRequired || field.visibility === 'important' || isFilled(field);
  const [isWhole, setIsWhole] = useState(!fields.some(isFirst));
  const shown = isWhole ? fields : fields.filter(isFirst);
  const hidden = fields.length - shown.length;
  return (
    <>
      {shown.map((field) => (
        <ConnectorInput key={field.name} {...props} field={field} />
      ))}
      {hidden > 0 && (
        <Button appearance="subtle" size="small" onClick={() => setIsWhole(true)}>
          {t('designer.moreFields', { count: hidden })}
        </Button>
      )}
    </>
  );
}

function ConnectorInput(props: {
  connector: ConnectorView;
  operation: OperationView;
  step: StepDefinition;
  field: OperationField;
  onChange: ChangeStep;
}) {
  const { field, step, onChange } = props;
  const path = ['inputs', 'parameters', field.name];
  const problem = useProblemAt(path);
  const value = valueAt(step, path);
  const set = (next: unknown) => onChange(withValue(step, path, next) as StepDefinition, { joins: true });
  const setText = (text: string) =>
    set(text === '' ? undefined : field.type === 'string' ? text : typedValue(text, value));
  if (field.choices || field.hasDynamicChoices)
    return <ChoiceInput {...props} value={value} problem={problem} onSet={setText} />;
  return (
    <ExpressionField
      label={field.title}
      value={textOf(value)}
      isRequired={field.isRequired}
      hint={field.description}
      problem={problem}
      onChange={setText}
    />
  );
}

/** Numbers and booleans are written as such; anything else as valueFrom says. */
function typedValue(text: string, previous: unknown): unknown {
  return /^-?\d+(\.\d+)?$|^(true|false)$/.test(text.trim())
    ? (JSON.parse(text.trim()) as unknown)
    : valueFrom(text, previous);
}
