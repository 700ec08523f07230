import { PeopleRegular } from '@fluentui/react-icons';
import { keepPreviousData, useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { EntityRow } from '../../../../src/app/view/entity.ts';
import type { SegmentPreview } from '../../../../src/app/view/preview.ts';
import type { Segment } from '../../../../src/model/segment.ts';
import { previewQuery } from '../../api/queries/definitions.ts';
import { membersQuery } from '../../api/queries/segments.ts';
import { Empty } from '../../parts/empty.tsx';
import { ExportButtons } from '../../parts/export-buttons.tsx';
import { PagedView } from '../../parts/paged-view.tsx';
import { Problem } from '../../parts/problem.tsx';
import { useText } from '../../parts/text.ts';
import { Toolbar } from '../../parts/toolbar.tsx';
import { useAddress } from '../../parts/use-address.ts';
import { useAsOf } from '../../parts/use-as-of.ts';
import { Waiting } from '../../parts/waiting.tsx';
import { keyOfMember, MemberTable, useMemberColumns } from './member-table.tsx';

/** Members of a segment: those of the last refresh, or before it the first ones that the definition finds. */
export function SegmentMembers({ segment, isPublished }: { segment: Segment; isPublished: boolean }) {
  return isPublished ? <PublishedMembers segment={segment} /> : <FoundMembers segment={segment} />;
}

function PublishedMembers({ segment }: { segment: Segment }) {
  const { t } = useTranslation();
  const text = useText();
  const asOf = useAsOf();
  const [{ sort }, change] = useAddress('sort');
  const query = membersQuery(segment.name, sort);
  const [first] = useInfiniteQuery({ ...query, placeholderData: keepPreviousData }).data?.pages[0]?.items ?? [];
  const columns = useMemberColumns(first, (row: EntityRow) => row);
  const fields = columns.map(({ key }) => key);
  return (
    <PagedView
      name={`members-${segment.name}`}
      label={t('threshold.members')}
      query={query}
      sorting={{ sort, fields, shown: sort, onSort: (next) => change({ sort: next }) }}
      columns={columns}
      keyOf={keyOfMember}
      filters={<span className={text.quiet}>{asOf}</span>}
      empty={<NoMembers segment={segment} />}
    />
  );
}

function NoMembers({ segment }: { segment: Segment }) {
  const { t } = useTranslation();
  return (
    <Empty
      icon={PeopleRegular}
      title={t('segment.noMembers')}
      text={t(`segment.noMembersText.${segment.of ?? 'customers'}`)}
    />
  );
}

function FoundMembers({ segment }: { segment: Segment }) {
  const { t } = useTranslation();
  const text = useText();
  const { data, error, refetch } = useQuery(previewQuery<SegmentPreview>('segments', segment));
  const asOf = useAsOf(data?.publishedAt);
  if (error) return <Problem error={error} onRetry={() => void refetch()} />;
  if (!data) return <Waiting />;
  if (data.size === 0) return <NoMembers segment={segment} />;
  return (
    <>
      <Toolbar end={<ExportButtons name={segment.name} rows={() => data.members} />}>
        <span className={text.quiet}>
          {[t('segment.firstOf', { shown: data.members.length, count: data.size }), asOf].filter(Boolean).join(' · ')}
        </span>
      </Toolbar>
      <MemberTable rows={data.members} />
    </>
  );
}
