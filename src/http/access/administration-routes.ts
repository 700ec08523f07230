import Type from 'typebox';
import type { AppAccess } from '../../app/access/access.ts';
import {
  AuditFilter,
  AuditValuesView,
  AuditView,
  InvitedView,
  KeyInput,
  KeyView,
  NewKeyView,
  NewOAuthClientView,
  OAuthClientInput,
  OAuthClientView,
  ProviderTestView,
  SignInSettingsInput,
  SignInSettingsView,
  UserChangeInput,
  UserInput,
  UserView,
} from '../../app/view/access.ts';
import { pageOf } from '../../app/view/page.ts';
import { allOf, PageQuery, pageOfQuery, type Server } from '../schema.ts';

const administrator = { role: 'administrator' } as const;
const ById = Type.Object({ id: Type.String({ maxLength: 100, description: 'Its id.' }) });
const Nothing = Type.Null({ description: 'Done.' });

/** What administrators do about people, keys, clients and sign-in. */
export function addAdministrationRoutes(server: Server, access: AppAccess): void {
  addUsers(server, access);
  addKeys(server, access);
  addClients(server, access);
  addSettings(server, access);
  server.get(
    '/api/audit',
    {
      config: { about: { tag: 'Audit', summary: 'Who changed what, newest first' }, access: administrator },
      schema: {
        querystring: Type.Object({ ...PageQuery, ...AuditFilter.properties }),
        response: { 200: pageOf(AuditView) },
      },
    },
    ({ query }) => access.audit({ ...query, ...pageOfQuery(query) }),
  );
  server.get(
    '/api/audit/values',
    {
      config: { about: { tag: 'Audit', summary: 'What the audit log can be filtered by' }, access: administrator },
      schema: { response: { 200: AuditValuesView } },
    },
    () => access.auditValues(),
  );
}

function addUsers(server: Server, { users }: AppAccess): void {
  const tag = 'Users';
  server.get(
    '/api/users',
    {
      config: { about: { tag, summary: 'Everybody who can sign in' }, access: administrator },
      schema: { response: { 200: allOf(UserView) } },
    },
    async () => ({ items: await users.list() }),
  );
  server.post(
    '/api/users',
    {
      config: {
        about: { tag, summary: 'Invite somebody', description: 'Gives a link that works once.' },
        access: administrator,
      },
      schema: { body: UserInput, response: { 201: InvitedView } },
    },
    async (request, reply) => reply.code(201).send(await users.invite(request.body, request.principal)),
  );
  server.put(
    '/api/users/:id',
    {
      config: { about: { tag, summary: 'Change role or name, disable or enable' }, access: administrator },
      schema: { params: ById, body: UserChangeInput, response: { 200: UserView } },
    },
    (request) => users.change(request.params.id, request.body, request.principal),
  );
  server.post(
    '/api/users/:id/link',
    {
      config: {
        about: { tag, summary: 'A new one-time link', description: 'For a lost password or invitation.' },
        access: administrator,
      },
      schema: { params: ById, response: { 200: InvitedView } },
    },
    (request) => users.renewLink(request.params.id, request.principal),
  );
}

function addKeys(server: Server, { keys }: AppAccess): void {
  const tag = 'API keys';
  const contributor = { role: 'contributor' } as const;
  server.get(
    '/api/keys',
    {
      config: { about: { tag, summary: 'One’s own keys; for administrators all' }, access: contributor },
      schema: { response: { 200: allOf(KeyView) } },
    },
    async (request) => ({ items: await keys.list(request.principal) }),
  );
  server.post(
    '/api/keys',
    {
      config: {
        about: { tag, summary: 'Make a key', description: 'The key is shown only in this answer.' },
        access: contributor,
      },
      schema: { body: KeyInput, response: { 201: NewKeyView } },
    },
    async (request, reply) => reply.code(201).send(await keys.make(request.body, request.principal)),
  );
  server.delete(
    '/api/keys/:id',
    {
      config: { about: { tag, summary: 'Remove a key' }, access: contributor },
      schema: { params: ById, response: { 204: Nothing } },
    },
    async (request, reply) => {
      await keys.end(request.params.id, request.principal);
      return reply.code(204).send();
    },
  );
}

function addClients(server: Server, { clients }: AppAccess): void {
  const tag = 'OAuth clients';
  server.get(
    '/api/oauth-clients',
    {
      config: { about: { tag, summary: 'Programs that may ask people to sign in here' }, access: administrator },
      schema: { response: { 200: allOf(OAuthClientView) } },
    },
    async () => ({ items: await clients.list() }),
  );
  server.post(
    '/api/oauth-clients',
    {
      config: {
        about: { tag, summary: 'Make a client', description: 'The secret is shown only in this answer.' },
        access: administrator,
      },
      schema: { body: OAuthClientInput, response: { 201: NewOAuthClientView } },
    },
    async (request, reply) => reply.code(201).send(await clients.make(request.body, request.principal)),
  );
  server.put(
    '/api/oauth-clients/:id',
    {
      config: { about: { tag, summary: 'Change a client' }, access: administrator },
      schema: { params: ById, body: OAuthClientInput, response: { 200: OAuthClientView } },
    },
    (request) => clients.change(request.params.id, request.body, request.principal),
  );
  server.post(
    '/api/oauth-clients/:id/secret',
    {
      config: { about: { tag, summary: 'A new secret; the old one ends' }, access: administrator },
      schema: { params: ById, response: { 200: NewOAuthClientView } },
    },
    (request) => clients.renewSecret(request.params.id, request.principal),
  );
  server.delete(
    '/api/oauth-clients/:id',
    {
      config: { about: { tag, summary: 'Remove a client' }, access: administrator },
      schema: { params: ById, response: { 204: Nothing } },
    },
    async (request, reply) => {
      await clients.end(request.params.id, request.principal);
      return reply.code(204).send();
    },
  );
}

function addSettings(server: Server, { settings }: AppAccess): void {
  const tag = 'Sign-in';
  server.get(
    '/api/sign-in-settings',
    {
      config: { about: { tag, summary: 'How people and connectors sign in' }, access: administrator },
      schema: { response: { 200: SignInSettingsView } },
    },
    () => settings.read(),
  );
  server.put(
    '/api/sign-in-settings',
    {
      config: { about: { tag, summary: 'Change how people and connectors sign in' }, access: administrator },
      schema: { body: SignInSettingsInput, response: { 200: SignInSettingsView } },
    },
    (request) => settings.write(request.body, request.principal),
  );
  server.post(
    '/api/sign-in-settings/test',
    {
      config: { about: { tag, summary: 'Try to reach the identity provider' }, access: administrator },
      schema: { body: SignInSettingsInput, response: { 200: ProviderTestView } },
    },
    (request) => settings.test(request.body),
  );
}
