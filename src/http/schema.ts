import type { IncomingMessage, ServerResponse } from 'node:http';
import type {
  FastifyBaseLogger,
  FastifyInstance,
  FastifyRequest,
  FastifySchemaCompiler,
  FastifyTypeProvider,
  RawServerDefault,
} from 'fastify';
import Type from 'typebox';
import Value from 'typebox/value';
import type { PageRequest } from '../app/view/page.ts';
import { findProblems, invalid } from '../model/validate.ts';

/** Types of a request's parts from their TypeBox schemas. */
export interface SchemaTypes extends FastifyTypeProvider {
  validator: this['schema'] extends Type.TSchema ? Type.Static<this['schema']> : unknown;
}

/** A Fastify server whose requests are typed by their schemas. */
export type Server = FastifyInstance<RawServerDefault, IncomingMessage, ServerResponse, FastifyBaseLogger, SchemaTypes>;

/** What each part of a request is called in an error. */
const PARTS: Readonly<Record<string, string>> = {
  body: 'The body',
  params: 'The path',
  querystring: 'The query',
  headers: 'The headers',
};

/**
 * Checks requests with the model's own validation, so that an error over HTTP reads like one anywhere else.
 * Numbers and booleans of path and query, which come as text, are converted; bodies are taken as they are.
 */
export const compileSchema: FastifySchemaCompiler<Type.TSchema> = ({ schema, httpPart = 'body' }) => {
  const place = { object: PARTS[httpPart] ?? httpPart };
  return (data: unknown) => {
    const value = httpPart === 'body' ? data : Value.Convert(schema, data);
    const problems = findProblems(schema, value, place);
    return problems.length > 0 ? { error: invalid(problems, place) } : { value };
  };
};

/** Query of every list. */
export const PageQuery = {
  limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 500, description: 'Most items to give. Default 50.' })),
  cursor: Type.Optional(Type.String({ maxLength: 500, description: 'nextCursor of the page before.' })),
};
const DEFAULT_LIMIT = 50;

/** The page a query asks for. */
export function pageOfQuery(query: { limit?: number; cursor?: string; sort?: string }): PageRequest {
  return { limit: query.limit ?? DEFAULT_LIMIT, cursor: query.cursor, sort: query.sort };
}

/** A list that is given whole. */
export function allOf<Item extends Type.TSchema>(item: Item) {
  return Type.Object({ items: Type.Array(item) });
}

/** Who a request comes from, for what keeps names of who did it. */
export function actorOf(request: FastifyRequest): string {
  return request.principal.name;
}
