import { useTranslation } from 'react-i18next';
import { useText } from '../../../../parts/text.ts';
import { findBuiltIn } from '../built-in/actions.ts';
import { type Selection, useDesigner } from '../designer-context.ts';
import { type StepDefinition, typeOf } from '../document/definition.ts';
import { findOperationView, readHost } from '../document/operation-host.ts';
import { BuiltInForm } from './built-in-form.tsx';
import { CaseList } from './case-list.tsx';
import type { ChangeStep } from './change-step.ts';
import { ConnectionChoice } from './connection-choice.tsx';
import { ConnectorForm } from './connector-form.tsx';
import { Preview } from './preview.tsx';
import { ThresholdForesight } from './threshold-foresight.tsx';

/** The form of a step, made from its operation. */
export function Parameters({
  selection,
  step,
  onChange,
}: {
  selection: Selection;
  step: StepDefinition;
  onChange: ChangeStep;
}) {
  const { t } = useTranslation();
  const text = useText();
  const { connectors } = useDesigner();
  const host = readHost(step);
  const found = findOperationView(connectors, step);
  if (host) {
    return (
      <>
        <ConnectionChoice host={host} connector={found?.connector} />
        {found?.operation?.description && <p className={text.quiet}>{found.operation.description}</p>}
        {found?.operation ? (
          <ConnectorForm connector={found.connector} operation={found.operation} step={step} onChange={onChange} />
        ) : (
          <p className={text.body}>{t('designer.unknownOperation')}</p>
        )}
        {selection.role === 'trigger' && <ThresholdForesight step={step} onChange={onChange} />}
        <Preview selection={selection} step={step} />
      </>
    );
  }
  const builtIn = findBuiltIn(selection.role, String(step['type'] ?? ''));
  if (!builtIn) return <p className={text.body}>{t('designer.noForm', { type: String(step['type'] ?? '') })}</p>;
  return (
    <>
      <p className={text.quiet}>{t(builtIn.about)}</p>
      <BuiltInForm operation={builtIn} step={step} onChange={onChange} />
      {typeOf(step) === 'switch' && <CaseList step={step} onChange={onChange} />}
      <Preview selection={selection} step={step} />
    </>
  );
}
