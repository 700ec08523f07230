import Type from 'typebox';
import type { App } from '../../app/app.ts';
import type { HistoryEntry } from '../../app/flows/run-history.ts';
import { RUN_STATUSES } from '../../app/view/flow.ts';
import { oneOf } from '../../model/name.ts';
import { PageQuery, pageOfQuery, type Server } from '../schema.ts';

const tag = 'Run history';
const text = (description: string) => Type.Optional(Type.String({ maxLength: 200, description }));
const Workflow = Type.Object({ name: Type.String({ maxLength: 200 }) });
const Run = Type.Object({ ...Workflow.properties, run: Type.String({ maxLength: 100 }) });
const Action = Type.Object({ ...Run.properties, action: Type.String({ maxLength: 200 }) });
const moment = Type.Optional(Type.String({ format: 'date-time', description: 'ISO 8601.' }));
const status = (description: string) => Type.Optional(oneOf(RUN_STATUSES, description));
const RunFilter = {
  ...PageQuery,
  'api-version': text('Taken from clients of Logic Apps; not looked at.'),
  status: status('Status of the run.'),
  startTimeAfter: moment,
  startTimeBefore: moment,
  triggerName: text('Name of the trigger.'),
  actionStatus: status('An action of the run has this status.'),
  clientTrackingId: text('Correlation id.'),
  text: text('Occurs in the trigger, or in inputs, outputs or errors of the actions, unless they are secured.'),
};
const Filter = Type.Object(RunFilter, { additionalProperties: false });

const Slice = Type.Object(
  {
    skip: Type.Optional(Type.Integer({ minimum: 0, description: 'How many are left out at the begin.' })),
    limit: Type.Optional(Type.Integer({ minimum: 1, description: 'Most to give. Default all.' })),
    status: text('States that are wanted, with commas between. Default all.'),
  },
  { additionalProperties: false },
);

function sliceOf(entries: readonly HistoryEntry[], { skip = 0, limit, status }: Type.Static<typeof Slice>) {
  const wanted = status?.split(',');
  const fitting = wanted ? entries.filter(({ properties }) => wanted.includes(String(properties['status']))) : entries;
  return { value: fitting.slice(skip, limit && skip + limit), count: fitting.length };
}

/** A body that may be left out. */
function orNothing<Body extends Type.TSchema>(body: Body) {
  return Type.Union([body, Type.Null()]);
}

/** Runs in the shape of the Logic Apps run API. */
export function addRunHistoryRoutes(server: Server, app: App): void {
  void server.register(async (scope) => {
    scope.addHook('preHandler', async ({ params }) => {
      const { name, run } = params as { readonly name: string; readonly run?: string };
      if (run !== undefined) await app.runHistory.requireRun(name, run);
    });
    for (const add of [addReading, addContent, addDoing]) add(scope as Server, app);
  });
}

function addReading(server: Server, { runHistory }: App): void {
  server.get(
    '/api/workflows/:name/runs',
    {
      config: { about: { tag, summary: 'Runs of a flow, newest first' } },
      schema: { params: Workflow, querystring: Filter },
    },
    async ({ params, query }) => {
      const {
        startTimeAfter: startedAfter,
        startTimeBefore: startedBefore,
        'api-version': _version,
        ...filter
      } = query;
      const page = await runHistory.runs(
        { ...filter, flow: params.name, startedAfter, startedBefore },
        pageOfQuery(query),
      );
      const next =
        page.nextCursor && `/api/workflows/${encodeURIComponent(params.name)}/runs?${searchOf(query, page.nextCursor)}`;
      return { value: page.items, nextLink: next };
    },
  );
  server.get(
    '/api/workflows/:name/runs/:run',
    { config: { about: { tag, summary: 'One run' } }, schema: { params: Run } },
    ({ params }) => runHistory.run(params.run),
  );
  server.get(
    '/api/workflows/:name/runs/:run/actions',
    { config: { about: { tag, summary: 'Actions of a run' } }, schema: { params: Run } },
    async ({ params }) => ({ value: await runHistory.actions(params.run) }),
  );
  server.get(
    '/api/workflows/:name/runs/:run/actions/:action',
    { config: { about: { tag, summary: 'One action of a run' } }, schema: { params: Action } },
    ({ params }) => runHistory.action(params.run, params.action),
  );
}

function searchOf(query: Readonly<Record<string, unknown>>, cursor: string): string {
  const given = Object.entries({ ...query, cursor }).filter(([, value]) => value !== undefined);
  return new URLSearchParams(given.map(([name, value]) => [name, String(value)])).toString();
}

function addContent(server: Server, { runHistory }: App): void {
  for (const part of ['repetitions', 'scopeRepetitions'] as const)
    server.get(
      `/api/workflows/:name/runs/:run/actions/:action/${part}`,
      {
        config: {
          about: {
            tag,
            summary: part === 'repetitions' ? 'Each time an action in a loop ran' : 'Turns of a loop',
            description: 'All of them, or the part that is asked for; count tells how many fit.',
          },
        },
        schema: { params: Action, querystring: Slice },
      },
      async ({ params, query }) => sliceOf(await runHistory[part](params.run, params.action), query),
    );
  for (const part of ['inputs', 'outputs'] as const)
    server.get(
      `/api/workflows/:name/runs/:run/actions/:action/${part}`,
      {
        config: { about: { tag, summary: `The ${part} of an action` } },
        schema: { params: Action, querystring: Type.Object({ repetition: text('Name of a repetition.') }) },
      },
      async ({ params, query }, reply) => {
        const content = await runHistory.content({
          runId: params.run,
          action: params.action,
          part,
          repetition: query.repetition,
        });
        return reply.type('application/json').send(JSON.stringify(content));
      },
    );
}

function addDoing(server: Server, { runHistory, runs, flows }: App): void {
  server.post(
    '/api/workflows/:name/runs/:run/cancel',
    { config: { about: { tag, summary: 'Cancel a run' } }, schema: { params: Run } },
    ({ params }) => runs.cancel(params.run),
  );
  server.post(
    '/api/workflows/:name/runs/:run/resubmit',
    {
      config: { about: { tag, summary: 'Run again, from the start or from an action with the inputs it had' } },
      schema: {
        params: Run,
        body: orNothing(
          Type.Object({
            actionsToResubmit: Type.Optional(
              Type.Array(Type.Object({ name: Type.String({ maxLength: 200 }) }), { maxItems: 1 }),
            ),
          }),
        ),
      },
    },
    async ({ params, body }, reply) => {
      const from = body?.actionsToResubmit?.[0]?.name;
      const runId =
        from === undefined ? (await runs.resubmit(params.run)).runId : await runHistory.resubmitFrom(params.run, from);
      return reply.code(202).send(await runHistory.run(runId));
    },
  );
  server.post(
    '/api/workflows/:name/runs/:run/replay',
    {
      config: { about: { tag, summary: 'Go through a run again with its recorded outcomes; first difference' } },
      schema: { params: Run },
    },
    async ({ params }) => ({ difference: (await runHistory.replay(params.run)) ?? null }),
  );
  server.post(
    '/api/workflows/:name/dryRun',
    {
      config: {
        about: { tag, summary: 'What the flow would do now with the triggers of its last runs; nothing is sent' },
      },
      schema: {
        params: Workflow,
        body: orNothing(Type.Object({ runs: Type.Optional(Type.Integer({ minimum: 1, maximum: 50 })) })),
      },
    },
    async ({ params, body }) => ({ value: await runHistory.dryRun(params.name, body?.runs ?? 10) }),
  );
  server.post(
    '/api/workflows/:name/triggers/:trigger/run',
    {
      config: { about: { tag, summary: 'Run a trigger by hand' } },
      schema: {
        params: Type.Object({ ...Workflow.properties, trigger: Type.String({ maxLength: 200 }) }),
        body: orNothing(Type.Object({ outputs: Type.Optional(Type.Unknown()) })),
      },
    },
    async ({ params, body }, reply) =>
      reply.code(202).send(await flows.run(params.name, body?.outputs ?? {}, params.trigger)),
  );
}
