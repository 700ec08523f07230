import Type from 'typebox';
import type { App } from '../../app/app.ts';
import { ConnectionTestView, ConnectionView, SignInView } from '../../app/view/connector.ts';
import { isFluxuError } from '../../base/errors.ts';
import { httpError } from '../catalogue.ts';
import { allOf, type Server } from '../schema.ts';

const tag = 'Connections';
const ByName = Type.Object({
  name: Type.String({ minLength: 1, maxLength: 64, description: 'Name of the connection.' }),
});
const CallbackQuery = Type.Object({
  state: Type.Optional(Type.String({ maxLength: 200 })),
  code: Type.Optional(Type.String({ maxLength: 8000 })),
  error: Type.Optional(Type.String({ maxLength: 400 })),
  error_description: Type.Optional(Type.String({ maxLength: 2000 })),
});

/** Ties a sign-in to the browser that began it, so that nobody can end it in another one's. */
const COOKIE = 'fluxu_sign_in';
const COOKIE_SECONDS = 600;

/** Connections: state, sign-in, try. They are made and changed as definitions of the kind connection. */
export function addConnectionRoutes(server: Server, app: App): void {
  addStates(server, app);
  addSignIn(server, app);
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

function addSignIn(server: Server, { connections }: App): void {
  server.post(
    '/api/connections/:name/sign-in',
    {
      config: { about: { tag, summary: 'Begin a sign-in: send the browser to the address in the answer' } },
      schema: { params: ByName, response: { 200: SignInView } },
    },
    async (request, reply) => {
      const { url, state } = await connections.startSignIn(request.params.name);
      const secure = request.protocol === 'https' ? '; Secure' : '';
      const cookie = `${COOKIE}=${state}; Path=/api/connections; HttpOnly; SameSite=Lax; Max-Age=${COOKIE_SECONDS}${secure}`;
      return reply.header('set-cookie', cookie).send({ url });
    },
  );
  server.delete(
    '/api/connections/:name/sign-in',
    {
      config: { about: { tag, summary: 'Forget the token of a connection' } },
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
      },
      schema: { querystring: CallbackQuery, response: { 302: Type.Null({ description: 'Back to the connections.' }) } },
    },
    async (request, reply) => {
      const { state = '', code, error, error_description: description } = request.query;
      const cookie = new RegExp(`(?:^|;\\s*)${COOKIE}=([\\w-]+)`).exec(request.headers.cookie ?? '')?.[1];
      void reply.header('set-cookie', `${COOKIE}=; Path=/api/connections; HttpOnly; SameSite=Lax; Max-Age=0`);
      if (state === '' || cookie !== state) throw httpError('FLX_HTTP_SIGN_IN_RETURN', {});
      try {
        const name = await connections.finishSignIn({ state, code, error: error && (description ?? error) });
        return reply.redirect(`/connections?signedIn=${encodeURIComponent(name)}`);
      } catch (cause) {
        if (!isFluxuError(cause)) throw cause;
        return reply.redirect(`/connections?problem=${encodeURIComponent(cause.message)}`);
      }
    },
  );
}
