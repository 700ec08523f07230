import { Field, Textarea } from '@fluentui/react-components';
import { useTranslation } from 'react-i18next';
import { useDesigner } from '../designer-context.ts';
import type { StepDefinition } from '../document/definition.ts';
import { textOf } from '../document/values.ts';
import type { ChangeStep } from './change-step.ts';

/** What people should know about a step; Power Automate keeps it in the same place. */
export function Note({ step, onChange }: { step: StepDefinition; onChange: ChangeStep }) {
  const { t } = useTranslation();
  const { isReadOnly } = useDesigner();
  return (
    <Field label={t('designer.note')} hint={t('designer.noteHint')}>
      <Textarea
        value={textOf(step['description'])}
        readOnly={isReadOnly}
        resize="vertical"
        onChange={(_event, { value }) => {
          const { description: _old, ...others } = step;
          onChange(value === '' ? others : { ...others, description: value }, { joins: true });
        }}
      />
    </Field>
  );
}
