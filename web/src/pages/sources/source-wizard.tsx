import { Button } from '@fluentui/react-components';
import { useQuery } from '@tanstack/react-query';
import { useNavigate, useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { SourceKindView } from '../../../../src/app/view/source.ts';
import { usePutDefinition, useSubmitRefresh } from '../../api/commands.ts';
import { definitionsQuery } from '../../api/queries/definitions.ts';
import { sourceKindsQuery } from '../../api/queries/sources.ts';
import { Loaded } from '../../parts/loaded.tsx';
import { PageHead } from '../../parts/page-head.tsx';
import { PageSkeleton } from '../../parts/page-skeleton.tsx';
import { SaveBar } from '../../parts/save-bar.tsx';
import { Stepper } from '../../parts/stepper.tsx';
import { showToast } from '../../parts/toast-store.ts';
import { differs, UnsavedGuard } from '../../parts/unsaved.tsx';
import { useAddress } from '../../parts/use-address.ts';
import { useFirst } from '../../parts/use-first.ts';
import { NotFoundPage } from '../../shell/not-found.tsx';
import { AttributesStep } from './attributes-step.tsx';
import { ConnectionStep } from './connection-step.tsx';
import { EntitiesStep } from './entities-step.tsx';
import { KindStep } from './kind-step.tsx';
import { ReviewStep } from './review-step.tsx';
import { draftOf, EMPTY_DRAFT, reachedStep, SOURCE_STEPS, type SourceDraft, type SourceStep } from './source-draft.ts';

/** Makes a new data source: kind, connection, entities, attributes, review. */
export function NewSourcePage() {
  return <SourceWizard initial={EMPTY_DRAFT} version={0} />;
}

/** Changes a data source in the same steps. */
export function EditSourcePage() {
  const { name } = useParams({ from: '/data/sources/$name/edit' });
  const records = useQuery(definitionsQuery('dataSource')).data?.items;
  if (!records) return <PageSkeleton />;
  const record = records.find((each) => each.name === name);
  if (!record) return <NotFoundPage />;
  return <SourceWizard key={name} initial={record.definition as SourceDraft} version={record.version} />;
}

function SourceWizard({ initial, version }: { initial: SourceDraft; version: number }) {
  const { t } = useTranslation();
  const isNew = version === 0;
  const title = isNew ? t('source.add') : t('source.editTitle', { name: initial.displayName ?? initial.name });
  return (
    <Loaded query={useQuery(sourceKindsQuery)}>
      {({ items }) => (
        <>
          <PageHead title={title} back={{ to: '/data/sources', label: t('nav.sources') }} />
          <Steps initial={initial} version={version} kinds={items} />
        </>
      )}
    </Loaded>
  );
}

function Steps(props: { initial: SourceDraft; version: number; kinds: readonly SourceKindView[] }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const [address, change] = useAddress('step');
  const [draft, setDraft] = useState(props.initial);
  const firstVersion = useFirst(props.version);
  const put = usePutDefinition();
  const refresh = useSubmitRefresh();
  const isNew = props.version === 0;
  const reached = reachedStep(draft);
  const wanted = (SOURCE_STEPS as readonly string[]).indexOf(address.step);
  const at = Math.min(Math.max(wanted, isNew ? 0 : 1), reached);
  const step = SOURCE_STEPS[at] ?? 'kind';
  const kind = props.kinds.find((each) => each.kind === draft.kind);
  const go = (next: SourceStep) => change({ step: next });
  const leave = () => void navigate({ to: '/data/sources' });
  const save = () =>
    put.mutate(
      { kind: 'dataSource', name: draft.name, definition: draft, version: firstVersion },
      {
        onSuccess: () => {
          showToast({ text: t('app.saved', { name: draft.displayName ?? draft.name }) });
          refresh.mutate({ kind: 'source', name: draft.name });
          void navigate({ to: '/data/sources/$name', params: { name: draft.name }, ignoreBlocker: true });
        },
      },
    );
  const shared = { draft, onChange: setDraft };
  return (
    <>
      <UnsavedGuard isChanged={differs(draft, props.initial)} />
      <Stepper
        label={t('source.steps')}
        steps={SOURCE_STEPS.map((each) => ({ step: each, title: t(`source.step.${each}`) }))}
        current={step}
        reached={reached}
        onGo={go}
      />
      {step === 'kind' && (
        <KindStep
          kinds={props.kinds}
          chosen={draft.kind}
          onChoose={(chosen) => {
            setDraft({ ...draft, kind: chosen, ...(chosen !== draft.kind && { options: {}, entities: [] }) });
            go('connection');
          }}
          onUploaded={(uploaded) => {
            setDraft(draftOf(uploaded));
            go('connection');
          }}
        />
      )}
      {step === 'connection' && kind && <ConnectionStep {...shared} kind={kind} isNew={isNew} />}
      {step === 'entities' && kind && <EntitiesStep {...shared} kind={kind} />}
      {step === 'attributes' && <AttributesStep {...shared} />}
      {step === 'review' && <ReviewStep {...shared} />}
      {step === 'review' ? (
        <SaveBar
          label={t('source.saveAndRefresh')}
          isBusy={put.isPending}
          error={put.error}
          onSave={save}
          onCancel={leave}
        />
      ) : (
        step !== 'kind' && (
          <div>
            <Button
              appearance="primary"
              disabledFocusable={at >= reached}
              onClick={() => go(SOURCE_STEPS[at + 1] ?? 'review')}
            >
              {t('app.next')}
            </Button>
          </div>
        )
      )}
    </>
  );
}
