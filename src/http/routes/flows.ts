import Type from 'typebox';
import type { App } from '../../app/app.ts';
import {
  FlowView,
  FlowWeeks,
  RUN_STATUSES,
  RunBulkResult,
  RunDay,
  RunDetail,
  RunSort,
  RunSummary,
} from '../../app/view/flow.ts';
import { FlowFile, type FlowImport, ImportedFlow } from '../../app/view/flow-package.ts';
import { pageOf } from '../../app/view/page.ts';
import { Name, oneOf } from '../../model/name.ts';
import { WORKSPACE_LIMIT_BYTES } from '../body.ts';
import { actorOf, allOf, PageQuery, pageOfQuery, type Server } from '../schema.ts';
import { sendFile } from '../send-file.ts';

const tag = 'Flows';
const ById = Type.Object({ id: Type.String({ maxLength: 100, description: 'Id of the run.' }) });
const strict = { additionalProperties: false } as const;
const moment = Type.Optional(Type.String({ format: 'date-time', description: 'ISO 8601.' }));
const runFilter = {
  flow: Type.Optional(Name),
  status: Type.Optional(oneOf(RUN_STATUSES, 'State of the run.')),
  startedAfter: moment,
  startedBefore: moment,
  eventId: Type.Optional(Type.String({ maxLength: 100, description: 'Runs that this event started.' })),
  text: Type.Optional(
    Type.String({ maxLength: 200, description: 'Occurs in the trigger or an action, unless secured; or the id.' }),
  ),
};
const RunQuery = Type.Object({ ...PageQuery, sort: RunSort, ...runFilter }, strict);
const Bulk = Type.Object(
  {
    command: oneOf(['resubmit', 'cancel'], 'resubmit takes runs that have ended, cancel those that go on.'),
    filter: Type.Optional(Type.Object(runFilter, strict)),
    isTrial: Type.Optional(Type.Boolean({ description: 'Only tells how many there are.' })),
  },
  strict,
);

/** Flows and their runs. */
export function addFlowRoutes(server: Server, app: App): void {
  addFlows(server, app);
  addPackages(server, app);
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
  server.get(
    '/api/flows/weeks',
    {
      config: { about: { tag, summary: 'Runs of every flow in the last four weeks' } },
      schema: { response: { 200: allOf(FlowWeeks) } },
    },
    async () => ({ items: await flows.weeks() }),
  );
  server.get(
    '/api/flows/:name/days',
    {
      config: { about: { tag, summary: 'Runs of a flow in the last four weeks, by day' } },
      schema: { params: Type.Object({ name: Name }), response: { 200: allOf(RunDay) } },
    },
    async (request) => ({ items: await flows.days(request.params.name) }),
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

const FORMATS = ['definition', 'package', 'solution', 'arm'] as const;

function addPackages(server: Server, { flowPackages }: App): void {
  server.post(
    '/api/flows/import',
    {
      bodyLimit: WORKSPACE_LIMIT_BYTES,
      config: {
        about: {
          tag,
          summary: 'Import the flows of a file',
          description:
            'A definition, workflow.json, deployment template, solution, exported package or a zip of these. Connections that are not named are told as missing.',
        },
      },
      schema: { body: FlowFile, response: { 200: allOf(ImportedFlow) } },
    },
    async (request) => ({ items: await flowPackages.import(importOf(request.body, actorOf(request))) }),
  );
  server.post(
    '/api/flows/import/preview',
    {
      bodyLimit: WORKSPACE_LIMIT_BYTES,
      config: {
        about: {
          tag,
          summary: 'What an import would do',
          description: 'The same answer as the import; nothing is kept.',
        },
      },
      schema: { body: FlowFile, response: { 200: allOf(ImportedFlow) } },
    },
    async (request) => ({ items: await flowPackages.preview(importOf(request.body, actorOf(request))) }),
  );
  const format = Type.Optional(oneOf(FORMATS, 'How it is wrapped. Default definition.'));
  server.get(
    '/api/flows/:name/export',
    {
      config: { about: { tag, summary: 'A flow as a file' } },
      schema: { params: Type.Object({ name: Name }), querystring: Type.Object({ format }) },
    },
    async ({ params, query }, reply) =>
      sendFile(reply, await flowPackages.export(params.name, query.format ?? 'definition')),
  );
  server.get(
    '/api/flows/export',
    {
      config: { about: { tag, summary: 'Several flows as a zip of their files, which the import takes' } },
      schema: {
        querystring: Type.Object({
          names: Type.String({ maxLength: 20_000, description: 'Names of the flows, with commas between.' }),
          format,
        }),
      },
    },
    async ({ query }, reply) =>
      sendFile(reply, await flowPackages.exportAll(query.names.split(','), query.format ?? 'definition')),
  );
}

function importOf({ fileName, content, ...rest }: FlowFile, changedBy: string): FlowImport {
  return { ...rest, file: fileName, content: Buffer.from(content, 'base64'), changedBy };
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
  server.post(
    '/api/runs/bulk',
    {
      config: {
        about: { tag, summary: 'Resubmit or cancel every run that fits', description: 'At most 1000 at a time.' },
      },
      schema: { body: Bulk, response: { 200: RunBulkResult } },
    },
    (request) => runs.bulk(request.body),
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
