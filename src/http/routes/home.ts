import Type from 'typebox';
import type { App } from '../../app/app.ts';
import { HomeView } from '../../app/view/home.ts';
import { MessageView } from '../../app/view/message.ts';
import { pageOf } from '../../app/view/page.ts';
import { PageQuery, pageOfQuery, type Server } from '../schema.ts';

/** What the first page shows, and what the demo's receivers took in. */
export function addHomeRoutes(server: Server, app: App): void {
  server.get(
    '/api/home',
    {
      config: { about: { tag: 'Home', summary: 'Everything the first page shows' } },
      schema: { response: { 200: HomeView } },
    },
    () => app.home(),
  );
  server.get(
    '/api/messages',
    {
      config: { about: { tag: 'Home', summary: 'Messages that the receivers built into the demo took in' } },
      schema: { querystring: Type.Object(PageQuery), response: { 200: pageOf(MessageView) } },
    },
    (request) => app.messages(pageOfQuery(request.query)),
  );
}
