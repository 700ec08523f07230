import type { FastifyReply, FastifyRequest } from 'fastify';

const SESSION = 'fluxu_session';
const JOURNEY = 'fluxu_journey';
const CONNECTION = 'fluxu_sign_in';
const JOURNEY_SECONDS = 600;

/** Token of the browser's session. */
export function readSessionCookie(request: FastifyRequest): string | undefined {
  return readCookie(request, SESSION);
}

/** Signs the browser in: no script can read the cookie, and other sites cannot send it with changes. */
export function setSessionCookie(
  reply: FastifyReply,
  session: { token: string; expiresAt: string },
  isSecure: boolean,
) {
  const expires = new Date(session.expiresAt).toUTCString();
  return addCookie(reply, `${SESSION}=${session.token}; Path=/; HttpOnly; SameSite=Lax; Expires=${expires}`, isSecure);
}

/** Signs the browser out. */
export function clearSessionCookie(reply: FastifyReply, isSecure: boolean) {
  return addCookie(reply, `${SESSION}=; Path=/; HttpOnly; SameSite=Lax; Max-Age=0`, isSecure);
}

/** What the browser keeps while it is at the identity provider. */
export function readJourneyCookie(request: FastifyRequest): string | undefined {
  return readCookie(request, JOURNEY);
}

/** Keeps it in the browser. */
export function setJourneyCookie(reply: FastifyReply, sealed: string, isSecure: boolean) {
  const path = '/api/session';
  return addCookie(
    reply,
    `${JOURNEY}=${sealed}; Path=${path}; HttpOnly; SameSite=Lax; Max-Age=${JOURNEY_SECONDS}`,
    isSecure,
  );
}

/** What the browser keeps while somebody signs in to a service for a connection: ends can come only to where it began. */
export function readConnectionCookie(request: FastifyRequest): string | undefined {
  return readCookie(request, CONNECTION);
}

/** Ties a sign-in to the browser that begins it. */
export function setConnectionCookie(reply: FastifyReply, state: string, isSecure: boolean) {
  return addCookie(
    reply,
    `${CONNECTION}=${state}; Path=/api/connections; HttpOnly; SameSite=Lax; Max-Age=${JOURNEY_SECONDS}`,
    isSecure,
  );
}

/** Forgets a sign-in that ended. */
export function clearConnectionCookie(reply: FastifyReply, isSecure: boolean) {
  return addCookie(reply, `${CONNECTION}=; Path=/api/connections; HttpOnly; SameSite=Lax; Max-Age=0`, isSecure);
}

function addCookie(reply: FastifyReply, cookie: string, isSecure: boolean): FastifyReply {
  return reply.header('set-cookie', isSecure ? `${cookie}; Secure` : cookie);
}

function readCookie({ headers }: FastifyRequest, name: string): string | undefined {
  const pairs = (headers.cookie ?? '').split(';').map((pair) => pair.trim());
  const found = pairs.find((pair) => pair.startsWith(`${name}=`));
  return found === undefined ? undefined : found.slice(name.length + 1) || undefined;
}
