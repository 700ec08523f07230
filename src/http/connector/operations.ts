import type { FastifyReply, FastifyRequest } from 'fastify';
import type { AppConnector, ConnectorOperation } from '../../app/connector/connector.ts';
import type { OriginReader } from '../access/origin.ts';
import { httpError } from '../catalogue.ts';
import type { Server } from '../schema.ts';
import { operationSchema } from './operation-schema.ts';

/** Where the operations lie. */
export const CONNECTOR_PATH = '/connector';

/** Serves every operation of the definition: a route for each, made from the operation itself. */
export function addConnectorOperations(server: Server, connector: AppConnector, addressOf: OriginReader): void {
  for (const operation of connector.operations) {
    const { operationId, summary, description } = operation;
    server.route({
      method: operation.method.toUpperCase() as 'GET',
      url: CONNECTOR_PATH + operation.path.replaceAll(/\{(\w+)\}/g, ':$1'),
      config: { about: { tag: 'Connector', summary, description }, access: accessOf(operation) },
      schema: operationSchema(operation),
      handler: async (request, reply) => {
        if (operationId !== 'DeleteSubscription') await takeCall(request, reply, connector);
        const answer = await connector.call(operationId, {
          parameters: { ...(request.query as object), ...(request.params as object) },
          body: request.body,
          address: `${addressOf(request)}${CONNECTOR_PATH}`,
          url: request.url.slice(CONNECTOR_PATH.length),
          caller: request.principal,
        });
        reply.code(answer.status).headers({ 'cache-control': 'no-store', ...answer.headers });
        return reply.send(answer.file ?? answer.body);
      },
    });
  }
}

/** Reading is for all who may use the connector, writing for contributors; a subscription is ended by its token alone. */
function accessOf({ operationId, method }: ConnectorOperation) {
  if (operationId === 'DeleteSubscription') return 'everybody' as const;
  return { role: method === 'get' ? ('viewer' as const) : ('contributor' as const), scope: 'connector' as const };
}

/** Counts the call. @throws FLX_HTTP_CALLS with Retry-After */
export async function takeCall(request: FastifyRequest, reply: FastifyReply, connector: AppConnector): Promise<void> {
  const seconds = await connector.takeCall(request.principal);
  if (seconds === undefined) return;
  reply.header('retry-after', String(seconds));
  throw httpError('FLX_HTTP_CALLS', { calls: connector.callsPerMinute, seconds: 60 });
}
