import type { FastifyRequest } from 'fastify';
import type { AppUsage } from '../app/rooms/server.ts';
import { ODATA_PATH } from './connector/odata.ts';
import { CONNECTOR_PATH } from './connector/operations.ts';
import type { Server } from './schema.ts';

/** Counts every answered call of a route of the API and of the connector, by what was called and by whom. */
export function countCalls(server: Server, usage: AppUsage): void {
  server.addHook('onResponse', async (request) => {
    const { url } = request.routeOptions;
    if (url === undefined) return;
    const isConnector = url.startsWith(`${CONNECTOR_PATH}/`) || url.startsWith(ODATA_PATH);
    if (!isConnector && !url.startsWith('/api/')) return;
    usage.count({
      kind: isConnector ? 'connector' : 'api',
      operation: `${request.method} ${url}`,
      client: clientOf(request),
    });
  });
}

/** Key or program that calls; the pages of all people are one. */
function clientOf({ principal, isSignedIn }: FastifyRequest): string {
  if (!isSignedIn) return 'nobody';
  return principal.kind === 'session' ? 'pages' : principal.name;
}
