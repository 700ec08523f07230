import { Readable } from 'node:stream';
import Type from 'typebox';
import type { App } from '../../app/app.ts';
import { AttributeProfile, EntityView, RowsPage, type RowsQuery } from '../../app/view/entity.ts';
import { EntityName, oneOf } from '../../model/name.ts';
import { httpError } from '../catalogue.ts';
import { writeCsv, writeJsonArray } from '../export.ts';
import { allOf, PageQuery, pageOfQuery, type Server } from '../schema.ts';

const tag = 'Entities';
const ByName = Type.Object({ name: EntityName });
const RowsParameters = {
  search: Type.Optional(Type.String({ maxLength: 200, description: 'Words that must all be in the row.' })),
  filter: Type.Optional(
    Type.String({ maxLength: 10_000, description: 'A condition tree as JSON, as segments have it.' }),
  ),
  sort: Type.Optional(Type.String({ maxLength: 129, description: 'An attribute; -attribute from the largest down.' })),
};

/** Entities of the published snapshot and their rows. */
export function addEntityRoutes(server: Server, { entities }: App): void {
  server.get(
    '/api/entities',
    {
      config: { about: { tag, summary: 'Every entity of the published snapshot, system entities included' } },
      schema: { response: { 200: allOf(EntityView) } },
    },
    async () => ({ items: await entities.list() }),
  );
  server.get(
    '/api/entities/:name/rows',
    {
      config: {
        about: { tag, summary: 'Rows of an entity', description: 'Words to search for, a condition tree, an order.' },
      },
      schema: {
        params: ByName,
        querystring: Type.Object({ ...PageQuery, ...RowsParameters }),
        response: { 200: RowsPage },
      },
    },
    (request) => entities.rows(request.params.name, { ...pageOfQuery(request.query), ...rowsQueryOf(request.query) }),
  );
  server.get(
    '/api/entities/:name/count',
    {
      config: { about: { tag, summary: 'How many rows of an entity fit' } },
      schema: {
        params: ByName,
        querystring: Type.Object(RowsParameters),
        response: { 200: Type.Object({ count: Type.Integer() }) },
      },
    },
    async (request) => ({ count: await entities.count(request.params.name, rowsQueryOf(request.query)) }),
  );
  server.get(
    '/api/entities/:name/profile',
    {
      config: { about: { tag, summary: 'What the values of each attribute are like, beside the refresh before' } },
      schema: {
        params: ByName,
        querystring: Type.Object({
          refresh: Type.Optional(
            Type.String({ maxLength: 64, description: 'As this refresh left it; the newest without.' }),
          ),
        }),
        response: { 200: allOf(AttributeProfile) },
      },
    },
    async (request) => ({ items: await entities.profile(request.params.name, request.query.refresh) }),
  );
  server.get(
    '/api/entities/:name/export',
    {
      config: {
        about: { tag, summary: 'All rows of an entity that fit, as a file', mediaType: 'text/csv' },
      },
      schema: {
        params: ByName,
        querystring: Type.Object({ ...RowsParameters, format: Type.Optional(oneOf(['csv', 'json'], 'Default csv.')) }),
        response: { 200: Type.String() },
      },
    },
    async (request, reply) => {
      const { name } = request.params;
      const format = request.query.format ?? 'csv';
      const query = rowsQueryOf(request.query);
      await entities.count(name, query);
      const rows = entities.chunks(name, query);
      return reply
        .type(format === 'csv' ? 'text/csv; charset=utf-8' : 'application/json; charset=utf-8')
        .header('content-disposition', `attachment; filename="${name}.${format}"`)
        .serializer((body: unknown) => body as string)
        .send(Readable.from(format === 'csv' ? writeCsv(rows) : writeJsonArray(rows)));
    },
  );
}

/** The filter of a query is a condition as JSON text. @throws FLX_HTTP_BAD_REQUEST */
function rowsQueryOf({ search, filter, sort }: { search?: string; filter?: string; sort?: string }): RowsQuery {
  if (filter === undefined) return { search, sort };
  try {
    return { search, sort, filter: JSON.parse(filter) as unknown };
  } catch (cause) {
    throw httpError('FLX_HTTP_BAD_REQUEST', { reason: 'the filter is not JSON' }, { cause });
  }
}
