import type { FastifyInstance, RouteOptions } from 'fastify';

type Json = Record<string, unknown>;

/** What a route tells about itself beside Fastify's own schema. */
export interface RouteDescription {
  readonly tag: string;
  readonly summary: string;
  readonly description?: string;
  /** Media type of the answer when it is not JSON. */
  readonly mediaType?: string;
}

declare module 'fastify' {
  interface FastifyContextConfig {
    readonly about?: RouteDescription;
  }
}

interface RouteRecord {
  readonly method: string;
  readonly path: string;
  readonly about: RouteDescription;
  readonly schema: Json;
}

/** Collects the described routes that are added from now on; the document is made when asked for. */
export function collectRoutes(server: FastifyInstance, version: string): () => Json {
  const routes: RouteRecord[] = [];
  server.addHook('onRoute', (route: RouteOptions) => {
    const about = route.config?.about;
    const [method] = [route.method].flat();
    if (about && method && method !== 'HEAD') {
      routes.push({ method: method.toLowerCase(), path: route.url, about, schema: (route.schema ?? {}) as Json });
    }
  });
  return () => createDocument(routes, version);
}

/** The OpenAPI 3.1 document of the routes; recursive schemas become components. */
function createDocument(routes: readonly RouteRecord[], version: string): Json {
  const components: Json = {};
  const paths: Record<string, Json> = {};
  for (const route of routes) {
    const path = route.path.replaceAll(/:(\w+)/g, '{$1}');
    paths[path] = { ...paths[path], [route.method]: describeOperation(route, components) };
  }
  return {
    openapi: '3.1.0',
    info: {
      title: 'Fluxu',
      version,
      description: 'Everything a running Fluxu offers over HTTP.',
      license: { name: 'MIT' },
    },
    servers: [{ url: '/' }],
    paths,
    components: {
      schemas: components,
      securitySchemes: {
        key: { type: 'apiKey', in: 'header', name: 'X-Fluxu-Key', description: 'A key, also as a bearer token.' },
        session: { type: 'apiKey', in: 'cookie', name: 'fluxu_session', description: 'Changes need X-Fluxu-Csrf too.' },
      },
    },
    security: [{ key: [] }, { session: [] }],
  };
}

function describeOperation({ about, schema, method, path }: RouteRecord, components: Json): Json {
  const answers = Object.entries((schema['response'] ?? {}) as Json);
  return {
    operationId: operationIdOf(method, path),
    tags: [about.tag],
    summary: about.summary,
    ...(about.description && { description: about.description }),
    parameters: [
      ...describeParameters('path', schema['params'] as Json | undefined),
      ...describeParameters('query', schema['querystring'] as Json | undefined),
    ],
    ...(schema['body'] !== undefined && {
      requestBody: { required: true, content: { 'application/json': { schema: hoist(schema['body'], components) } } },
    }),
    responses: {
      ...Object.fromEntries(answers.map(([status, answer]) => [status, describeAnswer(answer, about, components)])),
      default: {
        description: 'What went wrong, where, and how to mend it.',
        content: { 'application/problem+json': { schema: problemSchema(components) } },
      },
    },
  };
}

function describeAnswer(answer: unknown, about: RouteDescription, components: Json): Json {
  const description = (answer as Json)['description'] ?? about.summary;
  if ((answer as Json)['type'] === 'null') return { description };
  return { description, content: { [about.mediaType ?? 'application/json']: { schema: hoist(answer, components) } } };
}

function describeParameters(place: 'path' | 'query', schema: Json | undefined): Json[] {
  const properties = (schema?.['properties'] ?? {}) as Record<string, Json>;
  const required = (schema?.['required'] ?? []) as string[];
  return Object.entries(properties).map(([name, { description, ...rest }]) => ({
    name,
    in: place,
    required: place === 'path' || required.includes(name),
    ...(description !== undefined && { description }),
    schema: rest,
  }));
}

/** A schema without local definitions: they move to the components, and references with them. */
function hoist(schema: unknown, components: Json): unknown {
  if (Array.isArray(schema)) return schema.map((item) => hoist(item, components));
  if (typeof schema !== 'object' || schema === null) return schema;
  const { $defs, $id: _id, ...rest } = schema as Json;
  for (const [name, definition] of Object.entries(($defs ?? {}) as Json)) {
    if (name in components) continue;
    components[name] = {};
    components[name] = hoist(definition, components);
  }
  const entries = Object.entries(rest).map(([key, value]) =>
    key === '$ref' ? [key, `#/components/schemas/${String(value)}`] : [key, hoist(value, components)],
  );
  return Object.fromEntries(entries);
}

function problemSchema(components: Json): Json {
  components['Problem'] ??= {
    type: 'object',
    description: 'RFC 9457 problem details.',
    required: ['type', 'title', 'status', 'code', 'message', 'mend'],
    properties: {
      type: { type: 'string' },
      title: { type: 'string' },
      status: { type: 'integer' },
      instance: { type: 'string' },
      code: { type: 'string', description: 'Stable code, e.g. FLX_INVALID.' },
      message: { type: 'string' },
      mend: { type: 'string', description: 'One order that mends it.' },
      place: { type: 'object', description: 'Where: file, JSON pointer, object, line, column.' },
      problems: { type: 'array', items: { type: 'object' }, description: 'Every problem found, in the same form.' },
    },
  };
  return { $ref: '#/components/schemas/Problem' };
}

/** `get /api/runs/:id` becomes getRunsById. */
function operationIdOf(method: string, path: string): string {
  const words = path
    .replace(/^\/(api\/)?/, '')
    .split(/[/-]/)
    .map((part) => (part.startsWith(':') ? `By${capital(part.slice(1))}` : capital(part)));
  return method + words.join('').replaceAll(/\W/g, '');
}

function capital(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1);
}
