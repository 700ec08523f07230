import Type from 'typebox';
import type { App } from '../../app/app.ts';
import { ContactView, CustomerView, MergeChange, TimelineEntry, TimelineFilter } from '../../app/view/customer.ts';
import { EntityRow } from '../../app/view/entity.ts';
import { pageOf } from '../../app/view/page.ts';
import { MeasurePointView, MembershipChangeView, SegmentOverlap, SegmentPointView } from '../../app/view/trend.ts';
import { Name } from '../../model/name.ts';
import { httpError } from '../catalogue.ts';
import { allOf, PageQuery, pageOfQuery, type Server } from '../schema.ts';

const ByCustomer = Type.Object({ id: Type.String({ maxLength: 200 }) });
const ByContact = Type.Object({ id: Type.String({ maxLength: 1200 }) });
const ByName = Type.Object({ name: Name });
const TrendQuery = {
  limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 5000, description: 'Most points. Default 1000.' })),
  since: Type.Optional(Type.String({ maxLength: 40, description: 'ISO 8601.' })),
};

/** One customer, and what segments and measures were at past refreshes. */
export function addInsightRoutes(server: Server, { customers, trends }: App): void {
  server.get(
    '/api/customers/:id',
    {
      config: {
        about: { tag: 'Customers', summary: 'One customer: profile, sources, why joined, measures, segments' },
      },
      schema: { params: ByCustomer, response: { 200: CustomerView } },
    },
    (request) => customers.get(request.params.id),
  );
  server.get(
    '/api/customers/:id/timeline',
    {
      config: { about: { tag: 'Customers', summary: 'What a customer did, newest first' } },
      schema: {
        params: ByCustomer,
        querystring: Type.Object({ ...PageQuery, ...TimelineFilter.properties }),
        response: { 200: pageOf(TimelineEntry) },
      },
    },
    ({ params, query }) => customers.timeline(params.id, query, pageOfQuery(query)),
  );
  server.get(
    '/api/customers/:id/history',
    {
      config: {
        about: { tag: 'Customers', summary: 'When records came to a customer and left it, in the kept refreshes' },
      },
      schema: {
        params: ByCustomer,
        response: { 200: allOf(MergeChange) },
      },
    },
    async (request) => ({ items: [...(await customers.history(request.params.id))] }),
  );
  server.get(
    '/api/contacts/:id',
    {
      config: { about: { tag: 'Customers', summary: 'One contact: what is known, its records, why joined' } },
      schema: { params: ByContact, response: { 200: ContactView } },
    },
    (request) => customers.contact(request.params.id),
  );
  server.get(
    '/api/segments/:name/history',
    {
      config: { about: { tag: 'Segments', summary: 'Kept sizes of a segment, oldest first' } },
      schema: { params: ByName, querystring: Type.Object(TrendQuery), response: { 200: allOf(SegmentPointView) } },
    },
    async (request) => ({ items: await trends.segment(request.params.name, request.query) }),
  );
  server.get(
    '/api/segments/:name/members',
    {
      config: { about: { tag: 'Segments', summary: 'Members of a segment in the published data' } },
      schema: {
        params: ByName,
        querystring: Type.Object({ ...PageQuery, sort: attributeOrder('An attribute') }),
        response: { 200: pageOf(EntityRow) },
      },
    },
    (request) => trends.members(request.params.name, pageOfQuery(request.query)),
  );
  server.get(
    '/api/segments/:name/changes/:refreshId',
    {
      config: { about: { tag: 'Segments', summary: 'Customers who entered and left a segment in one refresh' } },
      schema: {
        params: Type.Object({ name: Name, refreshId: Type.String({ maxLength: 100 }) }),
        querystring: Type.Object({ ...PageQuery, sort: attributeOrder('change, or an attribute') }),
        response: { 200: pageOf(MembershipChangeView) },
      },
    },
    (request) => trends.changes(request.params.name, request.params.refreshId, pageOfQuery(request.query)),
  );
  server.get(
    '/api/segments/:name/overlap',
    {
      config: { about: { tag: 'Segments', summary: 'How many members a segment shares with each other one' } },
      schema: { params: ByName, response: { 200: SegmentOverlap } },
    },
    (request) => trends.overlap(request.params.name),
  );
  server.get(
    '/api/measures/:name/history',
    {
      config: { about: { tag: 'Measures', summary: 'Kept values of a measure, oldest first' } },
      schema: {
        params: ByName,
        querystring: Type.Object({
          ...TrendQuery,
          calculation: Type.Optional(Name),
          row: Type.Optional(Type.String({ maxLength: 4000, description: 'Dimension values as a JSON object.' })),
        }),
        response: { 200: allOf(MeasurePointView) },
      },
    },
    async (request) => {
      const { row, ...query } = request.query;
      return { items: await trends.measure(request.params.name, { ...query, row: rowOf(row) }) };
    },
  );
}

/** The order of a list of members. */
function attributeOrder(what: string) {
  return Type.Optional(
    Type.String({ maxLength: 129, description: `${what}; with - before it from the largest down.` }),
  );
}

function rowOf(text: string | undefined): Readonly<Record<string, string>> | undefined {
  if (text === undefined) return undefined;
  try {
    return JSON.parse(text) as Readonly<Record<string, string>>;
  } catch (cause) {
    throw httpError('FLX_HTTP_BAD_REQUEST', { reason: 'the row is not JSON' }, { cause });
  }
}
