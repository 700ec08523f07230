import { Button, makeStyles } from '@fluentui/react-components';
import { ArrowDownloadRegular, ArrowUploadRegular, EyeRegular } from '@fluentui/react-icons';
import { useMutation, useQueries, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { PlanView } from '../../../../src/app/view/definition.ts';
import type { DefinitionKind } from '../../../../src/model/definition.ts';
import { postJson } from '../../api/client.ts';
import { definitionsQuery } from '../../api/queries.ts';
import { Chip } from '../../parts/chip.tsx';
import { downloadText } from '../../parts/download.ts';
import { LongTextField, SwitchField } from '../../parts/form/fields.tsx';
import { Lines } from '../../parts/lines.tsx';
import { Page } from '../../parts/page.tsx';
import { PageHead } from '../../parts/page-head.tsx';
import { Panel } from '../../parts/panel.tsx';
import { Problem } from '../../parts/problem.tsx';
import { useText } from '../../parts/text.ts';
import { showToast } from '../../parts/toast-store.ts';

/** Properties of a workspace by kind of definition; `true` where there is only one. */
const PROPERTIES = {
  connection: ['connections', false],
  dataSource: ['dataSources', false],
  relationship: ['relationships', false],
  unification: ['unification', true],
  audience: ['audience', true],
  activity: ['activities', false],
  measure: ['measures', false],
  segment: ['segments', false],
  trigger: ['triggers', false],
  flow: ['flows', false],
  schedule: ['schedule', true],
} as const satisfies Partial<Record<DefinitionKind, readonly [string, boolean]>>;
const KINDS = Object.keys(PROPERTIES) as (keyof typeof PROPERTIES)[];

const useStyles = makeStyles({ row: { display: 'flex', flexWrap: 'wrap', gap: '8px', alignItems: 'center' } });

/** The whole configuration as one text: pulled, planned against what there is, applied. */
export function ConfigurationPage() {
  const { t } = useTranslation();
  const styles = useStyles();
  const client = useQueryClient();
  const current = useWorkspace();
  const [text, setText] = useState('');
  const [prune, setPrune] = useState(false);
  const plan = useMutation({
    mutationFn: () => postJson<PlanView>('/api/plan', { workspace: JSON.parse(text) as unknown, prune }),
  });
  const apply = useMutation({
    mutationFn: (planHash: string) =>
      postJson<PlanView>('/api/apply', { workspace: JSON.parse(text) as unknown, prune, planHash }),
    onSuccess: async (applied) => {
      showToast({ text: t('configuration.applied', { count: applied.changes.length }) });
      plan.reset();
      await client.invalidateQueries();
    },
  });
  const read = async (file: File | undefined) => {
    if (file) setText(await file.text());
    plan.reset();
  };
  return (
    <Page>
      <PageHead
        title={t('nav.configuration')}
        lead={t('configuration.lead')}
        actions={
          <Button icon={<ArrowDownloadRegular />} onClick={() => downloadWorkspace(current)}>
            {t('configuration.pull')}
          </Button>
        }
      />
      <Panel title={t('configuration.plan')} lead={t('configuration.planLead')}>
        <div className={styles.row}>
          <Button icon={<ArrowUploadRegular />} onClick={() => document.getElementById('workspace-file')?.click()}>
            {t('configuration.open')}
          </Button>
          <input
            id="workspace-file"
            type="file"
            accept="application/json,.json"
            hidden
            onChange={(event) => void read(event.target.files?.[0])}
          />
          <Button onClick={() => setText(JSON.stringify(current, null, 2))}>{t('configuration.current')}</Button>
        </div>
        <LongTextField label={t('configuration.text')} isCode rows={14} value={text} onChange={setText} />
        <SwitchField label={t('configuration.prune')} value={prune} onChange={setPrune} />
        <div className={styles.row}>
          <Button
            appearance="primary"
            icon={<EyeRegular />}
            disabledFocusable={text.trim() === '' || plan.isPending}
            onClick={() => plan.mutate()}
          >
            {t('configuration.see')}
          </Button>
        </div>
        {(plan.error ?? apply.error) && <Problem error={plan.error ?? apply.error} />}
      </Panel>
      {plan.data && (
        <PlanPanel plan={plan.data} isBusy={apply.isPending} onApply={() => apply.mutate(plan.data.hash)} />
      )}
    </Page>
  );
}

function PlanPanel({ plan, isBusy, onApply }: { plan: PlanView; isBusy: boolean; onApply: () => void }) {
  const { t } = useTranslation();
  const text = useText();
  const tones = { create: 'good', update: 'brand', delete: 'bad' } as const;
  return (
    <Panel
      title={t('configuration.changes', { count: plan.changes.length })}
      lead={t('configuration.unchanged', { count: plan.unchanged })}
      aside={
        <Button appearance="primary" disabledFocusable={isBusy || plan.changes.length === 0} onClick={onApply}>
          {t('app.apply')}
        </Button>
      }
    >
      <Lines>
        {plan.changes.map(({ kind, name, change, differences }) => (
          <li key={`${kind}/${name}`}>
            <Chip tone={tones[change]}>{t(`configuration.${change}`)}</Chip> {t(`kind.${kind}`)} <strong>{name}</strong>
            {change === 'update' &&
              differences.map(({ pointer, from, to }) => (
                <p key={pointer} className={text.mono}>
                  {pointer}: <del>{JSON.stringify(from) ?? '–'}</del> → <ins>{JSON.stringify(to) ?? '–'}</ins>
                </p>
              ))}
          </li>
        ))}
      </Lines>
    </Panel>
  );
}

/** Every definition as one workspace. */
function useWorkspace(): Readonly<Record<string, unknown>> {
  const answers = useQueries({ queries: KINDS.map(definitionsQuery) });
  const entries = KINDS.flatMap((kind, index) => {
    const [property, isSingle] = PROPERTIES[kind];
    const definitions = (answers[index]?.data?.items ?? []).map(({ definition }) => definition);
    if (definitions.length === 0) return [];
    return [[property, isSingle ? definitions[0] : definitions] as const];
  });
  return Object.fromEntries(entries);
}

function downloadWorkspace(workspace: Readonly<Record<string, unknown>>): void {
  downloadText('workspace.json', JSON.stringify(workspace, null, 2));
}
