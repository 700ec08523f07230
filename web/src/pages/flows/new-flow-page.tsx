import { useNavigate } from '@tanstack/react-router';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Flow } from '../../../../src/model/flow.ts';
import type { ThresholdOptions, TriggerKindName } from '../../../../src/model/trigger.ts';
import { usePutDefinition } from '../../api/commands.ts';
import { ChoiceField, FieldGrid, NumberField, TextField } from '../../parts/form/fields.tsx';
import { nameFor } from '../../parts/form/name-fields.tsx';
import { Page } from '../../parts/page.tsx';
import { PageHead } from '../../parts/page-head.tsx';
import { Panel } from '../../parts/panel.tsx';
import { SaveBar } from '../../parts/save-bar.tsx';
import { useAddress } from '../../parts/use-address.ts';
import { SetUpSteps } from '../exports/set-up-steps.tsx';
import { Foresight, type Watched } from '../thresholds/foresight.tsx';
import { OptionFields } from '../thresholds/option-fields.tsx';
import { readOptions } from '../thresholds/threshold-options.ts';
import { subjectParameterOf, TRIGGER_KINDS } from '../triggers/trigger-kinds.ts';
import { useSubjects } from '../triggers/use-subjects.ts';
import { type MeasureRow, readRow, WatchedRow } from '../triggers/watched-row.tsx';
import { useConnected } from './designer/fitting-connections.ts';
import { newFlow, newFlowFrom } from './designer/flow-record.ts';
import { FLOW_TEMPLATES } from './templates.ts';

/** Operation of our connector, and name of its parameter for what is watched. */
const OPERATIONS = {
  DataSourceRefreshFailed: { operationId: 'OnDataSourceRefreshFailed', subject: 'dataSource' },
  DataSourceRefreshSucceeded: { operationId: 'OnDataSourceRefreshSucceeded', subject: 'dataSource' },
  SegmentThresholdCrossed: { operationId: 'OnSegmentThresholdCrossed', subject: 'segment' },
  MeasureThresholdCrossed: { operationId: 'OnMeasureThresholdCrossed', subject: 'measure' },
  FullRefreshCompleted: { operationId: 'OnFullRefreshCompleted', subject: '' },
  UnificationRefreshCompleted: { operationId: 'OnUnificationRefreshCompleted', subject: '' },
} as const satisfies Record<TriggerKindName, { operationId: string; subject: string }>;

interface Choice {
  readonly trigger: TriggerKindName;
  readonly subject: string;
  readonly row: MeasureRow | undefined;
  readonly threshold: number | undefined;
  readonly options: ThresholdOptions | undefined;
}

/** Makes a flow that starts from one of the six triggers, or from a template, and opens the designer for the next steps. */
export function NewFlowPage() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const [address] = useAddress('template', 'trigger', 'subject', 'row', 'threshold', 'options', 'setUp');
  const template = FLOW_TEMPLATES.find(({ key }) => key === address.template);
  const [choice, setChoice] = useState<Choice>({
    trigger: TRIGGER_KINDS.find((kind) => kind === address.trigger) ?? 'SegmentThresholdCrossed',
    subject: address.subject,
    row: readRow(address.row),
    threshold: address.threshold === '' ? undefined : Number(address.threshold),
    options: readOptions(address.options),
  });
  const proposed = template ? t(template.title) : t(`trigger.${choice.trigger}`);
  const [displayName, setDisplayName] = useState('');
  const put = usePutDefinition();
  const connected = useConnected();
  const watched = watchedBy(choice);
  const title = displayName.trim() || proposed;
  const name = nameFor(title);
  const empty = newFlow(name, title);
  const definition: Flow = template
    ? newFlowFrom(name, title, connected(template.definition(t)))
    : { ...empty, definition: startingFrom(empty, choice, proposed) };
  const isSetUp = address.setUp === 'power-automate';
  const before = isSetUp
    ? { to: '/admin/exports/power-automate', label: t('powerAutomate.title') }
    : { to: '/flows', label: t('nav.flows') };
  const isDisabled = !template && isIncomplete(choice);
  const create = () =>
    put.mutate(
      { kind: 'flow', name, definition, version: 0 },
      {
        onSuccess: () =>
          void navigate({
            to: '/flows/$name/edit',
            params: { name },
            search: isSetUp ? { setUp: 'power-automate' } : {},
          }),
      },
    );
  const createByEnter = (event: FormEvent) => {
    event.preventDefault();
    if (!isDisabled && !put.isPending) create();
  };
  return (
    <Page>
      <PageHead title={t('designer.new')} lead={t(template ? 'newFlow.templateLead' : 'newFlow.lead')} back={before} />
      {isSetUp && <SetUpSteps current="trigger" />}
      <Panel title={template ? t(template.title) : t('newFlow.trigger')} {...(template && { lead: t(template.about) })}>
        {!template && <TriggerFields choice={choice} onChange={setChoice} />}
        {!template && watched && (
          <Foresight
            {...watched}
            threshold={choice.threshold}
            options={choice.options}
            onThreshold={(threshold) => setChoice({ ...choice, threshold })}
          />
        )}
        <form onSubmit={createByEnter}>
          <TextField
            label={t('designer.newName')}
            placeholder={proposed}
            value={displayName}
            onChange={setDisplayName}
          />
        </form>
      </Panel>
      <SaveBar
        label={t('newFlow.addSteps')}
        isBusy={put.isPending}
        isDisabled={isDisabled}
        error={put.error}
        onSave={create}
        onCancel={() => void navigate({ href: before.to })}
      />
    </Page>
  );
}

/** What a choice watches, when that has a history with a threshold. */
function watchedBy({ trigger, subject, row }: Choice): Watched | undefined {
  const kind = subjectParameterOf(trigger);
  return subject !== '' && (kind === 'segment' || kind === 'measure') ? { kind, name: subject, row } : undefined;
}

function isIncomplete({ trigger, subject, threshold }: Choice): boolean {
  const kind = subjectParameterOf(trigger);
  return (kind === 'segment' || kind === 'measure') && (subject === '' || threshold === undefined);
}

function startingFrom({ definition }: Flow, choice: Choice, title: string): Flow['definition'] {
  const { operationId, subject } = OPERATIONS[choice.trigger];
  const isThreshold = subject === 'segment' || subject === 'measure';
  const trigger = {
    type: 'OpenApiConnectionWebhook',
    inputs: {
      host: {
        apiId: '/providers/Microsoft.PowerApps/apis/shared_customerinsights',
        connectionName: 'shared_customerinsights',
        operationId,
      },
      parameters: {
        dataset: 'default',
        ...(subject !== '' && (choice.subject !== '' || isThreshold) && { [subject]: choice.subject }),
        ...(choice.row && { row: JSON.stringify(choice.row) }),
        ...(isThreshold && { threshold: choice.threshold ?? 0, ...choice.options }),
      },
      authentication: "@parameters('$authentication')",
    },
  };
  return { ...definition, triggers: { [title.replaceAll(/[^\p{L}\p{N}]+/gu, '_')]: trigger } };
}

function TriggerFields({ choice, onChange }: { choice: Choice; onChange: (choice: Choice) => void }) {
  const { t } = useTranslation();
  const subject = subjectParameterOf(choice.trigger);
  const subjects = useSubjects(subject, choice.subject);
  const isThreshold = subject === 'segment' || subject === 'measure';
  return (
    <>
      <FieldGrid>
        <ChoiceField
          label={t('kind.trigger')}
          hint={t(`trigger.about.${choice.trigger}`)}
          value={choice.trigger}
          options={TRIGGER_KINDS.map((kind) => ({ value: kind, label: t(`trigger.${kind}`) }))}
          onChange={(trigger) =>
            onChange({ ...choice, trigger: trigger as TriggerKindName, subject: '', row: undefined })
          }
        />
        {subject && (
          <ChoiceField
            label={t(`kind.${subject}`)}
            isRequired={subject !== 'dataSource'}
            value={choice.subject}
            {...(subject === 'dataSource' && { none: t('trigger.anySource') })}
            options={subjects}
            onChange={(value) => onChange({ ...choice, subject: value, row: undefined })}
          />
        )}
        {isThreshold && (
          <NumberField
            label={t('threshold.title')}
            isRequired
            value={choice.threshold}
            onChange={(threshold) => onChange({ ...choice, threshold })}
          />
        )}
      </FieldGrid>
      {choice.row && <WatchedRow measure={choice.subject} row={choice.row} />}
      {isThreshold && (
        <OptionFields
          value={{ threshold: choice.threshold ?? 0, options: choice.options }}
          onChange={({ options }) => onChange({ ...choice, options })}
        />
      )}
    </>
  );
}
