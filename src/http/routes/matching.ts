import Type from 'typebox';
import type { App } from '../../app/app.ts';
import {
  LearnedWeights,
  MatchDecision,
  MatchExplanation,
  MatchedOf,
  MatchLabels,
  MatchReview,
  MatchThresholds,
} from '../../app/view/matching.ts';
import { actorOf, type Server } from '../schema.ts';

const tag = 'Matching';
const PairQuery = Type.Object(
  {
    of: MatchedOf,
    entity1: Type.String({ maxLength: 130 }),
    key1: Type.String({ maxLength: 1000 }),
    entity2: Type.String({ maxLength: 130 }),
    key2: Type.String({ maxLength: 1000 }),
  },
  { additionalProperties: false },
);

/** Who is who: why, what is doubtful, and decisions of people. */
export function addMatchingRoutes(server: Server, { matching }: App): void {
  server.get(
    '/api/matching/explain',
    {
      config: { about: { tag, summary: 'Why two records are, or are not, one customer or contact' } },
      schema: { querystring: PairQuery, response: { 200: MatchExplanation } },
    },
    ({ query }) =>
      matching.explain(
        {
          left: { entity: query.entity1, key: query.key1 },
          right: { entity: query.entity2, key: query.key2 },
        },
        query.of,
      ),
  );
  server.get(
    '/api/matching/review',
    {
      config: {
        about: { tag, summary: 'Pairs closest to the threshold, or that rules nearly match, for a person to decide' },
      },
      schema: {
        querystring: Type.Object({ of: MatchedOf, limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 500 })) }),
        response: { 200: MatchReview },
      },
    },
    ({ query }) => matching.review(query.limit ?? 50, query.of),
  );
  server.get(
    '/api/matching/weights',
    {
      config: {
        about: {
          tag,
          summary: 'Since when the weights of probabilities hold, and of how many records they were learned',
          description: 'Learn them anew with a refresh: `{"scope": {"kind": "unify"}, "learnsWeights": true}`.',
        },
      },
      schema: { response: { 200: LearnedWeights } },
    },
    () => matching.weights(),
  );
  server.post(
    '/api/matching/decisions',
    {
      config: {
        about: {
          tag,
          summary: 'Let two records always or never match, or forget that',
          description: 'It counts from the next refresh on.',
        },
      },
      schema: { body: MatchDecision, response: { 204: Type.Null() } },
    },
    async (request, reply) => {
      await matching.decide(request.body, actorOf(request));
      return reply.code(204).send(null);
    },
  );
  server.post(
    '/api/matching/thresholds',
    {
      config: { about: { tag, summary: 'Precision and recall by threshold, on labelled pairs' } },
      schema: { body: MatchLabels, response: { 200: MatchThresholds } },
    },
    async ({ body }) => {
      const { points, ...rest } = await matching.thresholds(body);
      return { ...rest, points: [...points] };
    },
  );
}
