import { makeStyles, ProgressBar } from '@fluentui/react-components';
import { CalendarClockRegular } from '@fluentui/react-icons';
import { useTranslation } from 'react-i18next';
import type { HomeView } from '../../../../src/app/view/home.ts';
import type { RefreshJob } from '../../../../src/model/refresh.ts';
import { useFormat } from '../../format/use-format.ts';
import { useNow } from '../../format/use-now.ts';
import { Empty } from '../../parts/empty.tsx';
import { ErrorNote } from '../../parts/error-note.tsx';
import { Panel } from '../../parts/panel.tsx';
import { Status } from '../../parts/status.tsx';
import { useText } from '../../parts/text.ts';
import { progressOf, secondsOf } from './progress.ts';
import { TaskList } from './task-list.tsx';

const useStyles = makeStyles({
  head: { display: 'flex', flexWrap: 'wrap', alignItems: 'center', justifyContent: 'space-between', gap: '4px 16px' },
  progress: { display: 'flex', flexDirection: 'column', gap: '6px' },
});

/** The refresh that is running, or the last one, with its tasks; and when the next one starts. */
export function RefreshPanel({ home }: { home: HomeView }) {
  const { t } = useTranslation();
  const text = useText();
  const format = useFormat();
  const now = useNow();
  const job = home.currentRefresh ?? home.lastRefresh;
  const next = home.nextRefreshAt
    ? t('refresh.next', { when: format.moment(home.nextRefreshAt, now) })
    : t('refresh.noNext');
  return (
    <Panel
      title={home.currentRefresh ? t('refresh.current') : t('refresh.last')}
      aside={<span className={text.quiet}>{next}</span>}
    >
      {job ? (
        <RefreshState job={job} now={now} />
      ) : (
        <Empty icon={CalendarClockRegular} title={t('refresh.none')} text={t('refresh.noneText')} />
      )}
    </Panel>
  );
}

function RefreshState({ job, now }: { job: RefreshJob; now: Date }) {
  const { t } = useTranslation();
  const styles = useStyles();
  const text = useText();
  const isOver = job.endedAt !== undefined;
  return (
    <>
      <div className={styles.head}>
        <Status status={job.status} label={t(`status.${job.status}`)} className={text.strong} />
        <RefreshFacts job={job} now={now} />
      </div>
      {!isOver && <Progress job={job} />}
      {job.error && <ErrorNote error={job.error} />}
      <TaskList tasks={job.tasks} now={now} />
    </>
  );
}

function RefreshFacts({ job, now }: { job: RefreshJob; now: Date }) {
  const { t } = useTranslation();
  const text = useText();
  const format = useFormat();
  const seconds = secondsOf(job, now);
  const scope =
    'name' in job.scope
      ? t(`refresh.scope.${job.scope.kind}`, { name: job.scope.name })
      : t(`refresh.scope.${job.scope.kind}`);
  const facts = [
    scope,
    t(`refresh.${job.submissionKind}`),
    job.startedAt && format.moment(job.startedAt, now),
    seconds !== undefined && format.duration(job.endedAt ? seconds : Math.floor(seconds)),
  ];
  return <span className={text.quiet}>{facts.filter(Boolean).join(' · ')}</span>;
}

function Progress({ job }: { job: RefreshJob }) {
  const { t } = useTranslation();
  const styles = useStyles();
  const text = useText();
  const format = useFormat();
  const { done, total } = progressOf(job);
  const label = t('refresh.progress', { done: format.number(done), total: format.number(total) });
  return (
    <div className={styles.progress}>
      <ProgressBar thickness="large" value={done} max={Math.max(total, 1)} aria-label={label} />
      <span className={text.quiet}>{label}</span>
    </div>
  );
}
