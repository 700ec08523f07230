import Type from 'typebox';
import type { App } from '../../app/app.ts';
import { ConnectionTestView, ConnectionView, SignInView } from '../../app/view/connector.ts';
import { isFluxuError } from '../../base/errors.ts';
import { clearConnectionCookie, readConnectionCookie, setConnectionCookie } from '../access/cookie.ts';
import { isSecure, type OriginReader } from '../access/origin.ts';
import { httpError } from '../catalogue.ts';
import { allOf, type Server } from '../schema.ts';

/** Page that shows connections. */
const CONNECTIONS_PAGE = '/admin/exports?tab=connections';
const tag = 'Connections';
/** Connections act for everybody's flows. */
const access = { role: 'administrator' } as const;
const ByName = Type.Object({
  name: Type.String({ minLength: 1, maxLength: 64, description: 'Name of the connection.' }),
});
const CallbackQuery = Type.Object({
  state: Type.Optional(Type.String({ maxLength: 200 })),
  code: Type.Optional(Type.String({ maxLength: 8000 })),
  error: Type.Optional(Type.String({ maxLength: 400 })),
  error_description: Type.Optional(Type.String({ maxLength: 2000 })),
});

/** Connections: state, sign-in, try. They are made and changed as definitions of the kind connection. */
export function addConnectionRoutes(server: Server, app: App, originOf: OriginReader): void {
  addStates(server, app);
  addSignIn(server, app, originOf);
}

function addStates(server: Server, { connections }: App): void {
  server.get(
    '/api/connections',
    {
      config: { about: { tag, summary: 'Connections with their state' } },
      schema: { response: { 200: allOf(ConnectionView) } },
    },
    async () => ({ items: await connections.list() }),
  );
  server.post(
    '/api/connections/:name/test',
    {
      config: {
        about: { tag, summary: 'Try a connection with a call that only reads' },
      },
      schema: { params: ByName, response: { 200: ConnectionTestView } },
    },
    (request) => connections.test(request.params.name),
  );
}

function addSignIn(server: Server, { connections }: App, originOf: OriginReader): void {
  server.post(
    '/api/connections/:name/sign-in',
    {
      config: { about: { tag, summary: 'Begin a sign-in: send the browser to the address in the answer' }, access },
      schema: { params: ByName, response: { 200: SignInView } },
    },
    async (request, reply) => {
      const { url, state } = await connections.startSignIn(request.params.name);
      return setConnectionCookie(reply, state, isSecure(originOf(request))).send({ url });
    },
  );
  server.delete(
    '/api/connections/:name/sign-in',
    {
      config: { about: { tag, summary: 'Forget the token of a connection' }, access },
      schema: { params: ByName, response: { 204: Type.Null({ description: 'Done.' }) } },
    },
    async (request, reply) => {
      await connections.signOut(request.params.name);
      return reply.code(204).send();
    },
  );
  server.get(
    '/api/connections/callback',
    {
      config: {
        about: { tag, summary: 'Where services send the browser back after a sign-in', mediaType: 'text/html' },
        access,
      },
      schema: { querystring: CallbackQuery, response: { 302: Type.Null({ description: 'Back to the connections.' }) } },
    },
    async (request, reply) => {
      const { state = '', code, error, error_description: description } = request.query;
      void clearConnectionCookie(reply, isSecure(originOf(request)));
      if (state === '' || readConnectionCookie(request) !== state) throw httpError('FLX_HTTP_SIGN_IN_RETURN', {});
      try {
        const name = await connections.finishSignIn({ state, code, error: error && (description ?? error) });
        return reply.redirect(`${CONNECTIONS_PAGE}&signedIn=${encodeURIComponent(name)}`);
      } catch (cause) {
        if (!isFluxuError(cause)) throw cause;
        return reply.redirect(`${CONNECTIONS_PAGE}&problem=${encodeURIComponent(cause.message)}`);
      }
    },
  );
}
