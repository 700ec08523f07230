import { makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import type { RefreshTask } from '../../../../src/model/refresh.ts';
import { useFormat } from '../../format/use-format.ts';
import { ErrorNote } from '../../parts/error-note.tsx';
import { Status } from '../../parts/status.tsx';
import { useText } from '../../parts/text.ts';
import { useTaskNameOf } from '../refreshes/task-name.ts';
import { groupTasks, secondsOf, type TaskGroup } from './progress.ts';

const useStyles = makeStyles({
  group: { display: 'flex', flexDirection: 'column' },
  title: { paddingBottom: '2px', color: tokens.colorNeutralForeground3 },
  task: {
    display: 'grid',
    gridTemplateColumns: 'minmax(0, 1fr) auto',
    gap: '2px 12px',
    alignItems: 'center',
    padding: '5px 0',
    borderTop: `1px solid ${tokens.colorNeutralStroke3}`,
    '@media (max-width: 480px)': { gridTemplateColumns: 'minmax(0, 1fr)' },
  },
  name: { overflowWrap: 'anywhere' },
  facts: { display: 'flex', gap: '12px', justifyContent: 'flex-end', color: tokens.colorNeutralForeground3 },
  time: { minWidth: '52px', textAlign: 'end' },
  wide: { gridColumn: '1 / -1' },
  quiet: { color: tokens.colorNeutralForeground3 },
});

/** The tasks of a refresh, grouped, each with state, rows and time. */
export function TaskList({ tasks, now }: { tasks: readonly RefreshTask[]; now: Date }) {
  return groupTasks(tasks).map(({ group, tasks: inside }) => (
    <TaskGroupPart key={group} group={group} tasks={inside} now={now} />
  ));
}

function TaskGroupPart({ group, tasks, now }: { group: TaskGroup; tasks: readonly RefreshTask[]; now: Date }) {
  const { t } = useTranslation();
  const styles = useStyles();
  const text = useText();
  const format = useFormat();
  const titleId = useId();
  return (
    <div className={styles.group}>
      <h3 id={titleId} className={mergeClasses(text.caption, styles.title)}>
        {t(`refresh.group.${group}`)} ({format.number(tasks.length)})
      </h3>
      <ul aria-labelledby={titleId}>
        {tasks.map((task) => (
          <TaskLine key={task.taskId} task={task} now={now} />
        ))}
      </ul>
    </div>
  );
}

function TaskLine({ task, now }: { task: RefreshTask; now: Date }) {
  const { t } = useTranslation();
  const styles = useStyles();
  const text = useText();
  const format = useFormat();
  const seconds = secondsOf(task, now);
  const isRunning = task.status === 'running';
  const facts = [
    task.rows !== undefined && t('source.rows', { count: task.rows }),
    task.attempts > 1 && t('refresh.attempt', { count: task.attempts }),
    task.warnings.length > 0 && t('refresh.warnings', { count: task.warnings.length }),
  ].filter(Boolean);
  return (
    <li className={styles.task}>
      <Status
        status={task.status}
        label={useTaskNameOf()(task)}
        stateLabel={t(`status.${task.status}`)}
        className={styles.name}
      />
      <span className={mergeClasses(text.caption, text.number, styles.facts)}>
        {facts.map((fact) => (
          <span key={String(fact)}>{fact}</span>
        ))}
        <span className={styles.time}>
          {seconds !== undefined && format.duration(isRunning ? Math.floor(seconds) : seconds)}
        </span>
      </span>
      {task.error && (
        <div className={styles.wide}>
          <ErrorNote error={task.error} />
        </div>
      )}
    </li>
  );
}
