import { useQuery } from '@tanstack/react-query';
import type { SegmentPreview } from '../../../../src/app/view/preview.ts';
import type { Segment } from '../../../../src/model/segment.ts';
import { previewQuery } from '../../api/queries/definitions.ts';
import { Problem } from '../../parts/problem.tsx';
import { SqlView } from '../../parts/sql-view.tsx';
import { Waiting } from '../../parts/waiting.tsx';

/** A segment as the SQL that finds its members. */
export function SegmentSql({ segment }: { segment: Segment }) {
  const { data, error, refetch } = useQuery(previewQuery<SegmentPreview>('segments', segment));
  if (error) return <Problem error={error} onRetry={() => void refetch()} />;
  return data ? <SqlView stages={data.stages} /> : <Waiting />;
}
