import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import type { Relationship } from '../../../../src/model/relationship.ts';
import { definitionsQuery } from '../../api/queries.ts';

/** Relationships as they are defined; none until they are read. */
export function useRelationships(): readonly Relationship[] {
  const { data } = useQuery(definitionsQuery('relationship'));
  return useMemo(() => (data?.items ?? []).map(({ definition }) => definition as Relationship), [data]);
}
