import Type from 'typebox';
import type { App } from '../../app/app.ts';
import { DeliveryDetail, DeliverySort, DeliveryView, ReplayInput, ReplayView } from '../../app/view/delivery.ts';
import { pageOf } from '../../app/view/page.ts';
import { oneOf } from '../../model/name.ts';
import { PageQuery, pageOfQuery, type Server } from '../schema.ts';

const tag = 'Deliveries';
const ById = Type.Object({ id: Type.String({ maxLength: 60, description: 'Id of the delivery.' }) });
const STATUSES = ['pending', 'leased', 'delivered', 'dead', 'cancelled', 'dropped'] as const;
const DeliveryQuery = Type.Object({
  ...PageQuery,
  sort: DeliverySort,
  watcherId: Type.Optional(Type.String({ maxLength: 200, description: 'Of this watcher or subscription.' })),
  eventId: Type.Optional(Type.String({ maxLength: 100, description: 'Of this event.' })),
  status: Type.Optional(oneOf(STATUSES, 'dead gives the dead letters.')),
  targetKind: Type.Optional(oneOf(['flow', 'webhook'], 'Only to flows, or only to receivers outside.')),
  from: Type.Optional(Type.String({ format: 'date-time', description: 'Created at or after.' })),
  until: Type.Optional(Type.String({ format: 'date-time', description: 'Created before.' })),
});

/** Deliveries: what is on its way, what arrived, what was given up, and how each attempt went. */
export function addDeliveryRoutes(server: Server, { deliveries }: App): void {
  server.get(
    '/api/deliveries',
    {
      config: { about: { tag, summary: 'Deliveries, newest first' } },
      schema: { querystring: DeliveryQuery, response: { 200: pageOf(DeliveryView) } },
    },
    ({ query: { limit: _limit, cursor: _cursor, sort: _sort, ...filter }, query }) =>
      deliveries.list(filter, pageOfQuery(query)),
  );
  server.get(
    '/api/deliveries/:id',
    {
      config: { about: { tag, summary: 'One delivery with its payload and every attempt' } },
      schema: { params: ById, response: { 200: DeliveryDetail } },
    },
    (request) => deliveries.get(request.params.id),
  );
  server.post(
    '/api/deliveries/replay',
    {
      config: { about: { tag, summary: 'Send deliveries once more, under the same ids' } },
      schema: { body: ReplayInput, response: { 202: ReplayView } },
    },
    async (request, reply) => reply.code(202).send(await deliveries.replay(request.body)),
  );
  server.post(
    '/api/deliveries/:id/replay',
    {
      config: { about: { tag, summary: 'Send one delivery once more, under the same id' } },
      schema: { params: ById, response: { 202: ReplayView } },
    },
    async (request, reply) => reply.code(202).send(await deliveries.replayOne(request.params.id)),
  );
}
