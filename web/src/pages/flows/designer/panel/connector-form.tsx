import { Button, Combobox, Field, Option } from '@fluentui/react-components';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type {
  ChoiceView,
  ConnectorView,
  OperationField,
  OperationView,
} from '../../../../../../src/app/view/designer.ts';
import { postJson } from '../../../../api/client.ts';
import { useProblemText } from '../../../../parts/problem.tsx';
import { useText } from '../../../../parts/text.ts';
import { useDesigner } from '../designer-context.ts';
import { membersOf, type StepDefinition } from '../document/definition.ts';
import { readHost } from '../document/operation-host.ts';
import { textOf, valueAt, valueFrom, withValue } from '../document/values.ts';
import { ExpressionField } from '../expression/expression-field.tsx';
import type { ChangeStep } from './change-step.ts';
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

function ChoiceInput(props: {
  connector: ConnectorView;
  operation: OperationView;
  step: StepDefinition;
  field: OperationField;
  value: unknown;
  problem: string | undefined;
  onSet: (text: string) => void;
}) {
  const { t } = useTranslation();
  const tellProblem = useProblemText();
  const text = useText();
  const { isReadOnly } = useDesigner();
  const { field, value } = props;
  const [isOpen, setIsOpen] = useState(false);
  const dynamic = useChoices(props, isOpen && field.hasDynamicChoices);
  const fixed = (field.choices ?? []).map((choice) => ({ value: choice, title: String(choice) }));
  const choices = field.hasDynamicChoices ? (dynamic.data?.items ?? []) : fixed;
  const current = choices.find((choice) => choice.value === value)?.title ?? textOf(value);
  return (
    <Field
      label={field.title}
      required={field.isRequired}
      {...(field.description !== undefined && { hint: field.description })}
      {...(props.problem !== undefined && { validationMessage: props.problem })}
    >
      <Combobox
        freeform
        expandIcon={{ 'aria-label': t('designer.choices', { field: field.title }) }}
        disabled={isReadOnly}
        value={current}
        selectedOptions={[textOf(value)]}
        open={isOpen}
        onOpenChange={(_event, data) => setIsOpen(data.open)}
        onOptionSelect={(_event, data) => data.optionValue !== undefined && props.onSet(data.optionValue)}
        onInput={(event) => props.onSet(event.currentTarget.value)}
      >
        {choices.map((choice) => (
          <Option key={String(choice.value)} value={textOf(choice.value)} text={choice.title}>
            {choice.title}
          </Option>
        ))}
      </Combobox>
      {dynamic.isFetching && <p className={text.quiet}>{t('app.loading')}</p>}
      {dynamic.error && (
        <p className={text.quiet}>{t('designer.noChoices', { reason: tellProblem(dynamic.error).message })}</p>
      )}
    </Field>
  );
}

function useChoices({ connector, operation, step, field }: Parameters<typeof ChoiceInput>[0], isEnabled: boolean) {
  const { connections } = useDesigner();
  const reference = readHost(step)?.reference ?? '';
  const parameters = membersOf(membersOf(step['inputs'])['parameters']);
  return useQuery({
    queryKey: [
      'designer',
      'choices',
      connector.name,
      operation.operationId,
      field.name,
      connections[reference],
      parameters,
    ],
    queryFn: () =>
      postJson<{ items: readonly ChoiceView[] }>('/api/designer/choices', {
        connector: connector.name,
        connection: connections[reference],
        operationId: operation.operationId,
        parameter: field.name,
        parameters,
      }),
    enabled: isEnabled,
    staleTime: 30_000,
  });
}
