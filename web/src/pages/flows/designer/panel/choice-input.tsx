import { Combobox, Field, Option } from '@fluentui/react-components';
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
import { textOf } from '../document/values.ts';

interface ChoiceInputProps {
  readonly connector: ConnectorView;
  readonly operation: OperationView;
  readonly step: StepDefinition;
  readonly field: OperationField;
  readonly value: unknown;
  readonly problem: string | undefined;
  readonly onSet: (text: string) => void;
}

/** A field with values to choose from, fixed or asked of the service when it opens; another value can be written too. */
export function ChoiceInput(props: ChoiceInputProps) {
  const { t } = useTranslation();
  const tellProblem = useProblemText();
  const text = useText();
  const { isReadOnly } = useDesigner();
  const { field, value } = props;
  const [isOpen, setIsOpen] = useState(false);
  const dynamic = useChoices(props, isOpen && field.hasDynamicChoices);
  const fixed = (field.choices ?? []).map((choice) => ({ value: choice, title: String(choice) }));
  const choices = field.hasDynamicChoices ? (dynamic.data?.items ?? []) : fixed;
  const chosen = choices.find((choice) => choice.value === value);
  const current = chosen?.title ?? textOf(value);
  const fitting = choices.filter((choice) => fits(choice, current));
  const offered = chosen || fitting.length === 0 ? choices : fitting;
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
        open={isOpen && (dynamic.isLoading || offered.length > 0)}
        onOpenChange={(_event, data) => setIsOpen(data.open)}
        onOptionSelect={(_event, data) => data.optionValue !== undefined && props.onSet(data.optionValue)}
        onInput={(event) => props.onSet(event.currentTarget.value)}
      >
        {dynamic.isLoading && <Option disabled>{t('app.loading')}</Option>}
        {offered.map((choice) => (
          <Option key={String(choice.value)} value={textOf(choice.value)} text={choice.title}>
            {choice.title}
          </Option>
        ))}
      </Combobox>
      {dynamic.error && (
        <p className={text.quiet}>{t('designer.noChoices', { reason: tellProblem(dynamic.error).message })}</p>
      )}
    </Field>
  );
}

function fits({ value, title }: ChoiceView, words: string): boolean {
  return `${title} ${textOf(value)}`.toLowerCase().includes(words.trim().toLowerCase());
}

/** Asked once for what the other fields hold: what is typed in this one narrows the list here. */
function useChoices({ connector, operation, step, field }: ChoiceInputProps, isEnabled: boolean) {
  const { connections } = useDesigner();
  const reference = readHost(step)?.reference ?? '';
  const { [field.name]: _own, ...parameters } = membersOf(membersOf(step['inputs'])['parameters']);
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
