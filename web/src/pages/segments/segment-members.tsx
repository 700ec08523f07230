import { PeopleRegular } from '@fluentui/react-icons';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { SegmentPreview } from '../../../../src/app/view/preview.ts';
import type { Segment } from '../../../../src/model/segment.ts';
import { previewQuery } from '../../api/queries.ts';
import { Empty } from '../../parts/empty.tsx';
import { ExportButtons } from '../../parts/export-buttons.tsx';
import { Problem } from '../../parts/problem.tsx';
import { useText } from '../../parts/text.ts';
import { Toolbar } from '../../parts/toolbar.tsx';
import { useAsOf } from '../../parts/use-as-of.ts';
import { Waiting } from '../../parts/waiting.tsx';
import { MemberTable } from './member-table.tsx';

/** The first members of a segment as it is defined now. */
export function SegmentMembers({ segment }: { segment: Segment }) {
  const { t } = useTranslation();
  const text = useText();
  const { data, error, refetch } = useQuery(previewQuery<SegmentPreview>('segments', segment));
  const asOf = useAsOf(data?.publishedAt);
  if (error) return <Problem error={error} onRetry={() => void refetch()} />;
  if (!data) return <Waiting />;
  if (data.size === 0)
    return (
      <Empty
        icon={PeopleRegular}
        title={t('segment.noMembers')}
        text={t(`segment.noMembersText.${segment.of ?? 'customers'}`)}
      />
    );
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
