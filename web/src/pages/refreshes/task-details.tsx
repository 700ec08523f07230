import { Button } from '@fluentui/react-components';
import { DismissRegular } from '@fluentui/react-icons';
import { useTranslation } from 'react-i18next';
import type { RefreshTask } from '../../../../src/model/refresh.ts';
import { useFormat } from '../../format/use-format.ts';
import { DataTable } from '../../parts/data-table.tsx';
import { ErrorNote } from '../../parts/error-note.tsx';
import { Facts } from '../../parts/facts.tsx';
import { JsonView } from '../../parts/json-view.tsx';
import { Panel } from '../../parts/panel.tsx';
import { useAddress } from '../../parts/use-address.ts';
import { useTaskNameOf } from './task-name.ts';

/** Everything about one task: why it ran, what it took, stage by stage, and what was wrong. */
export function TaskDetails({ task }: { task: RefreshTask }) {
  const { t } = useTranslation();
  const format = useFormat();
  const nameOf = useTaskNameOf();
  const [, change] = useAddress('task');
  return (
    <Panel
      title={nameOf(task)}
      aside={
        <Button
          appearance="subtle"
          icon={<DismissRegular />}
          aria-label={t('app.close')}
          onClick={() => change({ task: '' })}
        />
      }
    >
      <Facts
        facts={[
          [t('refresh.state'), t(`status.${task.status}`)],
          [t('refresh.reason'), t(`selection.${task.selectionReason}`)],
          [t('source.attempts'), format.number(task.attempts)],
          [t('refresh.rows'), task.rows === undefined ? '–' : format.number(task.rows)],
          [t('refresh.time'), task.seconds === undefined ? '–' : format.duration(task.seconds)],
        ]}
      />
      {task.error && <ErrorNote error={task.error} />}
      {task.warnings.map((warning) => (
        <ErrorNote key={`${warning.code}${warning.message}`} error={warning} />
      ))}
      {task.stages.length > 0 && (
        <DataTable
          label={t('refresh.stages')}
          rows={task.stages}
          keyOf={({ name }, index) => `${name}/${index}`}
          columns={[
            { key: 'name', title: t('refresh.stage'), show: ({ name }) => <code>{name}</code> },
            {
              key: 'rows',
              title: t('refresh.rows'),
              show: ({ rows }) => (rows === undefined ? '–' : format.number(rows)),
              isNumber: true,
            },
            {
              key: 'seconds',
              title: t('refresh.time'),
              show: ({ seconds }) => format.duration(seconds),
              isNumber: true,
            },
          ]}
        />
      )}
      {Object.keys(task.additionalInfo).length > 0 && (
        <details>
          <summary>{t('refresh.details')}</summary>
          <JsonView label={t('refresh.details')} value={task.additionalInfo} />
        </details>
      )}
    </Panel>
  );
}
