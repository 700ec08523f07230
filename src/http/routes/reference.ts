import { renderReference } from '../reference-page.ts';
import type { Server } from '../schema.ts';

/** The API's own description: the OpenAPI document and a page to read it. */
export function addReferenceRoutes(server: Server, readDocument: () => Record<string, unknown>): void {
  server.get('/api/openapi.json', () => readDocument());
  server.get('/api/docs', (request, reply) =>
    reply
      .type('text/html; charset=utf-8')
      .header('cache-control', 'no-store')
      .send(renderReference(readDocument(), request.nonce)),
  );
}
