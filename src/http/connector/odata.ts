import type { FastifyReply, FastifyRequest } from 'fastify';
import Type from 'typebox';
import type { AppConnector } from '../../app/connector/connector.ts';
import { EntityName, oneOf } from '../../model/name.ts';
import type { OriginReader } from '../access/origin.ts';
import { httpError } from '../catalogue.ts';
import type { Server } from '../schema.ts';
import { metadataDocument } from './metadata.ts';
import { takeCall } from './operations.ts';

const tag = 'OData';
/** Where the OData service lies. */
export const ODATA_PATH = '/odata';
const access = { role: 'viewer', scope: 'connector' } as const;
const text = (description: string) => Type.Optional(Type.String({ maxLength: 8192, description }));
// Texts, because the validator converts nothing under names that begin with $.
const number = (description: string) => Type.Optional(Type.String({ pattern: '^\\d{1,9}$', description }));
const Options = Type.Object({
  $filter: text("e.g. City eq 'Bilbo', also IsMemberOfSegment('name')."),
  $select: text('Attributes, with commas between them.'),
  $orderby: text('e.g. City desc.'),
  $top: number('Most rows to give.'),
  $skip: number('Rows to pass over.'),
  $search: text('Text that an attribute holds.'),
  $expand: text('Entities with a CustomerId, such as UnifiedActivity and Customer_Measure.'),
  $count: Type.Optional(oneOf(['true', 'false'], 'Also the number of all rows that fit.')),
});
const ByEntity = Type.Object({ entity: EntityName });
type OptionValues = Type.Static<typeof Options>;

/** An OData v4 service to read the entities of the connector. */
export function addODataRoutes(server: Server, connector: AppConnector, addressOf: OriginReader): void {
  const { insights } = connector;
  const contextOf = (request: FastifyRequest) => `${addressOf(request)}${ODATA_PATH}/$metadata`;
  const send = (reply: FastifyReply, body: unknown) =>
    reply.header('odata-version', '4.0').type('application/json; odata.metadata=minimal; charset=utf-8').send(body);
  const count = async (request: FastifyRequest, reply: FastifyReply) => takeCall(request, reply, connector);

  server.get(
    ODATA_PATH,
    { preHandler: count, config: { about: { tag, summary: 'Service document' }, access } },
    async (request, reply) => {
      const value = (await insights.listEntities()).map(({ name }) => ({ name, kind: 'EntitySet', url: name }));
      return send(reply, { '@odata.context': contextOf(request), value });
    },
  );
  server.get(
    `${ODATA_PATH}/$metadata`,
    { preHandler: count, config: { about: { tag, summary: 'Metadata', mediaType: 'application/xml' }, access } },
    async (_request, reply) =>
      reply
        .header('odata-version', '4.0')
        .type('application/xml; charset=utf-8')
        .send(metadataDocument(await insights.metadata())),
  );
  server.get(
    `${ODATA_PATH}/:entity/$count`,
    {
      preHandler: count,
      config: { about: { tag, summary: 'Number of rows', mediaType: 'text/plain' }, access },
      schema: { params: ByEntity, querystring: Options },
    },
    async (request, reply) =>
      reply.type('text/plain').send(String(await insights.count(request.params.entity, queryOf(request.query)))),
  );
  server.get(
    `${ODATA_PATH}/:entity`,
    {
      preHandler: count,
      config: {
        about: { tag, summary: "Rows of an entity; Entity('key') gives one", description: 'OData v4 query options.' },
        access,
      },
      schema: { params: Type.Object({ entity: Type.String({ maxLength: 400 }) }), querystring: Options },
    },
    async (request, reply) => {
      const [, entity = '', key] =
        /^([A-Za-z]\w*)(?:\((?:'((?:[^']|'')*)'|([\w-]+))\))?$/.exec(request.params.entity) ?? [];
      const bareKey = /\(([\w-]+)\)$/.exec(request.params.entity)?.[1];
      if (entity === '') throw httpError('FLX_HTTP_NO_ROUTE', { method: 'GET', path: request.url });
      if (key !== undefined || bareKey !== undefined) {
        const id = key?.replaceAll("''", "'") ?? bareKey ?? '';
        const item = await insights.item(entity, id);
        if (!item) throw httpError('FLX_HTTP_NO_ROUTE', { method: 'GET', path: request.url });
        return send(reply, { '@odata.context': `${contextOf(request)}#${entity}/$entity`, ...item });
      }
      const page = await insights.page(entity, queryOf(request.query));
      return send(reply, {
        '@odata.context': `${contextOf(request)}#${entity}`,
        ...(page.count !== undefined && { '@odata.count': page.count }),
        value: page.items,
        ...(page.hasMore && { '@odata.nextLink': nextLink(addressOf(request), request, page.items.length) }),
      });
    },
  );
}

function queryOf(options: OptionValues) {
  return {
    filter: options.$filter,
    select: options.$select,
    orderby: options.$orderby,
    top: options.$top,
    skip: options.$skip,
    search: options.$search,
    expand: options.$expand,
    count: options.$count,
  };
}

function nextLink(address: string, request: FastifyRequest, given: number): string {
  const { $skip = '0', $top } = request.query as OptionValues;
  const next = new URL(request.url, address);
  next.searchParams.set('$skip', String(Number($skip) + given));
  if ($top !== undefined) next.searchParams.set('$top', String(Number($top) - given));
  return next.href;
}
