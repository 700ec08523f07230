import type { JsonObject } from '../../base/json.ts';

/** One operation of our connector: describes itself; server, definition and flows know it by its id. */
export interface ConnectorOperation {
  readonly operationId: string;
  /** What people see; at most 80 characters. */
  readonly summary: string;
  /** One sentence with a full stop. */
  readonly description: string;
  readonly method: 'get' | 'post' | 'patch' | 'delete';
  /** Below `/connector`, with `{name}` for path parameters. */
  readonly path: string;
  readonly parameters: readonly JsonObject[];
  /** By status. */
  readonly responses: Readonly<Record<number, JsonObject>>;
  /** `internal`: serves other operations (lists to choose from, schemas, unsubscribing). */
  readonly visibility?: 'important' | 'advanced' | 'internal';
  /** `single`: a webhook; `batch`: polled, one run an element. */
  readonly trigger?: 'single' | 'batch';
  /** Schema of what a webhook sends. */
  readonly notification?: JsonObject;
  /** True where the answer has `@odata.nextLink`. */
  readonly isPaged?: boolean;
  /** Versions of one operation share a family. */
  readonly annotation?: JsonObject;
}

/** The `paths` of OpenAPI 2.0. */
export function pathsOf(operations: readonly ConnectorOperation[]): JsonObject {
  const paths: Record<string, JsonObject> = {};
  for (const operation of operations) {
    const { path, method, notification } = operation;
    paths[path] = {
      ...(notification && {
        'x-ms-notification-content': { description: 'What happened.', schema: notification },
      }),
      ...paths[path],
      [method]: bodyOf(operation),
    };
  }
  return paths;
}

function bodyOf(operation: ConnectorOperation): JsonObject {
  const { operationId, summary, description, visibility, trigger, parameters, responses, annotation } = operation;
  return {
    operationId,
    summary,
    description,
    ...(visibility && { 'x-ms-visibility': visibility }),
    ...(trigger && { 'x-ms-trigger': trigger }),
    ...(trigger === 'single' && { 'x-ms-trigger-hint': 'Fires at the next refresh in which it happens.' }),
    ...(annotation && { 'x-ms-api-annotation': annotation }),
    ...(operation.isPaged && { 'x-ms-pageable': { nextLinkName: '@odata.nextLink' } }),
    parameters: [...parameters],
    responses: { ...responses } as JsonObject,
  };
}

/** An answer with a schema. */
export function answer(description: string, schema: JsonObject): JsonObject {
  return { description, schema };
}

/** An object schema whose properties all have a summary and a description. */
export function objectOf(properties: Readonly<Record<string, JsonObject>>, description: string): JsonObject {
  return { type: 'object', description, properties };
}

/** An answer `{value: [...]}` of such objects. */
export function listOf(item: JsonObject, description: string): JsonObject {
  const value = { type: 'array', 'x-ms-summary': 'Value', description, items: item };
  return { type: 'object', properties: { value } };
}

/** A property of a schema. */
export function property(type: string, [summary, description]: readonly [string, string], more: JsonObject = {}) {
  return { type, 'x-ms-summary': summary, description, ...more };
}
