import Type from 'typebox';
import type { App } from '../../app/app.ts';
import { RefreshJobView } from '../../app/view/refresh.ts';
import { OwnAddressView, ReadinessView, StorageView, SystemView, UsageView } from '../../app/view/system.ts';
import { httpError } from '../catalogue.ts';
import { allOf, type Server } from '../schema.ts';
import { sendFile } from '../send-file.ts';

const tag = 'System';
const NEXT_REFRESHES = 5;
const USAGE_DAYS = 28;

/** What this server is, and the two probes of a process manager. */
export function addSystemRoutes(server: Server, app: App): void {
  server.get(
    '/api/system',
    {
      config: {
        about: {
          tag,
          summary: 'What this server is, with the doctor’s checks',
          description: 'Only administrators see which process does what alone.',
        },
      },
      schema: { response: { 200: SystemView } },
    },
    async (request) => {
      const system = await app.system();
      return request.principal.role === 'administrator' ? system : { ...system, held: [], flowWorkers: [] };
    },
  );
  server.get(
    '/api/system/address',
    {
      config: {
        about: {
          tag,
          summary: 'Whether others reach this server under its public address',
          description:
            'https, name, addresses that it resolves to, and whether this server answers there; with how to mend each.',
        },
        access: { role: 'administrator' },
      },
      schema: { response: { 200: OwnAddressView } },
    },
    () => app.ownAddress(),
  );
  server.get(
    '/api/system/storage',
    {
      config: { about: { tag, summary: 'What the data folder holds' } },
      schema: { response: { 200: StorageView } },
    },
    () => app.storage(),
  );
  server.get(
    '/api/system/usage',
    {
      config: {
        about: {
          tag,
          summary: 'How often the connector and the API were called',
          description: 'By day, operation and client. Only administrators see the clients.',
        },
      },
      schema: {
        querystring: Type.Object({
          days: Type.Optional(
            Type.Integer({ minimum: 1, maximum: 400, description: 'The last days, today included. Default 28.' }),
          ),
        }),
        response: { 200: UsageView },
      },
    },
    async (request) => {
      const usage = await app.usage.read(request.query.days ?? USAGE_DAYS);
      return request.principal.role === 'administrator' ? usage : { ...usage, clients: [] };
    },
  );
  server.get(
    '/api/system/diagnostics',
    {
      config: {
        about: {
          tag,
          summary: 'What helps to find a fault, as a zip',
          description: 'Server, checks, storage, what fails, last refreshes and runs; no secrets and no data.',
        },
        access: { role: 'administrator' },
      },
    },
    async (_request, reply) => sendFile(reply, await app.diagnostics()),
  );
  server.post(
    '/api/schedule/preview',
    {
      config: { about: { tag, summary: 'When a schedule would start refreshes' }, access: { role: 'viewer' } },
      schema: {
        body: Type.Object({ schedule: Type.Record(Type.String(), Type.Unknown()) }, { additionalProperties: false }),
        response: { 200: allOf(Type.String()) },
      },
    },
    async (request) => ({ items: app.nextRefreshes(request.body.schedule, NEXT_REFRESHES) }),
  );
  server.post(
    '/api/sample',
    {
      config: {
        about: { tag, summary: 'Load the sample company and start its first refresh' },
        access: { role: 'administrator' },
      },
      schema: { response: { 202: RefreshJobView } },
    },
    async (_request, reply) => {
      if (!app.loadSample) throw httpError('FLX_HTTP_NO_SAMPLE', {});
      return reply.code(202).send(await app.loadSample());
    },
  );
  server.get(
    '/healthz',
    {
      config: { about: { tag, summary: 'Whether the process is alive, and, to a challenge, that it is this server' } },
      schema: {
        querystring: Type.Object({ challenge: Type.Optional(Type.String({ pattern: '^[A-Za-z0-9_-]{16,100}$' })) }),
        response: { 200: Type.Object({ status: Type.Literal('ok'), proof: Type.Optional(Type.String()) }) },
      },
    },
    async ({ query: { challenge } }) => ({
      status: 'ok' as const,
      ...(challenge !== undefined && { proof: await app.proveAddress(challenge) }),
    }),
  );
  server.get(
    '/readyz',
    {
      config: { about: { tag, summary: 'Whether the server can do its work; 503 when not' } },
      schema: { response: { 200: ReadinessView, 503: ReadinessView } },
    },
    async (_request, reply) => {
      const readiness = await app.readiness();
      return reply.code(readiness.isReady ? 200 : 503).send(readiness);
    },
  );
}
