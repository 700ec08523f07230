import { Button, MessageBar, MessageBarBody, makeStyles, Select, tokens } from '@fluentui/react-components';
import { PlayRegular } from '@fluentui/react-icons';
import { useInfiniteQuery, useMutation, useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { RunSummary } from '../../../../../src/app/view/flow.ts';
import { postJson } from '../../../api/client.ts';
import { runQuery, runsQuery } from '../../../api/queries.ts';
import { useFormat } from '../../../format/use-format.ts';
import { useNow } from '../../../format/use-now.ts';
import { Anchor } from '../../../parts/anchor.tsx';
import { Problem } from '../../../parts/problem.tsx';
import { Status } from '../../../parts/status.tsx';
import { useText } from '../../../parts/text.ts';
import { useDesigner } from './designer-context.ts';
import type { FlowRecord } from './flow-record.ts';
import { CodeView } from './panel/code-view.tsx';
import { SidePanel } from './side-panel.tsx';
import type { Saving } from './use-saving.ts';

const useStyles = makeStyles({
  run: {
    display: 'flex',
    justifyContent: 'space-between',
    gap: '8px',
    padding: '6px 0',
    borderTop: `1px solid ${tokens.colorNeutralStroke3}`,
  },
});

/** Runs what is published with the outputs of a past trigger or with own ones, and shows past runs on the canvas. */
export function TestPanel({ record, saving, onClose }: { record: FlowRecord; saving: Saving; onClose: () => void }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const { name } = record.flow;
  const runs = useInfiniteQuery(runsQuery({ flow: name })).data?.pages.flatMap(({ items }) => items) ?? [];
  const [source, setSource] = useState('');
  const past = useQuery({ ...runQuery(source), enabled: source !== '' });
  const [own, setOwn] = useState<unknown>({});
  const outputs = source === '' ? own : past.data?.triggerOutputs;
  const test = useMutation({
    mutationFn: () => postJson<RunSummary>(`/api/flows/${encodeURIComponent(name)}/run`, { triggerOutputs: outputs }),
    onSuccess: ({ runId }) => void navigate({ to: '/flows/$name/edit', params: { name }, search: { run: runId } }),
  });
  return (
    <SidePanel label={t('designer.test')} onClose={onClose}>
      {(saving.isChanged || record.flow.draft !== undefined) && (
        <MessageBar intent="info">
          <MessageBarBody>{t('designer.testPublished')}</MessageBarBody>
        </MessageBar>
      )}
      <Select aria-label={t('designer.testWith')} value={source} onChange={(_event, data) => setSource(data.value)}>
        <option value="">{t('designer.ownOutputs')}</option>
        <RunOptions runs={runs} />
      </Select>
      {source === '' && <CodeView label={t('run.triggerOutputs')} value={own} onChange={setOwn} />}
      <Button
        appearance="primary"
        icon={<PlayRegular />}
        disabledFocusable={test.isPending || (source !== '' && !past.data)}
        onClick={() => test.mutate()}
      >
        {t('designer.runTest')}
      </Button>
      {test.error && <Problem error={test.error} />}
      <PastRuns name={name} runs={runs} />
    </SidePanel>
  );
}

function RunOptions({ runs }: { runs: readonly RunSummary[] }) {
  const { t } = useTranslation();
  const format = useFormat();
  const now = useNow();
  return runs.map(({ runId, startedAt, status }) => (
    <option key={runId} value={runId}>
      {t('designer.ofRun', { when: format.moment(startedAt, now), status: t(`runStatus.${status}`) })}
    </option>
  ));
}

function PastRuns({ name, runs }: { name: string; runs: readonly RunSummary[] }) {
  const { t } = useTranslation();
  const styles = useStyles();
  const text = useText();
  const format = useFormat();
  const now = useNow();
  const { run } = useDesigner();
  return (
    <section aria-label={t('nav.runs')}>
      <h3 className={text.strong}>{t('designer.showRun')}</h3>
      {runs.length === 0 && <p className={text.quiet}>{t('home.runsEmpty')}</p>}
      {runs.map(({ runId, status, startedAt }) => (
        <div key={runId} className={styles.run}>
          <Status status={status} label={t(`runStatus.${status}`)} />
          <Anchor to="/flows/$name/edit" params={{ name }} search={run?.runId === runId ? {} : { run: runId }}>
            {format.moment(startedAt, now)}
          </Anchor>
        </div>
      ))}
    </section>
  );
}
