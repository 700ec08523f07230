import Type from 'typebox';
import type { App } from '../../app/app.ts';
import type { AppDesigner } from '../../app/rooms/flows.ts';
import {
  ChoiceRequest,
  ChoiceView,
  ConnectorView,
  FavouriteOperations,
  FlowCheckView,
  FunctionView,
  RehearsalRequest,
  TemplateTrial,
  TemplateTrialResult,
  TestEventRequest,
  TestEventView,
} from '../../app/view/designer.ts';
import { RunDetail } from '../../app/view/flow.ts';
import { WORKSPACE_LIMIT_BYTES } from '../body.ts';
import { allOf, type Server } from '../schema.ts';

const tag = 'Flow designer';

/** What a designer of flows needs: operations, functions, checks and trials. */
export function addDesignerRoutes(server: Server, { designer }: App): void {
  server.get(
    '/api/designer/connectors',
    {
      config: { about: { tag, summary: 'Connectors with operations, their parameters and outputs' } },
      schema: { response: { 200: allOf(ConnectorView) } },
    },
    async () => ({ items: await designer.connectors() }),
  );
  server.get(
    '/api/designer/functions',
    {
      config: { about: { tag, summary: 'Functions of the expression language' } },
      schema: { response: { 200: allOf(FunctionView) } },
    },
    async () => ({ items: designer.functions() }),
  );
  addFavourites(server, designer);
  server.post(
    '/api/designer/events',
    {
      bodyLimit: WORKSPACE_LIMIT_BYTES,
      config: {
        about: {
          tag,
          summary: 'What a flow can be tested with',
          description:
            'Past runs, and events that its trigger could have fired on but that started no run, with why; newest first.',
        },
      },
      schema: { body: TestEventRequest, response: { 200: allOf(TestEventView) } },
    },
    async ({ body }) => ({ items: await designer.testEvents(body) }),
  );
  server.post(
    '/api/designer/check',
    {
      bodyLimit: WORKSPACE_LIMIT_BYTES,
      config: { about: { tag, summary: 'Every problem of a definition, with its place' } },
      schema: {
        body: Type.Object({ definition: Type.Unknown() }, { additionalProperties: false }),
        response: { 200: FlowCheckView },
      },
    },
    async (request) => designer.check(request.body.definition),
  );
  server.post(
    '/api/designer/evaluate',
    {
      config: { about: { tag, summary: 'The value of a template, against what a past run knew' } },
      schema: { body: TemplateTrial, response: { 200: TemplateTrialResult } },
    },
    (request) => designer.evaluate(request.body),
  );
  server.post(
    '/api/designer/rehearse',
    {
      bodyLimit: WORKSPACE_LIMIT_BYTES,
      config: {
        about: {
          tag,
          summary: 'Run a definition in memory',
          description:
            'As it is being edited, with its static results. What reaches out is held back unless `reachesOut` is set; child flows and callbacks always are. Nothing is kept.',
        },
      },
      schema: { body: RehearsalRequest, response: { 200: RunDetail } },
    },
    (request) => designer.rehearse(request.body),
  );
  server.post(
    '/api/designer/choices',
    {
      config: { about: { tag, summary: 'Values a parameter can take now, asked of the service' } },
      schema: { body: ChoiceRequest, response: { 200: allOf(ChoiceView) } },
    },
    async (request) => ({ items: await designer.choices(request.body) }),
  );
}

function addFavourites(server: Server, { favourites }: AppDesigner): void {
  const everybody = { role: 'viewer' } as const;
  server.get(
    '/api/designer/favourites',
    {
      config: { about: { tag, summary: 'Operations that one has starred' }, access: everybody },
      schema: { response: { 200: FavouriteOperations } },
    },
    async ({ principal }) => ({ operations: [...(await favourites.read(principal.accountId))] }),
  );
  server.put(
    '/api/designer/favourites',
    {
      config: { about: { tag, summary: 'Say which operations one has starred' }, access: everybody },
      schema: { body: FavouriteOperations, response: { 200: FavouriteOperations } },
    },
    async ({ principal, body }) => {
      await favourites.write(principal.accountId, body.operations);
      return body;
    },
  );
}
