import { DataTrendingRegular } from '@fluentui/react-icons';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { EvaluationView } from '../../../../src/app/view/watcher.ts';
import { evaluationsQuery, triggersQuery } from '../../api/queries.ts';
import { useFormat } from '../../format/use-format.ts';
import { useNow } from '../../format/use-now.ts';
import { Anchor } from '../../parts/anchor.tsx';
import { DataTable } from '../../parts/data-table.tsx';
import { Empty } from '../../parts/empty.tsx';
import { Page } from '../../parts/page.tsx';
import { PageHead } from '../../parts/page-head.tsx';
import { PagedList } from '../../parts/paged-list.tsx';

/** One watcher: every decision it took, and why. */
export function WatcherPage() {
  const { t } = useTranslation();
  const { id } = useParams({ from: '/triggers/$id' });
  const watcher = useQuery(triggersQuery).data?.items.find(({ watcherId }) => watcherId === id);
  const query = useInfiniteQuery(evaluationsQuery(id));
  return (
    <Page>
      <PageHead title={watcher?.displayName ?? t('kind.trigger')} lead={watcher && t(`trigger.${watcher.trigger}`)} />
      <PagedList
        query={query}
        empty={<Empty icon={DataTrendingRegular} title={t('watcher.noDecision')} text={t('home.firingsEmptyText')} />}
      >
        {(evaluations) => <EvaluationTable evaluations={evaluations} />}
      </PagedList>
    </Page>
  );
}

function EvaluationTable({ evaluations }: { evaluations: readonly EvaluationView[] }) {
  const { t } = useTranslation();
  const format = useFormat();
  const now = useNow();
  const number = (value: number | undefined) => (value === undefined ? '–' : format.number(value));
  return (
    <DataTable
      label={t('watcher.decisions')}
      rows={evaluations}
      keyOf={({ evaluationId }) => evaluationId}
      columns={[
        {
          key: 'when',
          title: t('watcher.refresh'),
          show: ({ evaluatedAt, refreshId }) => (
            <Anchor to="/data/refreshes/$id" params={{ id: refreshId }}>
              {format.moment(evaluatedAt, now)}
            </Anchor>
          ),
        },
        { key: 'previous', title: t('watcher.previous'), show: ({ previous }) => number(previous), isNumber: true },
        { key: 'value', title: t('threshold.value'), show: ({ value }) => number(value), isNumber: true },
        { key: 'threshold', title: t('threshold.title'), show: ({ threshold }) => number(threshold), isNumber: true },
        { key: 'fired', title: t('watcher.fired'), show: ({ hasFired }) => t(hasFired ? 'watcher.yes' : 'watcher.no') },
        { key: 'reason', title: t('watcher.reason'), show: ({ reason }) => reason },
      ]}
    />
  );
}
