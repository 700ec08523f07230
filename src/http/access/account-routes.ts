import Type from 'typebox';
import type { AppAccess } from '../../app/access/access.ts';
import { BrowserSessionView, GrantView, PasswordChangeInput, UserView } from '../../app/view/access.ts';
import { allOf, type Server } from '../schema.ts';

const tag = 'Account';
const access = { role: 'viewer' } as const;
const Nothing = Type.Null({ description: 'Done.' });

/** What everybody does for his own account. */
export function addAccountRoutes(server: Server, { account, grants }: AppAccess): void {
  server.put(
    '/api/account',
    {
      config: { about: { tag, summary: 'Change one’s own name' }, access },
      schema: {
        body: Type.Object(
          { displayName: Type.String({ minLength: 1, maxLength: 120 }) },
          { additionalProperties: false },
        ),
        response: { 200: UserView },
      },
    },
    (request) => account.changeName(request.principal, request.body.displayName),
  );
  server.put(
    '/api/account/password',
    {
      config: {
        about: {
          tag,
          summary: 'Change one’s own password',
          description: 'Signs out all other browsers and ends what programs were allowed.',
        },
        access,
      },
      schema: { body: PasswordChangeInput, response: { 204: Nothing } },
    },
    async (request, reply) => {
      await account.changePassword(request.principal, request.body);
      return reply.code(204).send();
    },
  );
  server.get(
    '/api/account/sessions',
    {
      config: { about: { tag, summary: 'Browsers that are signed in' }, access },
      schema: { response: { 200: allOf(BrowserSessionView) } },
    },
    async (request) => ({ items: await account.sessions(request.principal) }),
  );
  server.delete(
    '/api/account/sessions/:id',
    {
      config: { about: { tag, summary: 'Sign out a browser' }, access },
      schema: { params: Type.Object({ id: Type.String({ maxLength: 100 }) }), response: { 204: Nothing } },
    },
    async (request, reply) => {
      await account.endSession(request.principal, request.params.id);
      return reply.code(204).send();
    },
  );
  server.get(
    '/api/account/grants',
    {
      config: { about: { tag, summary: 'Programs that one allowed to act for one' }, access },
      schema: { response: { 200: allOf(GrantView) } },
    },
    async (request) => ({ items: await grants.list(request.principal.accountId) }),
  );
  server.delete(
    '/api/account/grants/:id',
    {
      config: { about: { tag, summary: 'Take back what a program was allowed; its tokens stop at once' }, access },
      schema: { params: Type.Object({ id: Type.String({ maxLength: 100 }) }), response: { 204: Nothing } },
    },
    async (request, reply) => {
      await grants.end(request.params.id, request.principal);
      return reply.code(204).send();
    },
  );
}
