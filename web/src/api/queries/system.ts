import { queryOptions } from '@tanstack/react-query';
import type { StorageView, SystemView, UsageView } from '../../../../src/app/view/system.ts';
import { getJson } from '../client.ts';

/** What the data folder holds. */
export const storageQuery = queryOptions({
  queryKey: ['system', 'storage'],
  queryFn: ({ signal }) => getJson<StorageView>('/api/system/storage', signal),
});

/** What this server is, with its checks. */
export const systemQuery = queryOptions({
  queryKey: ['system'],
  queryFn: ({ signal }) => getJson<SystemView>('/api/system', signal),
});

/** How often the server was called in the last four weeks. */
export const usageQuery = queryOptions({
  queryKey: ['system', 'usage'],
  queryFn: ({ signal }) => getJson<UsageView>('/api/system/usage', signal),
});
