import { Field, Select, Switch } from '@fluentui/react-components';
import { useTranslation } from 'react-i18next';
import { useDesigner } from '../designer-context.ts';
import { membersOf, type StepDefinition } from '../document/definition.ts';
import { type StaticResult, staticResultOf, withStaticResult } from '../document/static-result.ts';
import { CodeView } from './code-view.tsx';

const STATUSES = ['Succeeded', 'Failed', 'TimedOut', 'Skipped', 'Cancelled'] as const;
const NEW: StaticResult = { isOn: false, status: 'Succeeded', outputs: { statusCode: 'OK', body: {} } };

/** The static result of a step: on or off, its status and its outputs. */
export function Testing({ name, step }: { name: string; step: StepDefinition }) {
  const { t } = useTranslation();
  const { definition, edit, isReadOnly } = useDesigner();
  const known = staticResultOf(definition, step);
  const result = known ?? NEW;
  const change = (part: Partial<StaticResult>, joins = false) =>
    edit(withStaticResult(definition, name, { ...result, ...part }), { joins });
  return (
    <>
      <Field hint={t('designer.staticHint')}>
        <Switch
          label={t('designer.staticUse')}
          checked={result.isOn}
          disabled={isReadOnly}
          onChange={(_event, { checked }) => change({ isOn: checked })}
        />
      </Field>
      {known && (
        <>
          <Field label={t('designer.staticStatus')}>
            <Select
              value={result.status}
              disabled={isReadOnly}
              onChange={(_event, { value }) => change({ status: value, outputs: outputsFor(value, result.outputs) })}
            >
              {STATUSES.map((status) => (
                <option key={status} value={status}>
                  {t(`runStatus.${status}`)}
                </option>
              ))}
            </Select>
          </Field>
          <CodeView
            label={t('designer.staticOutputs')}
            value={result.outputs}
            onChange={(outputs) => change({ outputs }, true)}
          />
        </>
      )}
    </>
  );
}

/** A result that failed says why in its outputs. */
function outputsFor(status: string, outputs: unknown): unknown {
  const members = membersOf(outputs);
  return status === 'Failed' && members['errors'] === undefined ? { ...members, errors: [{ message: '' }] } : outputs;
}
