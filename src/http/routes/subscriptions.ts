import Type from 'typebox';
import type { App } from '../../app/app.ts';
import { pageOf } from '../../app/view/page.ts';
import {
  CreatedSubscriptionView,
  ResumeInput,
  RotationInput,
  RotationView,
  SubscriptionInput,
  SubscriptionSort,
  SubscriptionView,
  TestDeliveryView,
} from '../../app/view/subscription.ts';
import { oneOf } from '../../model/name.ts';
import { actorOf, PageQuery, pageOfQuery, type Server } from '../schema.ts';

const tag = 'Subscriptions';
const ById = Type.Object({ id: Type.String({ maxLength: 200, description: 'Id of the subscription.' }) });
const SubscriptionQuery = Type.Object({
  ...PageQuery,
  sort: SubscriptionSort,
  state: Type.Optional(oneOf(['active', 'paused', 'ended'], 'Only those in this state.')),
});

/** Receivers outside that are told when a trigger fires. */
export function addSubscriptionRoutes(server: Server, app: App): void {
  addKeeping(server, app);
  addStates(server, app);
}

function addKeeping(server: Server, { subscriptions }: App): void {
  server.get(
    '/api/subscriptions',
    {
      config: { about: { tag, summary: 'Subscriptions of webhook receivers, newest first' } },
      schema: { querystring: SubscriptionQuery, response: { 200: pageOf(SubscriptionView) } },
    },
    (request) => subscriptions.list({ state: request.query.state }, pageOfQuery(request.query)),
  );
  server.post(
    '/api/subscriptions',
    {
      config: {
        about: {
          tag,
          summary: 'Subscribe a webhook receiver to a trigger',
          description: 'The answer holds the signing secret, which is never shown again.',
        },
      },
      schema: { body: SubscriptionInput, response: { 201: CreatedSubscriptionView } },
    },
    async (request, reply) => {
      const created = await subscriptions.add(request.body, actorOf(request));
      const location = `/api/subscriptions/${created.subscription.subscriptionId}`;
      return reply.code(201).header('location', location).send(created);
    },
  );
  server.get(
    '/api/subscriptions/:id',
    {
      config: { about: { tag, summary: 'One subscription' } },
      schema: { params: ById, response: { 200: SubscriptionView } },
    },
    (request) => subscriptions.get(request.params.id),
  );
  server.delete(
    '/api/subscriptions/:id',
    {
      config: { about: { tag, summary: 'End a subscription; its history stays' } },
      schema: { params: ById, response: { 204: Type.Null({ description: 'Done.' }) } },
    },
    async (request, reply) => {
      await subscriptions.end(request.params.id, actorOf(request));
      return reply.code(204).send();
    },
  );
}

function addStates(server: Server, { subscriptions }: App): void {
  server.post(
    '/api/subscriptions/:id/pause',
    {
      config: { about: { tag, summary: 'Let deliveries wait until the subscription is resumed' } },
      schema: { params: ById, response: { 200: SubscriptionView } },
    },
    (request) => subscriptions.pause(request.params.id, actorOf(request)),
  );
  server.post(
    '/api/subscriptions/:id/resume',
    {
      config: { about: { tag, summary: 'Let deliveries go out again, and say what becomes of what was missed' } },
      schema: { params: ById, body: ResumeInput, response: { 200: SubscriptionView } },
    },
    (request) => subscriptions.resume(request.params.id, request.body.missed, actorOf(request)),
  );
  server.post(
    '/api/subscriptions/:id/rotate',
    {
      config: {
        about: {
          tag,
          summary: 'Give the subscription a new signing secret',
          description: 'Until the overlap is over, messages carry a signature of the old secret too.',
        },
      },
      schema: { params: ById, body: RotationInput, response: { 200: RotationView } },
    },
    (request) => subscriptions.rotate(request.params.id, request.body, actorOf(request)),
  );
  server.post(
    '/api/subscriptions/:id/test',
    {
      config: { about: { tag, summary: 'Send an occurrence marked as a test', description: 'Follow its delivery.' } },
      schema: { params: ById, response: { 202: TestDeliveryView } },
    },
    async (request, reply) => reply.code(202).send(await subscriptions.test(request.params.id)),
  );
}
