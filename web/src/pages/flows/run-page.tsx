import { Button, makeStyles, mergeClasses, Tab, TabList, tokens } from '@fluentui/react-components';
import { ArrowClockwiseRegular, PrintRegular, StopRegular } from '@fluentui/react-icons';
import { useQuery } from '@tanstack/react-query';
import { useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { RunDetail } from '../../../../src/app/view/flow.ts';
import { useResubmitFrom, useRunCommand } from '../../api/commands.ts';
import { runQuery } from '../../api/queries/flows.ts';
import { useFormat } from '../../format/use-format.ts';
import { useTellFault } from '../../i18n/server-words.ts';
import { Anchor } from '../../parts/anchor.tsx';
import { Chip } from '../../parts/chip.tsx';
import { JsonView } from '../../parts/json-view.tsx';
import { lazyPart } from '../../parts/lazy-part.tsx';
import { Loaded } from '../../parts/loaded.tsx';
import { PageHead } from '../../parts/page-head.tsx';
import { Panel } from '../../parts/panel.tsx';
import { Problem } from '../../parts/problem.tsx';
import { Status } from '../../parts/status.tsx';
import { useText } from '../../parts/text.ts';
import { Waiting } from '../../parts/waiting.tsx';
import { Can } from '../../session/can.tsx';
import { ActionList } from './action-list.tsx';
import { StaticResults } from './static-results.tsx';
import { useTriggerName } from './trigger-name.ts';

const RunCanvas = lazyPart(async () => (await import('./designer/run-canvas.tsx')).RunCanvas, { waiting: <Waiting /> });

const useStyles = makeStyles({
  tabs: { borderBottom: `1px solid ${tokens.colorNeutralStroke2}`, '@media print': { display: 'none' } },
  facts: { display: 'flex', flexWrap: 'wrap', gap: '4px 16px', alignItems: 'center' },
});

/** One run: state, what started it, and each action with its inputs and outputs. */
export function RunPage() {
  const { id } = useParams({ from: '/flows/runs/$id' });
  return <Loaded query={useQuery(runQuery(id))}>{(run) => <Run run={run} />}</Loaded>;
}

function Run({ run }: { run: RunDetail }) {
  const { t } = useTranslation();
  const tellFault = useTellFault();
  const styles = useStyles();
  const text = useText();
  const format = useFormat();
  const nameOf = useTriggerName();
  const { view = 'list' } = useSearch({ from: '/flows/runs/$id' });
  const navigate = useNavigate();
  const choose = (chosen: unknown) =>
    void navigate({
      to: '/flows/runs/$id',
      params: { id: run.runId },
      search: chosen === 'canvas' ? { view: 'canvas' } : {},
    });
  const from = useResubmitFrom(run);
  const resubmitFrom = (action: string) =>
    from.mutate(action, { onSuccess: (id) => void navigate({ to: '/flows/runs/$id', params: { id } }) });
  const cause = [nameOf(run.trigger.name), run.trigger.subject].filter(Boolean).join(' · ');
  return (
    <>
      <PageHead
        title={run.displayName}
        lead={`${format.fullMoment(run.startedAt)} · ${cause}`}
        back={{ to: '/flows/runs', label: t('nav.runs') }}
        actions={<Commands run={run} />}
      />
      <div className={mergeClasses(styles.facts, text.body)}>
        <Status status={run.status} label={t(`runStatus.${run.status}`)} className={text.strong} />
        {run.seconds !== undefined && <span className={text.quiet}>{format.duration(run.seconds)}</span>}
        <Anchor to="/flows/$name" params={{ name: run.flow }}>
          {t('kind.flow')}
        </Anchor>
        {run.version !== undefined && <Chip>{t('run.version', { version: run.version })}</Chip>}
        {run.trigger.isByHand && <Chip>{t('run.isByHand')}</Chip>}
        {run.resubmittedFrom && <Chip>{t('run.isResubmitted')}</Chip>}
        {run.staticResults && <StaticResults names={run.staticResults} />}
        <Cause run={run} />
      </div>
      {from.error && <Problem error={from.error} />}
      {run.error && <p role="alert">{tellFault(run.error)}</p>}
      <TabList className={styles.tabs} selectedValue={view} onTabSelect={(_event, data) => choose(data.value)}>
        <Tab value="list">{t('designer.list')}</Tab>
        <Tab value="canvas">{t('designer.canvas')}</Tab>
      </TabList>
      {view === 'canvas' ? (
        <RunCanvas run={run} />
      ) : (
        <Panel title={t('run.actions')} lead={t('run.actionsLead')}>
          <ActionList run={run} onResubmit={run.endedAt === undefined ? undefined : resubmitFrom} />
        </Panel>
      )}
      <Panel title={t('run.triggerOutputs')}>
        <JsonView label={t('run.triggerOutputs')} value={run.triggerOutputs} />
      </Panel>
    </>
  );
}

/** Leads to what started the run: the decision of the trigger, the refresh, the run that it repeats. */
function Cause({ run: { cause, resubmittedFrom } }: { run: RunDetail }) {
  const { t } = useTranslation();
  return (
    <>
      {cause && (
        <>
          <Anchor to="/triggers/$id" params={{ id: cause.watcherId }}>
            {t(cause.isTest ? 'run.testEvent' : 'run.event')}
          </Anchor>
          {!cause.isTest && (
            <Anchor to="/data/refreshes/$id" params={{ id: cause.refreshId }}>
              {t('run.refresh')}
            </Anchor>
          )}
        </>
      )}
      {resubmittedFrom && (
        <Anchor to="/flows/runs/$id" params={{ id: resubmittedFrom }}>
          {t('run.resubmitted')}
        </Anchor>
      )}
    </>
  );
}

function Commands({ run }: { run: RunDetail }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const cancel = useRunCommand('cancel');
  const resubmit = useRunCommand('resubmit');
  const isOver = run.endedAt !== undefined;
  const again = () =>
    resubmit.mutate(run.runId, {
      onSuccess: ({ runId }) => void navigate({ to: '/flows/runs/$id', params: { id: runId } }),
    });
  return (
    <>
      <Button icon={<PrintRegular />} onClick={() => print()}>
        {t('app.print')}
      </Button>
      <Can who="contributor">
        {(cancel.error ?? resubmit.error) && <Problem error={cancel.error ?? resubmit.error} />}
        {!isOver && (
          <Button icon={<StopRegular />} disabledFocusable={cancel.isPending} onClick={() => cancel.mutate(run.runId)}>
            {t('run.cancel')}
          </Button>
        )}
        <Button icon={<ArrowClockwiseRegular />} disabledFocusable={resubmit.isPending} onClick={again}>
          {t('run.resubmit')}
        </Button>
      </Can>
    </>
  );
}
