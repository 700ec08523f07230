import type { FastifyRequest } from 'fastify';

/** The origin that people reach the server under: the public one, or else where the request went. */
export function createOriginReader(publicUrl: string | undefined): (request: FastifyRequest) => string {
  const publicOrigin = publicUrl === undefined ? undefined : new URL(publicUrl).origin;
  return (request) => publicOrigin ?? `http://${request.headers.host ?? 'localhost'}`;
}
