import Type from 'typebox';
import type { App } from '../../app/app.ts';
import { NotificationSettings, NotificationsView } from '../../app/view/notifications.ts';
import { actorOf, type Server } from '../schema.ts';

const tag = 'Notifications';
const access = { role: 'administrator' } as const;
const Nothing = Type.Null({ description: 'Done.' });

/** Who is told by mail of what fails for good. */
export function addNotificationRoutes(server: Server, { notifications }: App): void {
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
