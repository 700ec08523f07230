import type { FastifyRequest } from 'fastify';
import Type from 'typebox';
import { type AppAccess, safeReturn } from '../../app/access/access.ts';
import { LinkInput, LinkView, PasswordSignInInput, SessionView } from '../../app/view/access.ts';
import { httpError } from '../catalogue.ts';
import type { Server } from '../schema.ts';
import { clearSessionCookie, readJourneyCookie, setJourneyCookie, setSessionCookie } from './cookie.ts';
import { isSecure, type OriginReader } from './origin.ts';

const tag = 'Sign-in';
const access = 'everybody';
const ByToken = Type.Object({ token: Type.String({ maxLength: 200, description: 'Token of the one-time link.' }) });

/** What signing in over HTTP works with. */
export interface SessionRoutesOptions {
  readonly access: AppAccess;
  readonly originOf: OriginReader;
}

/** Signing in and out, with a password, a one-time link, or at an identity provider. */
export function addSessionRoutes(server: Server, options: SessionRoutesOptions): void {
  addSession(server, options);
  addLinks(server, options);
  addProvider(server, options);
}

function addSession(server: Server, { access: app, originOf }: SessionRoutesOptions): void {
  server.get(
    '/api/session',
    {
      config: { about: { tag, summary: 'Whether and as whom one is signed in, and how one can be' }, access },
      schema: { response: { 200: SessionView } },
    },
    (request) => app.session(request.isSignedIn ? request.principal : undefined),
  );
  server.post(
    '/api/session',
    {
      config: { about: { tag, summary: 'Sign in with a password', description: 'Sets a cookie.' }, access },
      schema: { body: PasswordSignInInput, response: { 200: SessionView } },
    },
    async (request, reply) => {
      const signedIn = await app.signIn({ ...request.body, userAgent: agentOf(request), from: request.ip });
      setSessionCookie(reply, signedIn, isSecure(originOf(request)));
      return app.session(await app.principalOfSession(signedIn.token));
    },
  );
  server.delete(
    '/api/session',
    {
      config: { about: { tag, summary: 'Sign out' }, access: { role: 'viewer' } },
      schema: { response: { 204: Type.Null({ description: 'Done.' }) } },
    },
    async (request, reply) => {
      await app.signOut(request.principal);
      return clearSessionCookie(reply, isSecure(originOf(request)))
        .code(204)
        .send();
    },
  );
}

function addLinks(server: Server, { access: app, originOf }: SessionRoutesOptions): void {
  server.get(
    '/api/sign-in-links/:token',
    {
      config: { about: { tag, summary: 'What a one-time link is for' }, access },
      schema: { params: ByToken, response: { 200: LinkView } },
    },
    (request) => app.link(request.params.token),
  );
  server.post(
    '/api/sign-in-links/:token',
    {
      config: {
        about: { tag, summary: 'Use a one-time link', description: 'Sets the password and signs in.' },
        access,
      },
      schema: { params: ByToken, body: LinkInput, response: { 200: SessionView } },
    },
    async (request, reply) => {
      const { token } = request.params;
      const signedIn = await app.useLink({ ...request.body, token, userAgent: agentOf(request) });
      setSessionCookie(reply, signedIn, isSecure(originOf(request)));
      return app.session(await app.principalOfSession(signedIn.token));
    },
  );
}

function addProvider(server: Server, { access: app, originOf }: SessionRoutesOptions): void {
  const callback = '/api/session/oidc/callback';
  const departing = Type.Object({
    returnTo: Type.Optional(Type.String({ maxLength: 2000, description: 'Page to go on to.' })),
  });
  server.get(
    '/api/session/oidc',
    {
      config: { about: { tag, summary: 'Sign in at the identity provider', mediaType: 'text/html' }, access },
      schema: { querystring: departing },
    },
    async (request, reply) => {
      const redirectUri = `${originOf(request)}${callback}`;
      const departure = await app.depart({ redirectUri, returnTo: request.query.returnTo ?? '/' });
      setJourneyCookie(reply, departure.sealedJourney, isSecure(originOf(request)));
      return reply.redirect(departure.address, 303);
    },
  );
  server.get(
    callback,
    { config: { about: { tag, summary: 'Come back from the identity provider', mediaType: 'text/html' }, access } },
    async (request, reply) => {
      const sealedJourney = readJourneyCookie(request);
      if (sealedJourney === undefined) throw httpError('FLX_HTTP_SIGN_IN', {});
      const address = `${originOf(request)}${request.url}`;
      const arrived = await app.arrive({ address, sealedJourney, userAgent: agentOf(request) });
      setSessionCookie(reply, arrived, isSecure(originOf(request)));
      return reply.redirect(safeReturn(arrived.returnTo), 303);
    },
  );
}

function agentOf(request: FastifyRequest): string {
  return request.headers['user-agent'] ?? '';
}
