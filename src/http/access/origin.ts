import type { FastifyRequest } from 'fastify';

/** Gives the origin of this server as who sends a request knows it, e.g. `https://fluxu.example.com`. */
export type OriginReader = (request: FastifyRequest) => string;

/** True for an origin whose cookies go over https alone. */
export function isSecure(origin: string): boolean {
  return origin.startsWith('https:');
}

/** The origin that people reach the server under: the public one, or else where the request went. */
export function createOriginReader(publicUrl: string | undefined): OriginReader {
  const publicOrigin = publicUrl === undefined ? undefined : new URL(publicUrl).origin;
  return (request) => publicOrigin ?? `http://${request.headers.host ?? 'localhost'}`;
}
