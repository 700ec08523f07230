import { Checkbox, Field, Input, makeStyles, Select, Switch } from '@fluentui/react-components';
import type { TFunction } from 'i18next';
import { useTranslation } from 'react-i18next';
import { titleFrom } from '../../../../format/step-title.ts';
import { useText } from '../../../../parts/text.ts';
import { branchLabel } from '../branch-label.ts';
import { type Selection, useDesigner } from '../designer-context.ts';
import {
  type FlowDefinition,
  membersOf,
  ROOT,
  runAfterOf,
  type StepDefinition,
  typeOf,
} from '../document/definition.ts';
import { findStep, possiblePredecessors } from '../document/find.ts';
import { textOf, valueAt, withValue } from '../document/values.ts';
import type { ChangeStep } from './change-step.ts';
import { CodeView } from './code-view.tsx';

const STATUSES = ['Succeeded', 'Failed', 'Skipped', 'TimedOut'] as const;
/** Retry policies as the language writes them; they are read in any case. */
const RETRIES = { default: undefined, none: 'None', fixed: 'Fixed', exponential: 'Exponential' } as const;
type RetryName = keyof typeof RETRIES;
const RETRY_NAMES = Object.keys(RETRIES) as readonly RetryName[];

const useStyles = makeStyles({
  group: { display: 'grid', gap: '6px', border: 'none', padding: 0, margin: 0, minWidth: 0 },
  statuses: { display: 'flex', flexWrap: 'wrap' },
});

/** Run after, retries, time limit, secrecy and tracked properties of an action. */
export function Settings({
  selection,
  step,
  onChange,
}: {
  selection: Selection;
  step: StepDefinition;
  onChange: ChangeStep;
}) {
  return (
    <>
      <RunAfter selection={selection} step={step} onChange={onChange} />
      <Retry step={step} onChange={onChange} />
      <Limits step={step} onChange={onChange} />
      <Secrecy step={step} onChange={onChange} />
      <Tracked step={step} onChange={onChange} />
    </>
  );
}

function RunAfter({ selection, step, onChange }: { selection: Selection; step: StepDefinition; onChange: ChangeStep }) {
  const { t } = useTranslation();
  const styles = useStyles();
  const text = useText();
  const { definition, isReadOnly } = useDesigner();
  const after = runAfterOf(step);
  const offered = possiblePredecessors(definition, selection.name).filter((name) => !Object.hasOwn(after, name));
  const write = (next: Readonly<Record<string, readonly string[]>>) => onChange({ ...step, runAfter: next });
  const toggle = (name: string, status: string, isOn: boolean) => {
    const statuses = (after[name] ?? []).filter((each) => each.toLowerCase() !== status.toLowerCase());
    const next = isOn ? [...statuses, status] : statuses;
    const { [name]: _changed, ...others } = after;
    write(next.length === 0 ? others : { ...others, [name]: next });
  };
  return (
    <fieldset className={styles.group}>
      <legend className={text.strong}>{t('designer.runAfter')}</legend>
      {Object.keys(after).length === 0 && <p className={text.body}>{tellFirst(definition, selection.name, t)}</p>}
      {Object.entries(after).map(([name, statuses]) => (
        <fieldset key={name} className={styles.group}>
          <legend className={text.body}>{titleFrom(name)}</legend>
          <div className={styles.statuses}>
            {STATUSES.map((status) => (
              <Checkbox
                key={status}
                label={t(`designer.after.${keyOf(status)}`)}
                disabled={isReadOnly}
                checked={statuses.some((each) => each.toLowerCase() === status.toLowerCase())}
                onChange={(_event, data) => toggle(name, status, data.checked === true)}
              />
            ))}
          </div>
        </fieldset>
      ))}
      {offered.length > 0 && (
        <Select
          aria-label={t('designer.addRunAfter')}
          value=""
          disabled={isReadOnly}
          onChange={(_event, data) => data.value && toggle(data.value, 'Succeeded', true)}
        >
          <option value="">{t('designer.addRunAfter')}</option>
          {offered.map((name) => (
            <option key={name} value={name}>
              {titleFrom(name)}
            </option>
          ))}
        </Select>
      )}
    </fieldset>
  );
}

/** What a step follows that waits for no other. */
function tellFirst(definition: FlowDefinition, step: string, t: TFunction): string {
  const place = findStep(definition, step)?.place ?? ROOT;
  if (place.container === undefined) return t('designer.firstOfFlow');
  const name = titleFrom(place.container);
  const branch = branchLabel(definition, place, t);
  return branch === undefined ? t('designer.firstInside', { name }) : t('designer.firstInBranch', { name, branch });
}

function keyOf(status: (typeof STATUSES)[number]) {
  return status === 'TimedOut' ? 'timedOut' : (status.toLowerCase() as 'succeeded' | 'failed' | 'skipped');
}

const RETRYING = /^(http|openapiconnection|apiconnection|workflow|httpwebhook)/;

function Retry({ step, onChange }: { step: StepDefinition; onChange: ChangeStep }) {
  const { t } = useTranslation();
  const styles = useStyles();
  const text = useText();
  const { isReadOnly } = useDesigner();
  if (!RETRYING.test(typeOf(step))) return null;
  const policy = membersOf(valueAt(step, ['inputs', 'retryPolicy']));
  const type = String(policy['type'] ?? 'default').toLowerCase();
  const set = (next: unknown) => onChange(withValue(step, ['inputs', 'retryPolicy'], next) as StepDefinition);
  return (
    <fieldset className={styles.group}>
      <legend className={text.strong}>{t('designer.retry')}</legend>
      <Select
        aria-label={t('designer.retry')}
        value={type}
        disabled={isReadOnly}
        onChange={(_event, data) => set(policyOf(data.value as RetryName))}
      >
        {RETRY_NAMES.map((each) => (
          <option key={each} value={each}>
            {t(`designer.retry.${each}`)}
          </option>
        ))}
      </Select>
      {(type === 'fixed' || type === 'exponential') && (
        <>
          <Field label={t('designer.retryCount')}>
            <Input
              value={textOf(policy['count'])}
              inputMode="numeric"
              readOnly={isReadOnly}
              onChange={(_event, data) => set({ ...policy, count: Number(data.value) || data.value })}
            />
          </Field>
          <Field label={t('designer.retryInterval')} hint={t('designer.durationHint')}>
            <Input
              value={textOf(policy['interval'])}
              readOnly={isReadOnly}
              onChange={(_event, data) => set({ ...policy, interval: data.value })}
            />
          </Field>
        </>
      )}
    </fieldset>
  );
}

function policyOf(name: RetryName): unknown {
  const { [name]: type } = RETRIES;
  if (type === undefined) return undefined;
  return type === 'None' ? { type } : { type, count: 4, interval: 'PT10S' };
}

function Limits({ step, onChange }: { step: StepDefinition; onChange: ChangeStep }) {
  const { t } = useTranslation();
  const { isReadOnly } = useDesigner();
  const isLoop = typeOf(step) === 'foreach';
  const parallel = ['runtimeConfiguration', 'concurrency', 'repetitions'];
  const set = (path: readonly string[], next: unknown) =>
    onChange(withValue(step, path, next) as StepDefinition, { joins: true });
  return (
    <>
      <Field label={t('designer.timeout')} hint={t('designer.durationHint')}>
        <Input
          value={textOf(valueAt(step, ['limit', 'timeout']))}
          placeholder="PT1H"
          readOnly={isReadOnly}
          onChange={(_event, data) => set(['limit', 'timeout'], data.value || undefined)}
        />
      </Field>
      {isLoop && (
        <Field label={t('designer.parallel')} hint={t('designer.parallelHint')}>
          <Input
            value={textOf(valueAt(step, parallel))}
            placeholder="20"
            inputMode="numeric"
            readOnly={isReadOnly}
            onChange={(_event, data) => set(parallel, data.value === '' ? undefined : Number(data.value) || data.value)}
          />
        </Field>
      )}
    </>
  );
}

const PARTS = ['inputs', 'outputs'] as const;

/** What the history of runs hides of a step. */
export function Secrecy({
  step,
  onChange,
  parts = PARTS,
}: {
  step: StepDefinition;
  onChange: ChangeStep;
  parts?: readonly (typeof PARTS)[number][];
}) {
  const { t } = useTranslation();
  const styles = useStyles();
  const text = useText();
  const { isReadOnly } = useDesigner();
  const path = ['runtimeConfiguration', 'secureData', 'properties'];
  const current = valueAt(step, path);
  const secured: readonly string[] = Array.isArray(current) ? current.map(String) : [];
  const toggle = (name: string, isOn: boolean) => {
    const next = isOn ? [...secured, name] : secured.filter((each) => each !== name);
    onChange(
      withValue(
        step,
        next.length > 0 ? path : ['runtimeConfiguration', 'secureData'],
        next.length > 0 ? next : undefined,
      ) as StepDefinition,
    );
  };
  return (
    <fieldset className={styles.group}>
      <legend className={text.strong}>{t('designer.secrecy')}</legend>
      {parts.map((name) => (
        <Switch
          key={name}
          label={t(`designer.secure.${name}`)}
          disabled={isReadOnly}
          checked={secured.includes(name)}
          onChange={(_event, data) => toggle(name, data.checked)}
        />
      ))}
    </fieldset>
  );
}

function Tracked({ step, onChange }: { step: StepDefinition; onChange: ChangeStep }) {
  const { t } = useTranslation();
  return (
    <Field label={t('designer.tracked')} hint={t('designer.trackedHint')}>
      <CodeView
        label={t('designer.tracked')}
        value={step['trackedProperties'] ?? {}}
        onChange={(next) => onChange({ ...step, trackedProperties: next })}
      />
    </Field>
  );
}
