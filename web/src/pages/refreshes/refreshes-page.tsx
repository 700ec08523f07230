import { CalendarClockRegular } from '@fluentui/react-icons';
import { useTranslation } from 'react-i18next';
import type { RefreshJob } from '../../../../src/model/refresh.ts';
import { refreshesQuery } from '../../api/queries/refreshes.ts';
import { useFormat } from '../../format/use-format.ts';
import { useNow } from '../../format/use-now.ts';
import { Anchor } from '../../parts/anchor.tsx';
import { Empty } from '../../parts/empty.tsx';
import { Choice } from '../../parts/form/fields.tsx';
import type { ListColumn } from '../../parts/list-frame.tsx';
import { FirstRefresh } from '../../parts/next-step.tsx';
import { Page } from '../../parts/page.tsx';
import { PageHead } from '../../parts/page-head.tsx';
import { PagedView } from '../../parts/paged-view.tsx';
import { Status } from '../../parts/status.tsx';
import { useAddress } from '../../parts/use-address.ts';
import { useSorting } from '../../parts/use-sorting.ts';
import { progressOf, secondsOf } from '../home/progress.ts';
import { useScopeName } from './scope-name.ts';

const STATUSES = ['queued', 'running', 'successful', 'failed', 'aborted', 'timedOut'] as const;

/** All refreshes; filtered and ordered by the server. */
export function RefreshesPage() {
  const { t } = useTranslation();
  const [{ status }, change] = useAddress('status');
  const sorting = useSorting('submittedAt', 'seconds');
  return (
    <Page>
      <PageHead title={t('nav.refreshes')} lead={t('refresh.lead')} />
      <PagedView
        name="refreshes"
        label={t('nav.refreshes')}
        query={refreshesQuery({ status, sort: sorting.sort })}
        sorting={sorting}
        columns={useColumns()}
        keyOf={({ jobId }) => jobId}
        filters={
          <Choice
            label={t('refresh.state')}
            value={status}
            none={t('list.all')}
            options={STATUSES.map((value) => ({ value, label: t(`status.${value}`) }))}
            onChange={(value) => change({ status: value })}
          />
        }
        empty={
          status === '' ? (
            <Empty
              icon={CalendarClockRegular}
              title={t('refresh.none')}
              text={t('refresh.noneText')}
              action={<FirstRefresh />}
            />
          ) : (
            <Empty icon={CalendarClockRegular} title={t('list.noneFits')} text={t('list.noneFitsText')} />
          )
        }
      />
    </Page>
  );
}

function useColumns(): readonly ListColumn<RefreshJob>[] {
  const { t } = useTranslation();
  const format = useFormat();
  const now = useNow();
  const nameOf = useScopeName();
  const durationOf = (job: RefreshJob) => {
    const seconds = secondsOf(job, now);
    return seconds === undefined ? '–' : format.duration(job.endedAt ? seconds : Math.floor(seconds));
  };
  const scopeOf = ({ scope }: RefreshJob) => nameOf(scope);
  const originOf = ({ submissionKind }: RefreshJob) => t(`refresh.${submissionKind}`);
  return [
    {
      key: 'submittedAt',
      title: t('refresh.startedAt'),
      value: ({ submittedAt }) => submittedAt,
      show: (job) => (
        <Anchor to="/data/refreshes/$id" params={{ id: job.jobId }}>
          {format.moment(job.submittedAt, now)}
        </Anchor>
      ),
    },
    { key: 'scope', title: t('refresh.scope'), value: scopeOf, show: scopeOf },
    { key: 'origin', title: t('refresh.origin'), value: originOf, show: originOf },
    {
      key: 'state',
      title: t('refresh.state'),
      value: (job) => t(`status.${job.status}`),
      show: (job) => <Status status={job.status} label={t(`status.${job.status}`)} />,
    },
    {
      key: 'tasks',
      title: t('refresh.tasks'),
      value: (job) => progressOf(job).done,
      show: (job) => `${format.number(progressOf(job).done)} / ${format.number(progressOf(job).total)}`,
      isNumber: true,
    },
    {
      key: 'seconds',
      title: t('refresh.time'),
      value: (job) => secondsOf(job, now),
      show: durationOf,
      isNumber: true,
    },
  ];
}
