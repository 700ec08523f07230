import Type from 'typebox';
import type { App } from '../../app/app.ts';
import { CallbackUrlView, FlowTriggerView, TriggerHistoryView, TriggerRunView } from '../../app/view/flow-trigger.ts';
import { pageOf } from '../../app/view/page.ts';
import { Name, oneOf } from '../../model/name.ts';
import { allOf, PageQuery, pageOfQuery, type Server } from '../schema.ts';

const tag = 'Flows';
const ByFlow = Type.Object({ name: Name });
const TriggerName = Type.String({ maxLength: 200, description: 'Name of the trigger in the definition.' });
const ByTrigger = Type.Object({ name: Name, trigger: TriggerName });
const HistoryQuery = Type.Object({
  ...PageQuery,
  trigger: Type.Optional(TriggerName),
  status: Type.Optional(oneOf(['Succeeded', 'Skipped', 'Failed'], 'What became of it.')),
});

/** Triggers of flows: what they are, when they fire next, what became of each firing. */
export function addFlowTriggerRoutes(server: Server, { flowTriggers }: App): void {
  server.get(
    '/api/flows/:name/triggers',
    {
      config: { about: { tag, summary: 'Triggers of a flow, with the time of the next look' } },
      schema: { params: ByFlow, response: { 200: allOf(FlowTriggerView) } },
    },
    async (request) => ({ items: await flowTriggers.list(request.params.name) }),
  );
  server.get(
    '/api/flows/:name/trigger-histories',
    {
      config: { about: { tag, summary: 'What became of each firing of a flow’s triggers, newest first' } },
      schema: { params: ByFlow, querystring: HistoryQuery, response: { 200: pageOf(TriggerHistoryView) } },
    },
    ({ params, query }) =>
      flowTriggers.history(params.name, { triggerName: query.trigger, status: query.status }, pageOfQuery(query)),
  );
  server.post(
    '/api/flows/:name/triggers/:trigger/list-callback-url',
    {
      config: {
        about: {
          tag,
          summary: 'Address at which a Request trigger is called',
          description: 'The address holds its signature: who knows it may start the flow.',
        },
      },
      schema: { params: ByTrigger, response: { 200: CallbackUrlView } },
    },
    ({ params }) => flowTriggers.callbackUrl(params.name, params.trigger),
  );
  server.post(
    '/api/flows/:name/triggers/:trigger/run',
    {
      config: { about: { tag, summary: 'Fire a trigger now', description: 'Its conditions and splitOn hold.' } },
      schema: {
        params: ByTrigger,
        body: Type.Object(
          { outputs: Type.Optional(Type.Unknown({ description: 'What triggerOutputs() gives in the run.' })) },
          { additionalProperties: false },
        ),
        response: { 202: TriggerRunView },
      },
    },
    async ({ params, body }, reply) =>
      reply.code(202).send(await flowTriggers.run(params.name, params.trigger, body.outputs)),
  );
}
