import { Ajv } from 'ajv';
import addFormats from 'ajv-formats';
import { isPlainObject } from '../../src/base/json.ts';

type Json = Readonly<Record<string, unknown>>;

/** What the server answered. */
export interface PlatformAnswer {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  /** The text as JSON where it is. */
  readonly body: unknown;
}

/** A client that reads the definition from the server and knows nothing else, as Power Automate and Logic Apps do. */
export interface Platform {
  /** Operations to start a flow with, by `x-ms-trigger`: `single` is called, `batch` is polled. */
  triggers(kind: 'single' | 'batch'): readonly string[];
  testConnection(): Promise<PlatformAnswer>;
  call(operationId: string, parameters: Json): Promise<PlatformAnswer>;
  /** Values that a parameter can take, from `x-ms-dynamic-values`. */
  choices(operationId: string, parameter: string, known: Json): Promise<readonly { value: unknown; title: string }[]>;
  /** Properties of the rows an operation gives, from `x-ms-dynamic-schema`. */
  schema(operationId: string, known: Json): Promise<Json>;
  subscribe(operationId: string, parameters: Json, callbackUrl: string): Promise<PlatformAnswer & { location: string }>;
  poll(operationId: string, parameters: Json): Promise<PlatformAnswer>;
  /** Asks where the answer before said. */
  follow(answer: PlatformAnswer): Promise<PlatformAnswer>;
  get(url: string): Promise<PlatformAnswer>;
  /** What is wrong in an answer against the schema of its operation; fields that it does not name are wrong too. */
  faultsOf(operationId: string, body: unknown): readonly string[];
  faultsOfNotification(operationId: string, body: unknown): readonly string[];
}

interface FoundOperation {
  readonly method: string;
  readonly path: string;
  readonly item: Json;
  readonly content: Json;
}

/** Imports the connector of a server and makes a connection with an API key. */
export async function createPlatform(address: string, key: string): Promise<Platform> {
  const definition = (await (await fetch(`${address}/connector/apiDefinition.swagger.json`)).json()) as Json;
  const base = `${address}${String(definition['basePath'])}`;
  const [security] = Object.values(objectAt(definition, 'securityDefinitions')) as Json[];
  const headers = { [String(security?.['name'])]: key };
  const find = (operationId: string) => findOperation(definition, operationId);
  const definitions = closed(definition['definitions']);

  const send = async (url: string, init: RequestInit = {}): Promise<PlatformAnswer> => {
    const response = await fetch(url, {
      ...init,
      headers: { ...headers, ...(init.headers as Record<string, string>) },
    });
    const text = await response.text();
    return { status: response.status, headers: response.headers, text, body: parse(text) };
  };
  const call = (operationId: string, parameters: Json) => {
    const { url, body, method } = requestOf(find(operationId), parameters, base);
    const json =
      body === undefined ? {} : { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } };
    return send(url, { method: method.toUpperCase(), ...json });
  };
  const validate = (schema: unknown, body: unknown) => {
    const ajv = new Ajv({ strict: false, allErrors: true });
    addFormats.default(ajv);
    const check = ajv.compile({ ...(closed(schema) as object), definitions });
    check(body);
    return (check.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message ?? ''}`);
  };
  return {
    triggers: (kind) =>
      operationsOf(definition).flatMap(({ content }) =>
        content['x-ms-trigger'] === kind ? [String(content['operationId'])] : [],
      ),
    testConnection: () => {
      const test = objectAt(objectAt(definition, 'x-ms-capabilities'), 'testConnection');
      return call(String(test['operationId']), objectAt(test, 'parameters'));
    },
    call,
    choices: async (operationId, parameter, known) => {
      const source = objectAt(
        parametersOf(find(operationId)).find(({ name }) => name === parameter),
        'x-ms-dynamic-values',
      );
      const { body } = await call(String(source['operationId']), takenFrom(source, known));
      const items = (body as Json)[String(source['value-collection'])] as Json[];
      return items.map((item) => ({
        value: item[String(source['value-path'])],
        title: String(item[String(source['value-title'])]),
      }));
    },
    schema: async (operationId, known) => {
      const { content } = find(operationId);
      const source = dynamicSchemaIn(content['responses']) ?? {};
      const { body } = await call(String(source['operationId']), takenFrom(source, known));
      return objectAt(objectAt(body, String(source['value-path'])), 'properties');
    },
    subscribe: async (operationId, parameters, callbackUrl) => {
      const operation = find(operationId);
      const body = parametersOf(operation).find((parameter) => parameter['in'] === 'body');
      const properties = objectAt(objectAt(body, 'schema'), 'properties');
      const [target] =
        Object.entries(properties).find(([, schema]) => (schema as Json)['x-ms-notification-url'] === true) ?? [];
      const answer = await call(operationId, {
        ...parameters,
        [String(body?.['name'])]: { [String(target)]: callbackUrl },
      });
      return { ...answer, location: answer.headers.get('location') ?? '' };
    },
    poll: call,
    follow: ({ headers: before }) => send(before.get('location') ?? ''),
    get: (url) => send(url),
    faultsOf: (operationId, body) => {
      const responses = objectAt(find(operationId).content, 'responses');
      const [, success] = Object.entries(responses).find(([status]) => status.startsWith('2')) ?? [];
      return validate(objectAt(success, 'schema'), body);
    },
    faultsOfNotification: (operationId, body) =>
      validate(objectAt(objectAt(find(operationId).item, 'x-ms-notification-content'), 'schema'), body),
  };
}

function findOperation(definition: Json, operationId: string): FoundOperation {
  const found = operationsOf(definition).find(({ content }) => content['operationId'] === operationId);
  if (!found) throw new Error(`The definition has no operation ${operationId}.`);
  return found;
}

function operationsOf(definition: Json): readonly FoundOperation[] {
  return Object.entries(objectAt(definition, 'paths')).flatMap(([path, item]) =>
    Object.entries(item as Json).flatMap(([method, content]) =>
      isPlainObject(content) && 'operationId' in content ? [{ method, path, item: item as Json, content }] : [],
    ),
  );
}

/** The schema without room for fields it does not name: a designer offers none of those. */
function closed(schema: unknown): unknown {
  if (Array.isArray(schema)) return schema.map(closed);
  if (!isPlainObject(schema)) return schema;
  const inner = Object.fromEntries(Object.entries(schema).map(([key, value]) => [key, closed(value)]));
  return schema['type'] === 'object' && 'properties' in schema ? { additionalProperties: false, ...inner } : inner;
}

function requestOf(operation: FoundOperation, values: Json, base: string) {
  let path = operation.path;
  const query = new URLSearchParams();
  let body: unknown;
  for (const parameter of parametersOf(operation)) {
    const name = String(parameter['name']);
    const value = values[name] ?? parameter['default'];
    if (value === undefined) continue;
    if (parameter['in'] === 'path') path = path.replace(`{${name}}`, encodeURIComponent(String(value)));
    else if (parameter['in'] === 'query') query.set(name, String(value));
    else body = value;
  }
  const search = query.size > 0 ? `?${query}` : '';
  return { url: `${base}${path}${search}`, body, method: operation.method };
}

function parametersOf({ content }: FoundOperation): readonly Json[] {
  return content['parameters'] as Json[];
}

/** Parameters of a list or schema, taken from what is filled in so far. */
function takenFrom(source: Json, known: Json): Json {
  const entries = Object.entries(objectAt(source, 'parameters')).map(([name, given]) => [
    name,
    isPlainObject(given) ? known[String(given['parameter'])] : given,
  ]);
  return Object.fromEntries(entries) as Json;
}

function dynamicSchemaIn(value: unknown): Json | undefined {
  if (Array.isArray(value)) return value.map(dynamicSchemaIn).find((found) => found !== undefined);
  if (!isPlainObject(value)) return undefined;
  const own = value['x-ms-dynamic-schema'];
  return isPlainObject(own)
    ? own
    : Object.values(value)
        .map(dynamicSchemaIn)
        .find((found) => found !== undefined);
}

function objectAt(value: unknown, key: string): Json {
  const inner = isPlainObject(value) ? value[key] : undefined;
  return isPlainObject(inner) ? inner : {};
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
