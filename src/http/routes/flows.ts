import Type from 'typebox';
import type { App } from '../../app/app.ts';
import { FlowView, RUN_STATUSES, RunDetail, RunSummary } from '../../app/view/flow.ts';
import { pageOf } from '../../app/view/page.ts';
import { Name, oneOf } from '../../model/name.ts';
import { allOf, PageQuery, pageOfQuery, type Server } from '../schema.ts';

const tag = 'Flows';
const ById = Type.Object({ id: Type.String({ maxLength: 100, description: 'Id of the run.' }) });
const RunQuery = Type.Object({
  ...PageQuery,
  flow: Type.Optional(Name),
  status: Type.Optional(oneOf(RUN_STATUSES, 'State of the run.')),
  startedAfter: Type.Optional(Type.String({ maxLength: 40, description: 'ISO 8601.' })),
  startedBefore: Type.Optional(Type.String({ maxLength: 40, description: 'ISO 8601.' })),
  eventId: Type.Optional(Type.String({ maxLength: 100, description: 'Runs that this event started.' })),
});

/** Flows and their runs. */
export function addFlowRoutes(server: Server, app: App): void {
  addFlows(server, app);
  addRuns(server, app);
}

function addFlows(server: Server, { flows }: App): void {
  server.get(
    '/api/flows',
    {
      config: { about: { tag, summary: 'Flows with their last run' } },
      schema: { response: { 200: allOf(FlowView) } },
    },
    async () => ({ items: await flows.list() }),
  );
  server.post(
    '/api/flows/:name/run',
    {
      config: { about: { tag, summary: 'Start a run by hand', description: 'Answers at once; follow it by its id.' } },
      schema: {
        params: Type.Object({ name: Name }),
        body: Type.Object(
          { triggerOutputs: Type.Optional(Type.Unknown({ description: 'What triggerOutputs() gives in the run.' })) },
          { additionalProperties: false },
        ),
        response: { 202: RunSummary },
      },
    },
    async (request, reply) => {
      const run = await flows.run(request.params.name, request.body.triggerOutputs ?? {});
      return reply.code(202).header('location', `/api/runs/${run.runId}`).send(run);
    },
  );
}

function addRuns(server: Server, { runs }: App): void {
  server.get(
    '/api/runs',
    {
      config: { about: { tag, summary: 'Runs of all flows, newest first' } },
      schema: { querystring: RunQuery, response: { 200: pageOf(RunSummary) } },
    },
    (request) => runs.list(request.query, pageOfQuery(request.query)),
  );
  server.get(
    '/api/runs/:id',
    {
      config: { about: { tag, summary: 'One run with inputs and outputs of its actions' } },
      schema: { params: ById, response: { 200: RunDetail } },
    },
    (request) => runs.get(request.params.id),
  );
  server.post(
    '/api/runs/:id/cancel',
    {
      config: { about: { tag, summary: 'Stop a run' } },
      schema: { params: ById, response: { 200: RunSummary } },
    },
    (request) => runs.cancel(request.params.id),
  );
  server.post(
    '/api/runs/:id/resubmit',
    {
      config: { about: { tag, summary: 'Start a new run with the same trigger outputs' } },
      schema: { params: ById, response: { 202: RunSummary } },
    },
    async (request, reply) => reply.code(202).send(await runs.resubmit(request.params.id)),
  );
}
