import { makeStyles } from '@fluentui/react-components';
import { Link } from '@tanstack/react-router';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { RefreshTask } from '../../../../src/model/refresh.ts';
import { useFormat } from '../../format/use-format.ts';
import { Graph } from '../../parts/graph.tsx';
import { Status } from '../../parts/status.tsx';
import { useText } from '../../parts/text.ts';
import { useTaskNameOf } from './task-name.ts';

const useStyles = makeStyles({
  link: {
    color: 'inherit',
    textDecorationLine: 'none',
    overflow: 'hidden',
    textOverflow: 'ellipsis',
    whiteSpace: 'nowrap',
    ':hover': { textDecorationLine: 'underline' },
  },
});

/** The tasks of a refresh and what each waits for. */
export function TaskGraph({ tasks }: { tasks: readonly RefreshTask[] }) {
  const { t } = useTranslation();
  const nodes = useMemo(() => tasks.map((task) => ({ id: task.taskId, content: <TaskNode task={task} /> })), [tasks]);
  const edges = useMemo(
    () => tasks.flatMap(({ taskId, waitsFor }) => nearest(waitsFor, tasks).map((from) => ({ from, to: taskId }))),
    [tasks],
  );
  return <Graph label={t('refresh.graph')} nodes={nodes} edges={edges} />;
}

function TaskNode({ task }: { task: RefreshTask }) {
  const { t } = useTranslation();
  const styles = useStyles();
  const text = useText();
  const format = useFormat();
  const nameOf = useTaskNameOf();
  const facts = [
    task.rows !== undefined && t('source.rows', { count: task.rows }),
    task.seconds !== undefined && format.duration(task.seconds),
  ];
  return (
    <>
      <Link
        to="."
        search={((before: object) => ({ ...before, task: task.taskId })) as never}
        className={styles.link}
        title={nameOf(task)}
      >
        <Status status={task.status} label={nameOf(task)} stateLabel={t(`status.${task.status}`)} />
      </Link>
      <span className={text.quiet}>{facts.filter(Boolean).join(' · ') || t(`status.${task.status}`)}</span>
    </>
  );
}

/** Those of the awaited tasks that no other of them waits for already: the picture says the rest by its ways. */
function nearest(awaited: readonly string[], tasks: readonly RefreshTask[]): readonly string[] {
  const before = new Map(tasks.map(({ taskId, waitsFor }) => [taskId, waitsFor]));
  const implied = new Set<string>();
  const left = awaited.flatMap((id) => before.get(id) ?? []);
  for (let id = left.pop(); id !== undefined; id = left.pop()) {
    if (implied.has(id)) continue;
    implied.add(id);
    left.push(...(before.get(id) ?? []));
  }
  return awaited.filter((id) => !implied.has(id));
}
