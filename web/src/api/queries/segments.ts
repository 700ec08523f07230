import { queryOptions } from '@tanstack/react-query';
import type { EntityRow } from '../../../../src/app/view/entity.ts';
import type { MembershipChangeView, SegmentOverlap, SegmentPointView } from '../../../../src/app/view/trend.ts';
import { getJson } from '../client.ts';
import { givenOf, pagedQuery } from './paged.ts';

/** Kept sizes of a segment, oldest first. */
export function segmentHistoryQuery(name: string) {
  return queryOptions({
    queryKey: ['trends', 'segment', name],
    queryFn: ({ signal }) =>
      getJson<{ items: readonly SegmentPointView[] }>(`/api/segments/${encodeURIComponent(name)}/history`, signal),
  });
}

/** How many members a segment shares with each other one. */
export function overlapQuery(name: string) {
  return queryOptions({
    queryKey: ['trends', 'overlap', name],
    queryFn: ({ signal }) => getJson<SegmentOverlap>(`/api/segments/${encodeURIComponent(name)}/overlap`, signal),
  });
}

/** Members of a segment in the published data, page by page. */
export function membersQuery(segment: string, sort: string) {
  const path = `/api/segments/${encodeURIComponent(segment)}/members`;
  return pagedQuery<EntityRow>(['trends', 'members', segment, sort], path, givenOf({ sort }));
}

/** Who entered and left a segment in one refresh, page by page. */
export function changesQuery(segment: string, refreshId: string, sort: string) {
  const path = `/api/segments/${encodeURIComponent(segment)}/changes/${encodeURIComponent(refreshId)}`;
  return pagedQuery<MembershipChangeView>(['trends', 'changes', segment, refreshId, sort], path, givenOf({ sort }));
}
