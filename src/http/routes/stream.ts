import Type from 'typebox';
import type { EventStream } from '../event-stream.ts';
import type { Server } from '../schema.ts';
import { securityHeaders } from '../security.ts';

/** The stream of changes that keeps pages up to date. */
export function addStreamRoute(server: Server, stream: EventStream): void {
  server.get(
    '/api/events',
    {
      config: {
        about: {
          tag: 'Events',
          summary: 'Changes as they happen, as server-sent events',
          description:
            'Events: change (a ChangeView as JSON) and reset (read everything anew). Last-Event-ID gives what was missed.',
          mediaType: 'text/event-stream',
        },
      },
      schema: { response: { 200: Type.String() } },
    },
    (request, reply) => {
      for (const [name, value] of Object.entries(securityHeaders(request.nonce))) reply.raw.setHeader(name, value);
      stream.open(reply.raw, request.headers['last-event-id']?.toString());
      reply.hijack();
    },
  );
}
