import Type from 'typebox';
import type { App } from '../../app/app.ts';
import type { AppNotifications } from '../../app/rooms/server.ts';
import { BellView, NotificationSettings, NotificationsView } from '../../app/view/notifications.ts';
import { actorOf, type Server } from '../schema.ts';

const tag = 'Notifications';
const access = { role: 'administrator' } as const;
const Nothing = Type.Null({ description: 'Done.' });

/** Up to the newest that was seen, so that what came meanwhile stays unread. */
const ReadUntil = Type.Union([
  Type.Object(
    {
      until: Type.Optional(
        Type.String({ format: 'date-time', description: 'Time of the newest that was seen. Default now.' }),
      ),
    },
    { additionalProperties: false },
  ),
  Type.Null(),
]);

function momentOf(text: string | undefined): string | undefined {
  return text && new Date(text).toISOString();
}

/** Who is told of what fails for good: by mail, and in the bell of the pages. */
export function addNotificationRoutes(server: Server, { notifications }: App): void {
  addBell(server, notifications);
  server.get(
    '/api/notifications',
    {
      config: { about: { tag, summary: 'Who is told of failures, and what fails now' }, access },
      schema: { response: { 200: NotificationsView } },
    },
    () => notifications.get(),
  );
  server.put(
    '/api/notifications',
    {
      config: { about: { tag, summary: 'Say who is told of failures' }, access },
      schema: { body: NotificationSettings, response: { 204: Nothing } },
    },
    async (request, reply) => {
      await notifications.put(request.body, actorOf(request));
      return reply.code(204).send(null);
    },
  );
  server.post(
    '/api/notifications/test',
    {
      config: { about: { tag, summary: 'Send a mail by these settings now' }, access },
      schema: { body: NotificationSettings, response: { 204: Nothing } },
    },
    async (request, reply) => {
      await notifications.test(request.body);
      return reply.code(204).send(null);
    },
  );
}

function addBell(server: Server, { bell }: AppNotifications): void {
  const everybody = { role: 'viewer' } as const;
  server.get(
    '/api/bell',
    {
      config: { about: { tag, summary: 'What fails or drifts, with what one has not read' }, access: everybody },
      schema: { response: { 200: BellView } },
    },
    (request) => bell.read(request.principal.accountId),
  );
  server.post(
    '/api/bell/read',
    {
      config: { about: { tag, summary: 'Mark what fails or drifts as read by oneself' }, access: everybody },
      schema: { body: ReadUntil, response: { 204: Nothing } },
    },
    async (request, reply) => {
      await bell.markRead(request.principal.accountId, momentOf(request.body?.until));
      return reply.code(204).send(null);
    },
  );
}
