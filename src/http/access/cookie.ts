import type { FastifyReply, FastifyRequest } from 'fastify';

const SESSION = 'fluxu_session';
const JOURNEY = 'fluxu_journey';
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

export function setJourneyCookie(reply: FastifyReply, sealed: string, isSecure: boolean) {
  const path = '/api/session';
  return addCookie(
    reply,
    `${JOURNEY}=${sealed}; Path=${path}; HttpOnly; SameSite=Lax; Max-Age=${JOURNEY_SECONDS}`,
    isSecure,
  );
}

function addCookie(reply: FastifyReply, cookie: string, isSecure: boolean): FastifyReply {
  return reply.header('set-cookie', isSecure ? `${cookie}; Secure` : cookie);
}

function readCookie({ headers }: FastifyRequest, name: string): string | undefined {
  const pairs = (headers.cookie ?? '').split(';').map((pair) => pair.trim());
  const found = pairs.find((pair) => pair.startsWith(`${name}=`));
  return found === undefined ? undefined : found.slice(name.length + 1) || undefined;
}
