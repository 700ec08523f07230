import { Button, makeStyles } from '@fluentui/react-components';
import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { EntityView } from '../../../../src/app/view/entity.ts';
import type { Unification } from '../../../../src/model/unification.ts';
import { usePutDefinition, useSubmitRefresh } from '../../api/commands.ts';
import { definitionsQuery } from '../../api/queries/definitions.ts';
import { entitiesQuery } from '../../api/queries/entities.ts';
import { homeQuery } from '../../api/queries/home.ts';
import { Differences } from '../../parts/definition-versions.tsx';
import { JsonView } from '../../parts/json-view.tsx';
import { Page } from '../../parts/page.tsx';
import { PageHead } from '../../parts/page-head.tsx';
import { PageSkeleton } from '../../parts/page-skeleton.tsx';
import { Panel } from '../../parts/panel.tsx';
import { SaveBar } from '../../parts/save-bar.tsx';
import { Stepper } from '../../parts/stepper.tsx';
import { showToast } from '../../parts/toast-store.ts';
import { differs, UnsavedGuard } from '../../parts/unsaved.tsx';
import { useAddress } from '../../parts/use-address.ts';
import { useFirst } from '../../parts/use-first.ts';
import { DuplicatesStep } from './duplicates-step.tsx';
import { FieldsStep } from './fields-step.tsx';
import { MatchStep } from './match-step.tsx';
import { MergeStep } from './merge-step.tsx';
import { EMPTY_UNIFICATION, UNIFY_STEPS } from './unify-draft.ts';
import { UnifyPreview } from './unify-preview.tsx';

const useStyles = makeStyles({
  columns: {
    display: 'grid',
    gridTemplateColumns: 'minmax(0, 1fr) 340px',
    alignItems: 'start',
    gap: '16px',
    '@media (max-width: 1199px)': { gridTemplateColumns: 'minmax(0, 1fr)' },
  },
  column: { display: 'flex', flexDirection: 'column', gap: '16px', minWidth: 0 },
});

/** How source records become unified profiles, step by step, with what it would give beside it. */
export function UnifyWizardPage() {
  const records = useQuery(definitionsQuery('unification')).data?.items;
  const entities = useQuery(entitiesQuery).data?.items;
  if (!records || !entities) return <PageSkeleton />;
  const [current] = records;
  return (
    <Wizard
      initial={(current?.definition as Unification | undefined) ?? EMPTY_UNIFICATION}
      version={current?.version ?? 0}
      entities={entities}
    />
  );
}

interface WizardProps {
  readonly initial: Unification;
  readonly version: number;
  readonly entities: readonly EntityView[];
}

function Wizard({ initial, version, entities }: WizardProps) {
  const { t } = useTranslation();
  const styles = useStyles();
  const navigate = useNavigate();
  const [address, change] = useAddress('step');
  const [draft, setDraft] = useState(initial);
  const firstVersion = useFirst(version);
  const home = useQuery(homeQuery).data;
  const put = usePutDefinition();
  const refresh = useSubmitRefresh();
  const at = Math.max(0, (UNIFY_STEPS as readonly string[]).indexOf(address.step));
  const step = UNIFY_STEPS[at] ?? 'fields';
  const sources = entities.filter(({ kind, name }) => kind === 'source' && !name.endsWith('_corrupt'));
  const shared = { draft, onChange: setDraft, entities: sources };
  const save = () =>
    put.mutate(
      { kind: 'unification', name: 'unification', definition: draft, version: firstVersion },
      {
        onSuccess: () => {
          showToast({ text: t('app.saved', { name: t('kind.unification') }) });
          refresh.mutate({ kind: 'unify' });
          void navigate({ to: '/unify', ignoreBlocker: true });
        },
      },
    );
  return (
    <Page>
      <UnsavedGuard isChanged={differs(draft, initial)} />
      <PageHead title={t('unify.edit')} back={{ to: '/unify', label: t('nav.unify') }} />
      <Stepper
        label={t('unify.steps')}
        steps={UNIFY_STEPS.map((each) => ({ step: each, title: t(`unify.step.${each}`) }))}
        current={step}
        onGo={(next) => change({ step: next })}
      />
      <div className={styles.columns}>
        <div className={styles.column}>
          {step === 'fields' && <FieldsStep {...shared} />}
          {step === 'duplicates' && <DuplicatesStep {...shared} />}
          {step === 'match' && <MatchStep {...shared} />}
          {step === 'merge' && <MergeStep {...shared} />}
          {step === 'review' && <Review initial={initial} draft={draft} />}
          {step === 'review' ? (
            <SaveBar
              label={t('unify.saveAndRun')}
              isBusy={put.isPending}
              isDisabled={draft.entities.length === 0}
              error={put.error}
              onSave={save}
              onCancel={() => void navigate({ to: '/unify' })}
            />
          ) : (
            <div>
              <Button
                appearance="primary"
                disabledFocusable={sources.length === 0}
                onClick={() => change({ step: UNIFY_STEPS[at + 1] ?? 'review' })}
              >
                {t('app.next')}
              </Button>
            </div>
          )}
        </div>
        <UnifyPreview draft={draft} profiles={home?.profiles.value} />
      </div>
    </Page>
  );
}

function Review({ initial, draft }: { initial: Unification; draft: Unification }) {
  const { t } = useTranslation();
  return (
    <>
      <Panel title={t('unify.differences')}>
        <Differences from={initial} to={draft} />
      </Panel>
      <Panel title={t('definition.title')}>
        <JsonView label={t('definition.title')} value={draft} />
      </Panel>
    </>
  );
}
