import { Button, Checkbox, Field, MessageBar, MessageBarBody, makeStyles, tokens } from '@fluentui/react-components';
import { PlayRegular } from '@fluentui/react-icons';
import { useInfiniteQuery, useMutation } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { RunDetail, RunSummary } from '../../../../../src/app/view/flow.ts';
import { postJson } from '../../../api/client.ts';
import { runsQuery } from '../../../api/queries/flows.ts';
import { titleFrom } from '../../../format/step-title.ts';
import { useFormat } from '../../../format/use-format.ts';
import { useNow } from '../../../format/use-now.ts';
import { useTellFault } from '../../../i18n/server-words.ts';
import { Anchor } from '../../../parts/anchor.tsx';
import { Problem } from '../../../parts/problem.tsx';
import { Status } from '../../../parts/status.tsx';
import { useText } from '../../../parts/text.ts';
import { StepFault } from '../step-fault.tsx';
import { hasOwnFault } from './canvas/outcome.ts';
import { useDesigner } from './designer-context.ts';
import type { FlowRecord } from './flow-record.ts';
import { RunPublished } from './run-published.tsx';
import { requestOf, type TestSource, TestSourceChoice } from './test-source.tsx';
import { ToolPanel } from './tool-panel.tsx';
import { useTriggerExample } from './trigger-example.ts';

const useStyles = makeStyles({
  commands: { display: 'flex', flexWrap: 'wrap', gap: '8px' },
  run: {
    display: 'flex',
    justifyContent: 'space-between',
    gap: '8px',
    padding: '6px 0',
    borderTop: `1px solid ${tokens.colorNeutralStroke3}`,
  },
});

/** Runs what is on the canvas in memory, with the trigger of a past run or own outputs, and shows it or past runs there. */
export function TestPanel(props: {
  record: FlowRecord;
  onTested: (run: RunDetail | undefined) => void;
  onClose: () => void;
}) {
  const { t } = useTranslation();
  const styles = useStyles();
  const navigate = useNavigate();
  const { definition, connections, run } = useDesigner();
  const { name } = props.record.flow;
  const runs = useInfiniteQuery(runsQuery({ flow: name })).data?.pages.flatMap(({ items }) => items) ?? [];
  const [chosen, setSource] = useState<TestSource>();
  const example = useTriggerExample();
  const source = chosen ?? { kind: 'own', outputs: example };
  const [reachesOut, setReachesOut] = useState(false);
  const test = useMutation({
    mutationFn: (reaches: boolean) =>
      postJson<RunDetail>('/api/designer/rehearse', {
        flow: name,
        definition,
        connections,
        reachesOut: reaches,
        ...requestOf(source),
      }),
    onSuccess: (tested) => {
      props.onTested(tested);
      void navigate({ to: '/flows/$name/edit', params: { name }, search: {} });
    },
  });
  const real = useMutation({
    mutationFn: (_version: number) => {
      const request = requestOf(source);
      return 'runId' in request
        ? postJson<RunSummary>(`/api/runs/${encodeURIComponent(request.runId)}/resubmit`, {})
        : postJson<RunSummary>(`/api/flows/${encodeURIComponent(name)}/run`, request);
    },
    onSuccess: ({ runId }) => void navigate({ to: '/flows/$name/edit', params: { name }, search: { run: runId } }),
  });
  // What was wrong with one version is no matter of the next.
  const error = test.error ?? (real.variables === props.record.version ? real.error : null);
  return (
    <ToolPanel view="test" label={t('designer.test')} onClose={props.onClose}>
      <MessageBar intent="info" layout="multiline">
        <MessageBarBody>{t('designer.testDraft')}</MessageBarBody>
      </MessageBar>
      <TestSourceChoice runs={runs} source={source} onChange={setSource} />
      <Field hint={t(reachesOut ? 'designer.reachesOutHint' : 'designer.heldBackHint')}>
        <Checkbox
          label={t('designer.reachesOut')}
          checked={reachesOut}
          onChange={(_event, { checked }) => setReachesOut(checked === true)}
        />
      </Field>
      <div className={styles.commands}>
        <Button
          appearance="primary"
          icon={<PlayRegular />}
          disabledFocusable={test.isPending}
          onClick={() => test.mutate(reachesOut)}
        >
          {t('designer.runTest')}
        </Button>
        <RunPublished
          flow={props.record.flow}
          isPending={real.isPending}
          onRun={() => real.mutate(props.record.version)}
          onTest={() => test.mutate(false)}
        />
      </div>
      {error && <Problem error={error} />}
      {run?.isRehearsal && <Tested run={run} onHide={() => props.onTested(undefined)} />}
      <PastRuns name={name} runs={runs} />
    </ToolPanel>
  );
}

/** How a test went, and what it left undone. */
function Tested({ run, onHide }: { run: RunDetail; onHide: () => void }) {
  const { t } = useTranslation();
  const tellFault = useTellFault();
  const styles = useStyles();
  const text = useText();
  const designer = useDesigner();
  const failed = run.actions.filter(hasOwnFault);
  const heldBack = run.actions.filter(({ code }) => code === 'HeldBack').map(({ name }) => titleFrom(name));
  return (
    <section aria-label={t('designer.tested')}>
      <div className={styles.run}>
        <Status status={run.status} label={`${t('designer.tested')}: ${t(`runStatus.${run.status}`)}`} />
        <Button size="small" onClick={onHide}>
          {t('designer.hideTest')}
        </Button>
      </div>
      {run.error && failed.length === 0 && <p className={text.body}>{tellFault(run.error)}</p>}
      {failed.map(({ name, error }) => (
        <div key={name}>
          <Button
            size="small"
            appearance="subtle"
            onClick={() => designer.select({ role: 'action', name, takesFocus: true })}
          >
            {titleFrom(name)}
          </Button>
          {error && <StepFault error={error} />}
        </div>
      ))}
      {heldBack.length > 0 && (
        <p className={text.body}>{t('designer.heldBackSteps', { names: heldBack.join(', ') })}</p>
      )}
    </section>
  );
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
