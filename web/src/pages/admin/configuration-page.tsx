import { Button, makeStyles } from '@fluentui/react-components';
import { ArrowDownloadRegular, ArrowUploadRegular, EyeRegular } from '@fluentui/react-icons';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { PlanView } from '../../../../src/app/view/definition.ts';
import { base64Of } from '../../api/base64.ts';
import { getText, postJson } from '../../api/client.ts';
import { LongTextField, SwitchField } from '../../parts/form/fields.tsx';
import { Page } from '../../parts/page.tsx';
import { PageHead } from '../../parts/page-head.tsx';
import { Panel } from '../../parts/panel.tsx';
import { Problem, ProblemLines } from '../../parts/problem.tsx';
import { useText } from '../../parts/text.ts';
import { Changes } from './configuration-changes.tsx';
import { AppliedHistory, Drift } from './configuration-history.tsx';

const useStyles = makeStyles({
  row: { display: 'flex', flexWrap: 'wrap', gap: '8px', alignItems: 'center' },
  result: { outline: 'none' },
});

/** What a plan was made of: applied is just that. */
interface Wanted {
  readonly workspace: unknown;
  readonly prune: boolean;
}

/** The whole configuration as a file: pulled, planned against what there is, applied. */
export function ConfigurationPage() {
  const { t } = useTranslation();
  return (
    <Page>
      <PageHead title={t('nav.configuration')} lead={t('configuration.lead')} actions={<PullButtons />} />
      <Planning />
      <Drift />
      <AppliedHistory />
    </Page>
  );
}

function PullButtons() {
  const { t } = useTranslation();
  const addresses = { zip: 'configuration.pullFolder', yaml: 'configuration.pullText' } as const;
  return (['zip', 'yaml'] as const).map((format) => (
    <Button key={format} as="a" icon={<ArrowDownloadRegular />} href={`/api/workspace?format=${format}`} download>
      {t(addresses[format])}
    </Button>
  ));
}

function Planning() {
  const { t } = useTranslation();
  const styles = useStyles();
  const words = useText();
  const client = useQueryClient();
  const [text, setText] = useState('');
  const [prune, setPrune] = useState(false);
  const plan = useMutation({
    onMutate: () => apply.reset(),
    mutationFn: async () => {
      const wanted: Wanted = { workspace: await readFile(new Blob([text]), nameOf(text)), prune };
      return { wanted, plan: await postJson<PlanView>('/api/plan', wanted) };
    },
  });
  const apply = useMutation({
    mutationFn: ({ wanted, planHash }: { wanted: Wanted; planHash: string }) =>
      postJson<PlanView>('/api/apply', { ...wanted, planHash }),
    onSuccess: () => void client.invalidateQueries(),
  });
  const change = (write: () => void) => {
    write();
    plan.reset();
    apply.reset();
  };
  const error = plan.error ?? apply.error;
  return (
    <>
      <Panel title={t('configuration.plan')} lead={t('configuration.planLead')}>
        <Opening onText={(opened) => change(() => setText(opened))} />
        <LongTextField
          label={t('configuration.text')}
          isCode
          rows={14}
          value={text}
          onChange={(typed) => change(() => setText(typed))}
        />
        <SwitchField
          label={t('configuration.prune')}
          value={prune}
          onChange={(isPruning) => change(() => setPrune(isPruning))}
        />
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
        {error && <Problem error={error} />}
      </Panel>
      {plan.data && !apply.data && (
        <Result>
          <PlanPanel
            plan={plan.data.plan}
            isBusy={apply.isPending}
            onApply={() => apply.mutate({ wanted: plan.data.wanted, planHash: plan.data.plan.hash })}
          />
        </Result>
      )}
      {apply.data && (
        <Result>
          <p className={words.strong}>{t('configuration.applied', { count: apply.data.changes.length })}</p>
        </Result>
      )}
    </>
  );
}

/** What came of a command takes the focus, so that the keyboard goes on there. */
function Result({ children }: { children: ReactNode }) {
  const styles = useStyles();
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => place.current?.focus(), []);
  return (
    <div ref={place} tabIndex={-1} className={styles.result}>
      {children}
    </div>
  );
}

/** Takes a text from a file, a zip of a workspace folder, or what is in force. */
function Opening({ onText }: { onText: (text: string) => void }) {
  const { t } = useTranslation();
  const styles = useStyles();
  const open = useMutation({
    mutationFn: async (file: File | undefined) => {
      if (!file) return getText('/api/workspace');
      return /\.zip$/i.test(file.name) ? JSON.stringify(await readFile(file, file.name), null, 2) : file.text();
    },
    onSuccess: onText,
  });
  return (
    <>
      <div className={styles.row}>
        <Button icon={<ArrowUploadRegular />} onClick={() => document.getElementById('workspace-file')?.click()}>
          {t('configuration.open')}
        </Button>
        <input
          id="workspace-file"
          type="file"
          accept=".yaml,.yml,.json,.zip"
          hidden
          onChange={({ target }) => {
            const [file] = target.files ?? [];
            if (file) open.mutate(file);
            target.value = '';
          }}
        />
        <Button onClick={() => open.mutate(undefined)}>{t('configuration.current')}</Button>
      </div>
      {open.error && <Problem error={open.error} />}
    </>
  );
}

function PlanPanel({ plan, isBusy, onApply }: { plan: PlanView; isBusy: boolean; onApply: () => void }) {
  const { t } = useTranslation();
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
      <Changes changes={plan.changes} />
      <ProblemLines problems={plan.warnings} />
    </Panel>
  );
}

async function readFile(file: Blob, fileName: string): Promise<unknown> {
  const content = base64Of(await file.arrayBuffer());
  const answer = await postJson<{ workspace: unknown }>('/api/workspace/read', { fileName, content });
  return answer.workspace;
}

/** A text is JSON when it begins like it, else YAML. */
function nameOf(text: string): string {
  return text.trimStart().startsWith('{') ? 'workspace.json' : 'workspace.yaml';
}
