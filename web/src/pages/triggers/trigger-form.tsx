import { useQuery } from '@tanstack/react-query';
import { useNavigate, useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { BacktestRequest } from '../../../../src/app/view/watcher.ts';
import type { ThresholdOptions, TriggerDefinition, TriggerKindName } from '../../../../src/model/trigger.ts';
import { usePutDefinition } from '../../api/commands.ts';
import { definitionsQuery } from '../../api/queries/definitions.ts';
import { backtestQuery } from '../../api/queries/triggers.ts';
import { useDisplayName } from '../../api/use-display-name.ts';
import { ChoiceField, FieldGrid, NumberField, SwitchField } from '../../parts/form/fields.tsx';
import { NameFields } from '../../parts/form/name-fields.tsx';
import { Page } from '../../parts/page.tsx';
import { PageHead } from '../../parts/page-head.tsx';
import { PageSkeleton } from '../../parts/page-skeleton.tsx';
import { Panel } from '../../parts/panel.tsx';
import { Problem } from '../../parts/problem.tsx';
import { SaveBar } from '../../parts/save-bar.tsx';
import { showToast } from '../../parts/toast-store.ts';
import { differs, UnsavedGuard } from '../../parts/unsaved.tsx';
import { useAddress } from '../../parts/use-address.ts';
import { useFirst } from '../../parts/use-first.ts';
import { useSettled } from '../../parts/use-settled.ts';
import { NotFoundPage } from '../../shell/not-found.tsx';
import { Firings } from '../thresholds/firings.tsx';
import { Foresight } from '../thresholds/foresight.tsx';
import { OptionFields, useThresholdSentence } from '../thresholds/option-fields.tsx';
import { readOptions } from '../thresholds/threshold-options.ts';
import { subjectParameterOf, TRIGGER_KINDS } from './trigger-kinds.ts';
import { useSubjects } from './use-subjects.ts';
import { type MeasureRow, readRow, WatchedRow } from './watched-row.tsx';

type Parameters = Readonly<Record<string, unknown>>;

/** Makes a trigger of its own, from nothing or from what a page proposes. */
export function NewTriggerPage() {
  const [{ trigger, subject, row, threshold, options }] = useAddress(
    'trigger',
    'subject',
    'row',
    'threshold',
    'options',
  );
  const kind = TRIGGER_KINDS.find((each) => each === trigger) ?? 'SegmentThresholdCrossed';
  const name = subjectParameterOf(kind);
  const given = readOptions(options);
  const parameters: Parameters = {
    ...(name && subject !== '' && { [name]: subject }),
    ...(row !== '' && { row: readRow(row) }),
    ...(threshold !== '' && { threshold: Number(threshold) }),
    ...(given && { options: given }),
  };
  return <TriggerForm initial={{ name: '', trigger: kind, parameters }} version={0} />;
}

/** Changes a trigger. */
export function EditTriggerPage() {
  const { name } = useParams({ from: '/triggers/definitions/$name' });
  const records = useQuery(definitionsQuery('trigger')).data?.items;
  if (!records) return <PageSkeleton />;
  const record = records.find((each) => each.name === name);
  if (!record) return <NotFoundPage />;
  return <TriggerForm key={name} initial={record.definition as TriggerDefinition} version={record.version} />;
}

function TriggerForm({ initial, version }: { initial: TriggerDefinition; version: number }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const [draft, setDraft] = useState(initial);
  const firstVersion = useFirst(version);
  const put = usePutDefinition();
  const isNew = version === 0;
  const needed = subjectParameterOf(draft.trigger);
  const isThreshold = needed === 'segment' || needed === 'measure';
  const isWhole = !isThreshold || (Boolean(draft.parameters[needed]) && draft.parameters['threshold'] !== undefined);
  const save = () =>
    put.mutate(
      { kind: 'trigger', name: draft.name, definition: draft, version: firstVersion },
      {
        onSuccess: () => {
          showToast({ text: t('app.saved', { name: draft.displayName ?? draft.name }) });
          void navigate({ to: '/triggers', ignoreBlocker: true });
        },
      },
    );
  return (
    <Page>
      <UnsavedGuard isChanged={differs(draft, initial)} />
      <PageHead
        title={isNew ? t('trigger.new') : t('source.editTitle', { name: initial.displayName ?? initial.name })}
        back={{ to: '/triggers', label: t('nav.triggers') }}
      />
      <Panel title={t('source.naming')}>
        <NameFields value={draft} onChange={(next) => setDraft(next as TriggerDefinition)} isNew={isNew} />
        <SwitchField
          label={t('trigger.isEnabled')}
          value={draft.isEnabled ?? true}
          onChange={(isEnabled) => setDraft({ ...draft, isEnabled })}
        />
      </Panel>
      <Panel title={t('trigger.what')}>
        <ChoiceField
          label={t('kind.trigger')}
          hint={t(`trigger.about.${draft.trigger}`)}
          value={draft.trigger}
          options={TRIGGER_KINDS.map((kind) => ({ value: kind, label: t(`trigger.${kind}`) }))}
          onChange={(kind) => setDraft({ ...draft, trigger: kind as TriggerKindName, parameters: {} })}
        />
        <ParameterFields
          trigger={draft.trigger}
          value={draft.parameters}
          onChange={(parameters) => setDraft({ ...draft, parameters: { ...parameters } })}
        />
        {isThreshold ? (
          <ThresholdTrial
            draft={draft}
            kind={needed}
            onThreshold={(threshold) => setDraft({ ...draft, parameters: { ...draft.parameters, threshold } })}
          />
        ) : (
          <PastFirings draft={draft} />
        )}
      </Panel>
      <SaveBar
        isBusy={put.isPending}
        isDisabled={!isWhole || draft.name.length < 3}
        error={put.error}
        onSave={save}
        onCancel={() => void navigate({ to: '/triggers' })}
      />
    </Page>
  );
}

/** The parameters of a trigger, with what there is to watch. */
function ParameterFields(props: {
  trigger: TriggerKindName;
  value: Parameters;
  onChange: (value: Parameters) => void;
}) {
  const { t } = useTranslation();
  const { trigger, value, onChange } = props;
  const subject = subjectParameterOf(trigger);
  const subjects = useSubjects(subject, String((subject && value[subject]) ?? ''));
  const change = (part: Parameters) =>
    onChange(Object.fromEntries(Object.entries({ ...value, ...part }).filter(([, each]) => each !== undefined)));
  const isThreshold = subject === 'segment' || subject === 'measure';
  return (
    <>
      <FieldGrid>
        {subject && (
          <ChoiceField
            label={t(`kind.${subject}`)}
            isRequired={isThreshold}
            value={String(value[subject] ?? '')}
            {...(!isThreshold && { none: t('trigger.anySource') })}
            options={subjects}
            onChange={(name) => change({ [subject]: name === '' ? undefined : name, row: undefined })}
          />
        )}
        {isThreshold && (
          <NumberField
            label={t('threshold.title')}
            isRequired
            value={value['threshold'] as number | undefined}
            onChange={(threshold) => change({ threshold })}
          />
        )}
        {trigger === 'DataSourceRefreshFailed' && (
          <SwitchField
            label={t('trigger.everyAttempt')}
            value={value['everyAttempt'] === true}
            onChange={(isOn) => change({ everyAttempt: isOn || undefined })}
          />
        )}
        {trigger === 'FullRefreshCompleted' && (
          <ChoiceField
            label={t('refresh.origin')}
            value={String(value['submissionKind'] ?? 'both')}
            options={(['both', 'onDemand', 'scheduled'] as const).map((kind) => ({
              value: kind,
              label: kind === 'both' ? t('trigger.bothOrigins') : t(`refresh.${kind}`),
            }))}
            onChange={(kind) => change({ submissionKind: kind === 'both' ? undefined : kind })}
          />
        )}
      </FieldGrid>
      {isThreshold && (
        <OptionFields
          value={{
            threshold: Number(value['threshold'] ?? 0),
            options: value['options'] as ThresholdOptions | undefined,
          }}
          onChange={({ options }) => change({ options })}
        />
      )}
    </>
  );
}

/** What a trigger on a threshold means, and what it would have done so far, with the line to drag. */
function ThresholdTrial(props: {
  draft: TriggerDefinition;
  kind: 'segment' | 'measure';
  onThreshold: (threshold: number) => void;
}) {
  const { kind, onThreshold } = props;
  const sentenceOf = useThresholdSentence();
  const nameOf = useDisplayName(kind);
  const { [kind]: subject, threshold, options, calculation, row } = props.draft.parameters as ThresholdParameters;
  if (!subject) return null;
  return (
    <>
      {row && <WatchedRow measure={subject} row={row} />}
      {threshold !== undefined && <p>{sentenceOf({ threshold, options }, nameOf(subject))}</p>}
      <Foresight {...{ kind, name: subject, calculation, row, threshold, options, onThreshold }} />
    </>
  );
}

interface ThresholdParameters {
  readonly segment?: string;
  readonly measure?: string;
  readonly calculation?: string;
  readonly row?: MeasureRow;
  readonly threshold?: number;
  readonly options?: ThresholdOptions;
}

/** How often another trigger would have fired so far. */
function PastFirings({ draft: { trigger, parameters } }: { draft: TriggerDefinition }) {
  const settled = useSettled(JSON.stringify({ trigger, parameters }));
  const { data, error } = useQuery(backtestQuery(JSON.parse(settled) as BacktestRequest));
  return (
    <>
      {error && <Problem error={error} />}
      {data && <Firings backtest={data} />}
    </>
  );
}
