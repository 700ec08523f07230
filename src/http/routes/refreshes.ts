import Type from 'typebox';
import type { App } from '../../app/app.ts';
import { pageOf } from '../../app/view/page.ts';
import { RefreshFilterView, RefreshJobView, RefreshRequestView, RefreshSort } from '../../app/view/refresh.ts';
import { actorOf, PageQuery, pageOfQuery, type Server } from '../schema.ts';

const tag = 'Refreshes';
const ById = Type.Object({ id: Type.String({ maxLength: 100, description: 'Id of the refresh.' }) });

/** Refreshes: start, follow, cancel. */
export function addRefreshRoutes(server: Server, { refreshes }: App): void {
  server.get(
    '/api/refreshes',
    {
      config: { about: { tag, summary: 'Refreshes, newest first' } },
      schema: {
        querystring: Type.Object({ ...PageQuery, sort: RefreshSort, ...RefreshFilterView.properties }),
        response: { 200: pageOf(RefreshJobView) },
      },
    },
    ({ query }) => refreshes.list({ ...query, ...pageOfQuery(query) }),
  );
  server.post(
    '/api/refreshes',
    {
      config: { about: { tag, summary: 'Start a refresh', description: 'Answers at once; follow it by its id.' } },
      schema: {
        body: RefreshRequestView,
        response: { 202: RefreshJobView },
      },
    },
    async (request, reply) => {
      const job = await refreshes.submit({ ...request.body, submittedBy: actorOf(request) });
      return reply.code(202).header('location', `/api/refreshes/${job.jobId}`).send(job);
    },
  );
  server.get(
    '/api/refreshes/:id',
    {
      config: { about: { tag, summary: 'One refresh with its tasks' } },
      schema: { params: ById, response: { 200: RefreshJobView } },
    },
    (request) => refreshes.get(request.params.id),
  );
  server.post(
    '/api/refreshes/:id/cancel',
    {
      config: { about: { tag, summary: 'Ask a refresh to stop' } },
      schema: { params: ById, response: { 200: RefreshJobView } },
    },
    (request) => refreshes.cancel(request.params.id),
  );
}
