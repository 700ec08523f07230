import { makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import { useTranslation } from 'react-i18next';
import type { RefreshJob, RefreshTask } from '../../../../src/model/refresh.ts';
import { useFormat } from '../../format/use-format.ts';
import { Panel } from '../../parts/panel.tsx';
import { toneOf } from '../../parts/status.tsx';
import { useText } from '../../parts/text.ts';
import { useTaskNameOf } from './task-name.ts';

const useStyles = makeStyles({
  line: {
    display: 'grid',
    gridTemplateColumns: 'min(200px, 32%) minmax(0, 1fr) 60px',
    alignItems: 'center',
    gap: '12px',
    padding: '3px 0',
  },
  axis: {
    display: 'flex',
    justifyContent: 'space-between',
    whiteSpace: 'nowrap',
    '@media (max-width: 640px)': { '& > :nth-child(even)': { display: 'none' } },
  },
  name: { overflowWrap: 'anywhere' },
  track: { position: 'relative', height: '16px', backgroundColor: tokens.colorNeutralBackground3, borderRadius: '3px' },
  bar: {
    position: 'absolute',
    insetBlock: 0,
    minWidth: '3px',
    borderRadius: '3px',
    backgroundColor: tokens.colorBrandBackground,
  },
  bad: { backgroundColor: tokens.colorPaletteRedBackground3 },
  time: { textAlign: 'end' },
});

/** When each task began and ended, on one axis. */
export function RefreshTimeline({ job, now }: { job: RefreshJob; now: Date }) {
  const { t } = useTranslation();
  const styles = useStyles();
  const text = useText();
  const format = useFormat();
  const start = Date.parse(job.startedAt ?? job.submittedAt);
  const end = Math.max(job.endedAt ? Date.parse(job.endedAt) : now.getTime(), start + 1);
  const begun = job.tasks.filter(({ startedAt }) => startedAt !== undefined);
  return (
    <Panel title={t('refresh.timeline')}>
      <div className={mergeClasses(styles.line, text.quiet)} aria-hidden="true">
        <span />
        <span className={styles.axis}>
          {[0, 0.25, 0.5, 0.75, 1].map((share) => (
            <span key={share}>{format.duration(((end - start) * share) / 1000)}</span>
          ))}
        </span>
      </div>
      <ol>
        {begun
          .toSorted((a, b) => ((a.startedAt ?? '') < (b.startedAt ?? '') ? -1 : 1))
          .map((task) => (
            <TimelineLine key={task.taskId} task={task} start={start} end={end} now={now} />
          ))}
      </ol>
    </Panel>
  );
}

function TimelineLine(props: { task: RefreshTask; start: number; end: number; now: Date }) {
  const styles = useStyles();
  const text = useText();
  const format = useFormat();
  const nameOf = useTaskNameOf();
  const { task, start, end } = props;
  const from = Date.parse(task.startedAt ?? '');
  const to = task.endedAt ? Date.parse(task.endedAt) : props.now.getTime();
  const share = (moment: number) => `${(((moment - start) / (end - start)) * 100).toFixed(2)}%`;
  return (
    <li className={styles.line}>
      <span className={mergeClasses(text.caption, styles.name)}>{nameOf(task)}</span>
      <span className={styles.track} aria-hidden="true">
        <span
          className={mergeClasses(styles.bar, toneOf(task.status) === 'bad' && styles.bad)}
          style={{ left: share(from), width: share(start + Math.max(to - from, 0)) }}
        />
      </span>
      <span className={mergeClasses(text.quiet, text.number, styles.time)}>
        {format.duration(Math.max(to - from, 0) / 1000)}
      </span>
    </li>
  );
}
