import { Button } from '@fluentui/react-components';
import { HistoryRegular } from '@fluentui/react-icons';
import { keepPreviousData, useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { MembershipChangeView, SegmentPointView } from '../../../../src/app/view/trend.ts';
import { changesQuery, segmentHistoryQuery } from '../../api/queries/segments.ts';
import { useFormat } from '../../format/use-format.ts';
import { useNow } from '../../format/use-now.ts';
import { Anchor } from '../../parts/anchor.tsx';
import { DataTable } from '../../parts/data-table.tsx';
import { Empty } from '../../parts/empty.tsx';
import { FirstRefresh } from '../../parts/next-step.tsx';
import { PagedView } from '../../parts/paged-view.tsx';
import { Panel } from '../../parts/panel.tsx';
import { Problem } from '../../parts/problem.tsx';
import { useAddress } from '../../parts/use-address.ts';
import { Waiting } from '../../parts/waiting.tsx';
import { keyOfMember, useMemberColumns } from './member-table.tsx';

/** What each refresh did to a segment, and who entered and left in the chosen one. */
export function SegmentChanges({ name }: { name: string }) {
  const { t } = useTranslation();
  const [{ refresh }] = useAddress('refresh');
  const { data, error, refetch } = useQuery(segmentHistoryQuery(name));
  if (error) return <Problem error={error} onRetry={() => void refetch()} />;
  if (!data) return <Waiting />;
  if (data.items.length === 0)
    return (
      <Empty
        icon={HistoryRegular}
        title={t('home.noRefreshYet')}
        text={t('refresh.noneText')}
        action={<FirstRefresh />}
      />
    );
  return (
    <>
      {refresh !== '' && <Changed name={name} refreshId={refresh} />}
      <PointTable points={data.items.toReversed()} />
    </>
  );
}

function PointTable({ points }: { points: readonly SegmentPointView[] }) {
  const { t } = useTranslation();
  const format = useFormat();
  const now = useNow();
  const [{ refresh }, change] = useAddress('refresh');
  return (
    <DataTable
      label={t('segment.changes')}
      rows={points}
      keyOf={({ refreshId }) => refreshId}
      columns={[
        {
          key: 'refresh',
          title: t('watcher.refresh'),
          show: ({ refreshId, at }) => (
            <Anchor to="/data/refreshes/$id" params={{ id: refreshId }}>
              {format.moment(at, now)}
            </Anchor>
          ),
        },
        { key: 'size', title: t('threshold.members'), show: ({ size }) => format.number(size), isNumber: true },
        { key: 'entered', title: t('segment.entered'), show: ({ entered }) => format.change(entered), isNumber: true },
        { key: 'left', title: t('segment.left'), show: ({ left }) => format.change(-left), isNumber: true },
        {
          key: 'definition',
          title: t('definition.title'),
          show: ({ isNewDefinition }) => (isNewDefinition ? t('segment.newDefinition') : '–'),
        },
        {
          key: 'who',
          title: t('segment.who'),
          show: ({ refreshId, entered, left }) =>
            entered + left === 0 ? (
              '–'
            ) : (
              <Button
                size="small"
                aria-pressed={refresh === refreshId}
                onClick={() => change({ refresh: refresh === refreshId ? '' : refreshId })}
              >
                {t('segment.showWho')}
              </Button>
            ),
        },
      ]}
    />
  );
}

function Changed({ name, refreshId }: { name: string; refreshId: string }) {
  const { t } = useTranslation();
  const [{ sort }, change] = useAddress('sort');
  const query = changesQuery(name, refreshId, sort);
  const [first] = useInfiniteQuery({ ...query, placeholderData: keepPreviousData }).data?.pages[0]?.items ?? [];
  const [named, ...facts] = useMemberColumns(first?.member, ({ member }: MembershipChangeView) => member);
  const changeOf = (row: MembershipChangeView) =>
    t(row.change === 'entered' ? 'segment.hasEntered' : 'segment.hasLeft');
  const columns = [
    ...(named ? [named] : []),
    { key: 'change', title: t('segment.change'), value: changeOf, show: changeOf },
    ...facts,
  ];
  const fields = columns.map(({ key }) => key);
  return (
    <Panel title={t('segment.enteredAndLeft')}>
      <PagedView
        name={`changes-${name}`}
        label={t('segment.enteredAndLeft')}
        query={query}
        sorting={{ sort, fields, shown: sort, onSort: (next) => change({ sort: next }) }}
        columns={columns}
        keyOf={({ member }) => keyOfMember(member)}
        empty={<Empty icon={HistoryRegular} title={t('segment.nobody')} text={t('segment.nobodyText')} />}
      />
    </Panel>
  );
}
