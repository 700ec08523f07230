import Type from 'typebox';
import type { App } from '../../app/app.ts';
import { ConnectorDetail, ConnectorSummary, DynamicRequest } from '../../app/view/connector.ts';
import { WORKSPACE_LIMIT_BYTES } from '../body.ts';
import { httpError } from '../catalogue.ts';
import { actorOf, allOf, type Server } from '../schema.ts';

const tag = 'Connectors';
/** A connector decides where the secrets of its connections go. */
const access = { role: 'administrator' } as const;
const ConnectorName = Type.String({ minLength: 1, maxLength: 80, description: 'Name of the connector.' });
const ByName = Type.Object({ name: ConnectorName });
const UploadQuery = Type.Object({
  name: Type.Optional(ConnectorName),
  file: Type.Optional(Type.String({ maxLength: 200, description: 'Name of the file, for people.' })),
});
const NewConnector = Type.Object(
  {
    name: Type.Optional(ConnectorName),
    url: Type.Optional(Type.String({ maxLength: 4000, description: 'Of a zip or of apiDefinition.swagger.json.' })),
    definition: Type.Optional(Type.Unknown({ description: 'apiDefinition.swagger.json' })),
    properties: Type.Optional(Type.Unknown({ description: 'apiProperties.json' })),
  },
  { additionalProperties: false },
);

/** Connectors that flows can use, and what services say while somebody fills in an operation. */
export function addConnectorRoutes(server: Server, app: App): void {
  addReading(server, app);
  addAdding(server, app);
  addAsking(server, app);
}

function addReading(server: Server, { connectors }: App): void {
  server.get(
    '/api/connectors',
    {
      config: { about: { tag, summary: 'Connectors: those that come with Fluxu and those that were added' } },
      schema: { response: { 200: allOf(ConnectorSummary) } },
    },
    async () => ({ items: await connectors.list() }),
  );
  server.get(
    '/api/connectors/:name',
    {
      config: { about: { tag, summary: 'One connector with its operations, ways to connect, and problems' } },
      schema: { params: ByName, response: { 200: ConnectorDetail } },
    },
    (request) => connectors.get(request.params.name),
  );
  server.delete(
    '/api/connectors/:name',
    {
      config: { about: { tag, summary: 'Remove an added connector that no connection uses' }, access },
      schema: { params: ByName, response: { 204: Type.Null({ description: 'Done.' }) } },
    },
    async (request, reply) => {
      await connectors.remove(request.params.name, actorOf(request));
      return reply.code(204).send();
    },
  );
}

function addAdding(server: Server, { connectors }: App): void {
  server.post(
    '/api/connectors',
    {
      bodyLimit: WORKSPACE_LIMIT_BYTES,
      config: {
        about: {
          tag,
          summary: 'Add a connector from its address or from its definition and properties',
          description: 'Replaces the added connector of the same name.',
        },
        access,
      },
      schema: { body: NewConnector, response: { 201: ConnectorDetail } },
    },
    async (request, reply) => {
      const { name, url, definition, properties } = request.body;
      const actor = actorOf(request);
      if (url === undefined && definition === undefined) throw httpError('FLX_HTTP_CONNECTOR_BODY', {});
      const added =
        url === undefined
          ? await connectors.addDefinition({ name, definition, properties, origin: 'upload', actor })
          : await connectors.addFromAddress({ name, url, actor });
      return reply.code(201).header('location', `/api/connectors/${added.connector.name}`).send(added);
    },
  );
  server.register(async (scope) => addUpload(scope as Server, connectors));
}

/** Zips are taken here alone. */
function addUpload(server: Server, connectors: App['connectors']): void {
  server.addContentTypeParser(
    ['application/zip', 'application/octet-stream'],
    { parseAs: 'buffer' },
    (_request, body, done) => done(null, body),
  );
  server.post(
    '/api/connectors/upload',
    {
      bodyLimit: WORKSPACE_LIMIT_BYTES,
      config: {
        about: {
          tag,
          summary: 'Add a connector from a zip (application/zip)',
          description: 'The folder of a connector, or an exported solution that holds one.',
        },
        access,
      },
      schema: { querystring: UploadQuery, response: { 201: ConnectorDetail } },
    },
    async (request, reply) => {
      if (!Buffer.isBuffer(request.body)) throw httpError('FLX_HTTP_CONNECTOR_BODY', {});
      const { name, file = 'upload' } = request.query;
      const added = await connectors.addBytes(request.body, { name, origin: file, actor: actorOf(request) });
      return reply.code(201).header('location', `/api/connectors/${added.connector.name}`).send(added);
    },
  );
}

function addAsking(server: Server, { connectors }: App): void {
  server.post(
    '/api/connectors/properties',
    {
      config: {
        about: {
          tag,
          summary: 'The schema that a body, a field or the answer ($response) has now, asked of the service',
        },
      },
      schema: { body: DynamicRequest, response: { 200: Type.Record(Type.String(), Type.Unknown()) } },
    },
    (request) => connectors.properties(request.body),
  );
}
