import { queryOptions } from '@tanstack/react-query';
import type { ConnectionView, ConnectorDetail, ConnectorSummary } from '../../../../src/app/view/connector.ts';
import { getJson } from '../../api/client.ts';

/** Connectors that flows can use: those that come with Fluxu and those that were added. */
export const connectorsQuery = queryOptions({
  queryKey: ['connectors', 'list'],
  queryFn: ({ signal }) => getJson<{ items: readonly ConnectorSummary[] }>('/api/connectors', signal),
});

/** One connector with the ways to connect to its service. */
export function connectorQuery(name: string) {
  return queryOptions({
    queryKey: ['connectors', 'one', name],
    queryFn: ({ signal }) => getJson<ConnectorDetail>(`/api/connectors/${encodeURIComponent(name)}`, signal),
  });
}

/** Connections with their state. */
export const connectionsQuery = queryOptions({
  queryKey: ['connectors', 'connections'],
  queryFn: ({ signal }) => getJson<{ items: readonly ConnectionView[] }>('/api/connections', signal),
});
