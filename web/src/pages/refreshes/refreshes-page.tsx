import { CalendarClockRegular } from '@fluentui/react-icons';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { RefreshJob } from '../../../../src/model/refresh.ts';
import { refreshesQuery } from '../../api/queries.ts';
import { useFormat } from '../../format/use-format.ts';
import { useNow } from '../../format/use-now.ts';
import { Anchor } from '../../parts/anchor.tsx';
import { DataTable } from '../../parts/data-table.tsx';
import { Empty } from '../../parts/empty.tsx';
import { Page } from '../../parts/page.tsx';
import { PageHead } from '../../parts/page-head.tsx';
import { PagedList } from '../../parts/paged-list.tsx';
import { Status } from '../../parts/status.tsx';
import { progressOf, secondsOf } from '../home/progress.ts';
import { useScopeName } from './scope-name.ts';

/** All refreshes, newest first. */
export function RefreshesPage() {
  const { t } = useTranslation();
  const query = useInfiniteQuery(refreshesQuery);
  return (
    <Page>
      <PageHead title={t('nav.refreshes')} />
      <PagedList
        query={query}
        empty={<Empty icon={CalendarClockRegular} title={t('refresh.none')} text={t('refresh.noneText')} />}
      >
        {(jobs) => <RefreshTable jobs={jobs} />}
      </PagedList>
    </Page>
  );
}

function RefreshTable({ jobs }: { jobs: readonly RefreshJob[] }) {
  const { t } = useTranslation();
  const format = useFormat();
  const now = useNow();
  const nameOf = useScopeName();
  const durationOf = (job: RefreshJob) => {
    const seconds = secondsOf(job, now);
    return seconds === undefined ? '–' : format.duration(job.endedAt ? seconds : Math.floor(seconds));
  };
  return (
    <DataTable
      label={t('nav.refreshes')}
      rows={jobs}
      keyOf={({ jobId }) => jobId}
      columns={[
        {
          key: 'when',
          title: t('refresh.startedAt'),
          show: (job) => (
            <Anchor to="/data/refreshes/$id" params={{ id: job.jobId }}>
              {format.moment(job.submittedAt, now)}
            </Anchor>
          ),
        },
        { key: 'scope', title: t('refresh.scope'), show: (job) => nameOf(job.scope) },
        { key: 'origin', title: t('refresh.origin'), show: (job) => t(`refresh.${job.submissionKind}`) },
        {
          key: 'state',
          title: t('refresh.state'),
          show: (job) => <Status status={job.status} label={t(`status.${job.status}`)} />,
        },
        {
          key: 'tasks',
          title: t('refresh.tasks'),
          show: (job) => `${format.number(progressOf(job).done)} / ${format.number(progressOf(job).total)}`,
          isNumber: true,
        },
        { key: 'time', title: t('refresh.time'), show: durationOf, isNumber: true },
      ]}
    />
  );
}
