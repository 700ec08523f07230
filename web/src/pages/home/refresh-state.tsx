import { makeStyles } from '@fluentui/react-components';
import { useTranslation } from 'react-i18next';
import type { RefreshJob } from '../../../../src/model/refresh.ts';
import { useFormat } from '../../format/use-format.ts';
import { Anchor } from '../../parts/anchor.tsx';
import { ErrorNote } from '../../parts/error-note.tsx';
import { lazyPart } from '../../parts/lazy-part.tsx';
import { Status } from '../../parts/status.tsx';
import { useText } from '../../parts/text.ts';
import { useScopeName } from '../refreshes/scope-name.ts';
import { secondsOf } from './progress.ts';
import { TaskList } from './task-list.tsx';

const RefreshProgress = lazyPart(async () => (await import('./refresh-progress.tsx')).RefreshProgress);

const useStyles = makeStyles({
  head: { display: 'flex', flexWrap: 'wrap', alignItems: 'center', justifyContent: 'space-between', gap: '4px 16px' },
});

/** State of a refresh, how far it is, and its tasks. With `isLink` its name leads to its page. */
export function RefreshState({ job, now, isLink }: { job: RefreshJob; now: Date; isLink?: boolean }) {
  const { t } = useTranslation();
  const styles = useStyles();
  const text = useText();
  const scope = useScopeName()(job.scope);
  const facts = useFacts(job, now);
  const isOver = job.endedAt !== undefined;
  return (
    <>
      <div className={styles.head}>
        <Status status={job.status} label={t(`status.${job.status}`)} className={text.strong} />
        {isLink && (
          <Anchor to="/data/refreshes/$id" params={{ id: job.jobId }}>
            {scope}
          </Anchor>
        )}
        <span className={text.quiet}>{(isLink ? facts : [scope, ...facts]).join(' · ')}</span>
      </div>
      {!isOver && <RefreshProgress job={job} />}
      {job.error && <ErrorNote error={job.error} />}
      <TaskList tasks={job.tasks} now={now} />
    </>
  );
}

/** How it began, when, and how long it took. */
function useFacts(job: RefreshJob, now: Date): readonly string[] {
  const { t } = useTranslation();
  const format = useFormat();
  const seconds = secondsOf(job, now);
  const facts = [
    t(`refresh.${job.submissionKind}`),
    job.startedAt && format.moment(job.startedAt, now),
    seconds !== undefined && format.duration(job.endedAt ? seconds : Math.floor(seconds)),
  ];
  return facts.filter((fact) => typeof fact === 'string');
}
