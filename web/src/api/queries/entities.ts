import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import type { AttributeProfile, EntityRow, EntityView, RowsPage } from '../../../../src/app/view/entity.ts';
import { getJson } from '../client.ts';
import { givenOf, pagedQuery } from './paged.ts';

/** Entities of the published snapshot. */
export const entitiesQuery = queryOptions({
  queryKey: ['entities'],
  queryFn: ({ signal }) => getJson<{ items: readonly EntityView[] }>('/api/entities', signal),
});

/** Which rows are wanted, as the address of the page says. */
export interface RowsSearch {
  readonly search?: string;
  /** A condition as JSON text. */
  readonly filter?: string;
  readonly sort?: string;
}

/** Rows of an entity that fit, page by page. */
export function rowsQuery(entity: string, search: RowsSearch = {}) {
  const path = `/api/entities/${encodeURIComponent(entity)}/rows`;
  return pagedQuery<EntityRow>(['entities', entity, 'rows', search], path, givenOf(search));
}

/** The first rows of an entity that fit, for a short list. */
export function firstRowsQuery(entity: string, search: RowsSearch) {
  const query = new URLSearchParams([...givenOf(search), ['limit', '5']]);
  return queryOptions({
    queryKey: ['entities', entity, 'first', search],
    queryFn: ({ signal }) =>
      getJson<RowsPage>(`/api/entities/${encodeURIComponent(entity)}/rows?${query.toString()}`, signal),
  });
}

/** How many rows of an entity fit. */
export function countQuery(entity: string, search: RowsSearch) {
  const path = `/api/entities/${encodeURIComponent(entity)}/count?${new URLSearchParams(givenOf(search)).toString()}`;
  return queryOptions({
    queryKey: ['entities', entity, 'count', search],
    queryFn: ({ signal }) => getJson<{ count: number }>(path, signal),
    placeholderData: keepPreviousData,
  });
}

/** Address of the file with all rows that fit. */
export function exportAddress(entity: string, format: 'csv' | 'json', search: RowsSearch = {}): string {
  const query = new URLSearchParams([...givenOf(search), ['format', format]]);
  return `/api/entities/${encodeURIComponent(entity)}/export?${query.toString()}`;
}

/** What the values of the attributes of an entity are like. */
export function profileQuery(entity: string) {
  return queryOptions({
    queryKey: ['entities', entity, 'profile'],
    queryFn: ({ signal }) =>
      getJson<{ items: readonly AttributeProfile[] }>(`/api/entities/${encodeURIComponent(entity)}/profile`, signal),
  });
}
