import { Button } from '@fluentui/react-components';
import { ArrowClockwiseRegular } from '@fluentui/react-icons';
import { useQuery } from '@tanstack/react-query';
import { useNavigate, useParams } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { RefreshJob } from '../../../../src/model/refresh.ts';
import { useSubmitRefresh } from '../../api/commands.ts';
import { eventsOfRefreshQuery, refreshQuery } from '../../api/queries/refreshes.ts';
import { useFormat } from '../../format/use-format.ts';
import { useNow } from '../../format/use-now.ts';
import { ErrorNote } from '../../parts/error-note.tsx';
import { lazyPart } from '../../parts/lazy-part.tsx';
import { Loaded } from '../../parts/loaded.tsx';
import { PageHead } from '../../parts/page-head.tsx';
import { Panel } from '../../parts/panel.tsx';
import { Problem } from '../../parts/problem.tsx';
import { Tabs, tabOf } from '../../parts/tabs.tsx';
import { useAddress } from '../../parts/use-address.ts';
import { Waiting } from '../../parts/waiting.tsx';
import { Can } from '../../session/can.tsx';
import { RefreshState } from '../home/refresh-state.tsx';
import { EventTable } from '../triggers/event-history.tsx';
import { RefreshTimeline } from './refresh-timeline.tsx';
import { useScopeName } from './scope-name.ts';
import { TaskDetails } from './task-details.tsx';

const TaskGraph = lazyPart(async () => (await import('./task-graph.tsx')).TaskGraph, { waiting: <Waiting /> });

/** One refresh: tasks, graph, timeline, events. Follows it while it runs. */
export function RefreshPage() {
  const { id } = useParams({ from: '/data/refreshes/$id' });
  return <Loaded query={useQuery(refreshQuery(id))}>{(job) => <Refresh job={job} />}</Loaded>;
}

function Refresh({ job }: { job: RefreshJob }) {
  const { t } = useTranslation();
  const format = useFormat();
  const now = useNow();
  const nameOf = useScopeName();
  const [{ tab, task: chosenTask }] = useAddress('tab', 'task');
  const tabs = [
    { value: 'tasks', label: t('refresh.tasks') },
    { value: 'graph', label: t('refresh.graph') },
    { value: 'timeline', label: t('refresh.timeline') },
    { value: 'events', label: t('refresh.events') },
  ] as const;
  const chosen = tabOf(tabs, tab);
  const task = job.tasks.find(({ taskId }) => taskId === chosenTask);
  return (
    <>
      <PageHead
        title={nameOf(job.scope)}
        lead={[
          format.fullMoment(job.submittedAt),
          t(`refresh.${job.submissionKind}`),
          t('refresh.by', { who: job.submittedBy }),
        ].join(' · ')}
        back={{ to: '/data/refreshes', label: t('nav.refreshes') }}
        actions={<Again job={job} />}
      />
      {job.error && <ErrorNote error={job.error} />}
      <Tabs label={t('nav.refreshes')} tabs={tabs} value={chosen} />
      {task && <TaskDetails task={task} />}
      {chosen === 'tasks' && (
        <Panel title={t('refresh.tasks')}>
          <RefreshState job={job} now={now} />
        </Panel>
      )}
      {chosen === 'graph' && <TaskGraph tasks={job.tasks} />}
      {chosen === 'timeline' && <RefreshTimeline job={job} now={now} />}
      {chosen === 'events' && <Events refreshId={job.jobId} />}
    </>
  );
}

function Again({ job }: { job: RefreshJob }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const submit = useSubmitRefresh();
  if (job.endedAt === undefined) return null;
  return (
    <Can who="contributor">
      {submit.error && <Problem error={submit.error} />}
      <Button
        icon={<ArrowClockwiseRegular />}
        disabledFocusable={submit.isPending}
        onClick={() =>
          submit.mutate(job.scope, {
            onSuccess: ({ jobId }) => void navigate({ to: '/data/refreshes/$id', params: { id: jobId } }),
          })
        }
      >
        {t('refresh.again')}
      </Button>
    </Can>
  );
}

function Events({ refreshId }: { refreshId: string }) {
  const { t } = useTranslation();
  const { data, error, refetch } = useQuery(eventsOfRefreshQuery(refreshId));
  if (error) return <Problem error={error} onRetry={() => void refetch()} />;
  if (!data) return <Waiting />;
  if (data.items.length === 0) return <p>{t('refresh.noEvents')}</p>;
  return <EventTable events={data.items} />;
}
