import { keepPreviousData, queryOptions, useQuery } from '@tanstack/react-query';
import type { EntityRow } from '../../../src/app/view/entity.ts';
import type { Page } from '../../../src/app/view/page.ts';
import { getJson } from './client.ts';

/** Customers of one request, so that its address stays short. */
const CHUNK = 100;

/** Customers by their ids. */
function customersQuery(ids: readonly string[]) {
  return queryOptions({
    queryKey: ['entities', 'Customer', 'byId', ids],
    queryFn: async ({ signal }) => {
      const chunks = Array.from({ length: Math.ceil(ids.length / CHUNK) }, (_, index) =>
        ids.slice(index * CHUNK, (index + 1) * CHUNK),
      );
      const pages = await Promise.all(
        chunks.map((values) => {
          const filter = JSON.stringify({ attribute: 'CustomerId', operator: 'isIn', values });
          const query = new URLSearchParams({ filter, limit: String(CHUNK) });
          return getJson<Page<EntityRow>>(`/api/entities/Customer/rows?${query}`, signal);
        }),
      );
      return new Map(pages.flatMap(({ items }) => items.map((row) => [String(row['CustomerId']), row] as const)));
    },
    placeholderData: keepPreviousData,
  });
}

/** The unified profiles behind ids of customers; empty until they are known. */
export function useCustomers(ids: readonly string[]): ReadonlyMap<string, EntityRow> {
  const wanted = [...new Set(ids)];
  return useQuery({ ...customersQuery(wanted), enabled: wanted.length > 0 }).data ?? new Map();
}
