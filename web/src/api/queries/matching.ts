import { queryOptions } from '@tanstack/react-query';
import type {
  LearnedWeights,
  MatchDecision,
  MatchExplanation,
  MatchLabels,
  MatchReview,
  MatchThresholds,
  RecordPair,
} from '../../../../src/app/view/matching.ts';
import { getJson, postJson } from '../client.ts';

/** Precision and recall by threshold on the pairs of the always and never match lists. */
export function matchThresholdsQuery(labels: NonNullable<MatchLabels['labels']> = []) {
  return queryOptions({
    queryKey: ['matching', 'thresholds', labels],
    queryFn: () => postJson<MatchThresholds>('/api/matching/thresholds', { labels }),
    retry: false,
  });
}

/** Whose records are matched. */
export type MatchedOf = NonNullable<MatchDecision['of']>;

/** Why two source records are, or are not, one customer or contact. */
export function explainQuery({ left, right }: RecordPair, of: MatchedOf) {
  const query = new URLSearchParams({
    of,
    entity1: left.entity,
    key1: left.key,
    entity2: right.entity,
    key2: right.key,
  });
  return queryOptions({
    queryKey: ['matching', 'explain', query.toString()],
    queryFn: ({ signal }) => getJson<MatchExplanation>(`/api/matching/explain?${query.toString()}`, signal),
    retry: false,
  });
}

/** Since when the published weights hold, and of how many records. */
export const weightsQuery = queryOptions({
  queryKey: ['weights'],
  queryFn: ({ signal }) => getJson<LearnedWeights>('/api/matching/weights', signal),
});

/** Pairs of records that a person may decide about. */
export function reviewQuery(of: MatchedOf) {
  return queryOptions({
    queryKey: ['matching', 'review', of],
    queryFn: ({ signal }) => getJson<MatchReview>(`/api/matching/review?limit=20&of=${of}`, signal),
    staleTime: 60_000,
  });
}
