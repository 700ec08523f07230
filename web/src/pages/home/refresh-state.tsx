import { makeStyles, ProgressBar } from '@fluentui/react-components';
import { useTranslation } from 'react-i18next';
import type { RefreshJob } from '../../../../src/model/refresh.ts';
import { useFormat } from '../../format/use-format.ts';
import { ErrorNote } from '../../parts/error-note.tsx';
import { Status } from '../../parts/status.tsx';
import { useText } from '../../parts/text.ts';
import { useScopeName } from '../refreshes/scope-name.ts';
import { progressOf, secondsOf } from './progress.ts';
import { TaskList } from './task-list.tsx';

const useStyles = makeStyles({
  head: { display: 'flex', flexWrap: 'wrap', alignItems: 'center', justifyContent: 'space-between', gap: '4px 16px' },
  progress: { display: 'flex', flexDirection: 'column', gap: '6px' },
});

/** State of a refresh, how far it is, and its tasks. */
export function RefreshState({ job, now }: { job: RefreshJob; now: Date }) {
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
  const scope = useScopeName()(job.scope);
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
