import { DatabaseRegular } from '@fluentui/react-icons';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { RefreshJob, RefreshTask } from '../../../../src/model/refresh.ts';
import { refreshesQuery } from '../../api/queries/refreshes.ts';
import { useFormat } from '../../format/use-format.ts';
import { useNow } from '../../format/use-now.ts';
import { Anchor } from '../../parts/anchor.tsx';
import { Empty } from '../../parts/empty.tsx';
import { ErrorNote } from '../../parts/error-note.tsx';
import type { ListColumn } from '../../parts/list-frame.tsx';
import { FirstRefresh } from '../../parts/next-step.tsx';
import { PagedView } from '../../parts/paged-view.tsx';
import { Panel } from '../../parts/panel.tsx';
import { Status } from '../../parts/status.tsx';

/** Every refresh that read a data source, and what went wrong last. */
export function SourceRuns({ name }: { name: string }) {
  const { t } = useTranslation();
  const query = refreshesQuery({ dataSource: name });
  const taskOf = ({ tasks }: RefreshJob) =>
    tasks.find(({ operationType, identifier }) => operationType === 'ingestion' && identifier === name);
  const jobs = useInfiniteQuery(query).data?.pages.flatMap(({ items }) => items) ?? [];
  const trouble = jobs.map(taskOf).find((task) => task?.error ?? task?.warnings[0]);
  return (
    <>
      <PagedView
        name="source-runs"
        label={t('nav.refreshes')}
        query={query}
        columns={useColumns(taskOf)}
        keyOf={({ jobId }) => jobId}
        empty={
          <Empty
            icon={DatabaseRegular}
            title={t('refresh.none')}
            text={t('refresh.noneText')}
            action={<FirstRefresh />}
          />
        }
      />
      {trouble && (
        <Panel title={t('source.lastTrouble')}>
          {trouble.error && <ErrorNote error={trouble.error} />}
          {trouble.warnings.map((warning) => (
            <ErrorNote key={`${warning.code}${warning.message}`} error={warning} />
          ))}
        </Panel>
      )}
    </>
  );
}

function useColumns(taskOf: (job: RefreshJob) => RefreshTask | undefined): readonly ListColumn<RefreshJob>[] {
  const { t } = useTranslation();
  const format = useFormat();
  const now = useNow();
  const numberColumn = (key: 'rows' | 'attempts' | 'seconds', title: string, show = format.number) => ({
    key,
    title,
    value: (job: RefreshJob) => taskOf(job)?.[key],
    show: (job: RefreshJob) => {
      const value = taskOf(job)?.[key];
      return value === undefined ? '–' : show(value);
    },
    isNumber: true,
  });
  const statusOf = (job: RefreshJob) => taskOf(job)?.status ?? 'notStarted';
  return [
    {
      key: 'when',
      title: t('refresh.startedAt'),
      value: (job) => taskOf(job)?.startedAt ?? job.submittedAt,
      show: (job) => (
        <Anchor to="/data/refreshes/$id" params={{ id: job.jobId }}>
          {format.moment(taskOf(job)?.startedAt ?? job.submittedAt, now)}
        </Anchor>
      ),
    },
    {
      key: 'state',
      title: t('refresh.state'),
      value: (job) => t(`status.${statusOf(job)}`),
      show: (job) => <Status status={statusOf(job)} label={t(`status.${statusOf(job)}`)} />,
    },
    numberColumn('rows', t('refresh.rows')),
    numberColumn('attempts', t('source.attempts')),
    numberColumn('seconds', t('refresh.time'), format.duration),
  ];
}
