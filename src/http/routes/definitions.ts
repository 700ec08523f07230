import Type from 'typebox';
import type { App } from '../../app/app.ts';
import { DefinitionKindName, DefinitionRecord } from '../../app/view/definition.ts';
import type { RouteAccess } from '../access/rule.ts';
import { WORKSPACE_LIMIT_BYTES } from '../body.ts';
import { actorOf, allOf, type Server } from '../schema.ts';
import { etagOf, expectedVersionOf } from '../version.ts';

const tag = 'Definitions';
const bodyLimit = WORKSPACE_LIMIT_BYTES;
const ByKind = Type.Object({ kind: DefinitionKindName });
const ByName = Type.Object({
  kind: DefinitionKindName,
  name: Type.String({ minLength: 1, maxLength: 64, description: 'Name of the definition.' }),
});
/** Connections and the schedule are for administrators, everything else for contributors. */
const access: RouteAccess = {
  role: (request) => {
    const { kind } = request.params as { kind?: string };
    return kind === 'connection' || kind === 'schedule' ? 'administrator' : 'contributor';
  },
};
const Nothing = Type.Null({ description: 'Done.' });

/** Definitions one by one, with versions. */
export function addDefinitionRoutes(server: Server, app: App): void {
  addReading(server, app);
  addChanging(server, app);
}

function addReading(server: Server, { definitions }: App): void {
  server.get(
    '/api/definitions/:kind',
    {
      config: { about: { tag, summary: 'Definitions of a kind' } },
      schema: { params: ByKind, response: { 200: allOf(DefinitionRecord) } },
    },
    async (request) => ({ items: await definitions.list(request.params.kind) }),
  );
  server.get(
    '/api/definitions/:kind/:name',
    {
      config: { about: { tag, summary: 'One definition; its version is the ETag' } },
      schema: { params: ByName, response: { 200: DefinitionRecord } },
    },
    async (request, reply) => {
      const record = await definitions.get(request.params.kind, request.params.name);
      return reply.header('etag', etagOf(record.version)).send(record);
    },
  );
  server.get(
    '/api/definitions/:kind/:name/history',
    {
      config: { about: { tag, summary: 'All versions of a definition, newest first' } },
      schema: { params: ByName, response: { 200: allOf(DefinitionRecord) } },
    },
    async (request) => ({ items: await definitions.history(request.params.kind, request.params.name) }),
  );
  server.get(
    '/api/definitions/:kind/:name/users',
    {
      config: { about: { tag, summary: 'Definitions that removing this one would break' } },
      schema: {
        params: ByName,
        response: { 200: allOf(Type.Object({ kind: DefinitionKindName, name: Type.String() })) },
      },
    },
    async (request) => ({ items: await definitions.users(request.params.kind, request.params.name) }),
  );
}

function addChanging(server: Server, { definitions }: App): void {
  server.put(
    '/api/definitions/:kind/:name',
    {
      bodyLimit,
      config: {
        access,
        about: {
          tag,
          summary: 'Create or replace a definition',
          description: 'If-Match with the ETag refuses when it changed since; If-None-Match: * only creates.',
        },
      },
      schema: {
        params: ByName,
        body: Type.Record(Type.String(), Type.Unknown(), { description: 'The definition.' }),
        response: { 200: DefinitionRecord },
      },
    },
    async (request, reply) => {
      const record = await definitions.put({
        ...request.params,
        definition: request.body,
        expectedVersion: expectedVersionOf(request.headers),
        changedBy: actorOf(request),
      });
      return reply.header('etag', etagOf(record.version)).send(record);
    },
  );
  server.delete(
    '/api/definitions/:kind/:name',
    {
      config: { about: { tag, summary: 'Delete a definition that no other uses' }, access },
      schema: { params: ByName, response: { 204: Nothing } },
    },
    async (request, reply) => {
      const expectedVersion = expectedVersionOf(request.headers);
      await definitions.remove({ ...request.params, expectedVersion, changedBy: actorOf(request) });
      return reply.code(204).send();
    },
  );
}
