import Type from 'typebox';
import type { App } from '../../app/app.ts';
import { ReadinessView, SystemView } from '../../app/view/system.ts';
import type { Server } from '../schema.ts';

const tag = 'System';

/** What this server is, and the two probes of a process manager. */
export function addSystemRoutes(server: Server, app: App): void {
  server.get(
    '/api/system',
    {
      config: { about: { tag, summary: 'What this server is, with the doctor’s checks' } },
      schema: { response: { 200: SystemView } },
    },
    () => app.system(),
  );
  server.get(
    '/healthz',
    {
      config: { about: { tag, summary: 'Whether the process is alive' } },
      schema: { response: { 200: Type.Object({ status: Type.Literal('ok') }) } },
    },
    () => ({ status: 'ok' as const }),
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
