import { queryOptions } from '@tanstack/react-query';
import type { SourceKindView } from '../../../../src/app/view/source.ts';
import { getJson } from '../client.ts';

/** Kinds of data sources with the schemas of their settings. */
export const sourceKindsQuery = queryOptions({
  queryKey: ['sourceKinds'],
  queryFn: ({ signal }) => getJson<{ items: readonly SourceKindView[] }>('/api/source-kinds', signal),
  staleTime: Number.POSITIVE_INFINITY,
});
