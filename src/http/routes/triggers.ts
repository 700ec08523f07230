import Type from 'typebox';
import type { App } from '../../app/app.ts';
import { pageOf } from '../../app/view/page.ts';
import {
  BacktestRequest,
  BacktestView,
  EvaluationSort,
  EvaluationView,
  EventSort,
  EventView,
  TestFiringView,
  WatcherView,
} from '../../app/view/watcher.ts';
import { allOf, PageQuery, pageOfQuery, type Server } from '../schema.ts';

const tag = 'Triggers';
const ById = Type.Object({ id: Type.String({ maxLength: 200, description: 'Id of the watcher.' }) });

/** Watchers of the triggers, why they fired or did not, and the events behind. */
export function addTriggerRoutes(server: Server, app: App): void {
  const { triggers } = app;
  server.get(
    '/api/triggers',
    {
      config: { about: { tag, summary: 'Watchers with their state' } },
      schema: { response: { 200: allOf(WatcherView) } },
    },
    async () => ({ items: await triggers.list() }),
  );
  server.get(
    '/api/triggers/:id/evaluations',
    {
      config: { about: { tag, summary: 'Every decision of a watcher with what decided it, newest first' } },
      schema: {
        params: ById,
        querystring: Type.Object({
          ...PageQuery,
          sort: EvaluationSort,
          decision: Type.Optional(Type.String({ maxLength: 40, description: 'With this decision, e.g. fired.' })),
        }),
        response: { 200: pageOf(EvaluationView) },
      },
    },
    ({ params, query }) => triggers.evaluations(params.id, { ...pageOfQuery(query), decision: query.decision }),
  );
  server.post(
    '/api/triggers/:id/test',
    {
      config: { about: { tag, summary: 'Send an occurrence marked as a test' } },
      schema: { params: ById, response: { 200: TestFiringView } },
    },
    (request) => triggers.test(request.params.id),
  );
  server.post(
    '/api/triggers/backtest',
    {
      config: {
        access: { role: 'viewer' },
        about: { tag, summary: 'Which refreshes of the kept history would have fired a trigger' },
      },
      schema: { body: BacktestRequest, response: { 200: BacktestView } },
    },
    (request) => triggers.backtest(request.body),
  );
  server.get(
    '/api/events/history',
    {
      config: { about: { tag, summary: 'Domain events of past refreshes, newest first' } },
      schema: {
        querystring: Type.Object({
          ...PageQuery,
          sort: EventSort,
          type: Type.Optional(Type.String({ maxLength: 60 })),
          refreshId: Type.Optional(Type.String({ maxLength: 100 })),
        }),
        response: { 200: pageOf(EventView) },
      },
    },
    (request) =>
      app.eventHistory({ ...pageOfQuery(request.query), type: request.query.type, refreshId: request.query.refreshId }),
  );
}
