import type { JsonObject } from '../../src/base/json.ts';
import { buildRequest } from '../../src/flows/connectors/build-request.ts';

/** Schema of a body with nested fields and defaults of every kind. */
export const FIELDS = {
  type: 'object',
  required: ['title', 'kind'],
  properties: {
    title: { type: 'string' },
    kind: { type: 'string', default: 'note' },
    source: { type: 'string', default: 'fluxu', 'x-ms-visibility': 'internal' },
    colour: { type: 'string', default: 'red' },
    customer: { $ref: '#/definitions/Customer' },
  },
};

function definitionOf(operation: JsonObject, root: JsonObject = {}, path = '/items'): JsonObject {
  return {
    swagger: '2.0',
    info: { title: 'Shop', version: '1' },
    host: 'api.shop.example',
    basePath: '/v1/',
    schemes: ['https'],
    definitions: {
      Customer: {
        type: 'object',
        properties: { name: { type: 'string' }, address: { $ref: '#/definitions/Address' } },
      },
      Address: {
        allOf: [
          { type: 'object', required: ['country'], properties: { country: { type: 'string', default: 'ES' } } },
          { properties: { town: { type: 'string' } } },
        ],
      },
    },
    paths: { [path]: { post: { operationId: 'Run', responses: {}, ...operation } } },
    ...root,
  };
}

/** The request of a made-up operation `Run` of a shop, with these values. */
export function request(
  operation: JsonObject,
  parameters: Record<string, unknown> = {},
  more: {
    root?: JsonObject;
    path?: string;
    connection?: Record<string, unknown>;
    policies?: readonly JsonObject[];
    connectionParameters?: JsonObject;
  } = {},
) {
  return buildRequest({
    definition: definitionOf(operation, more.root, more.path),
    properties: {
      properties: {
        policyTemplateInstances: more.policies ?? [],
        connectionParameters: more.connectionParameters ?? {},
      },
    },
    operationId: 'Run',
    parameters,
    connection: more.connection,
  });
}

/** An operation with a list in its query. */
export const query = (extra: JsonObject) => ({
  parameters: [{ name: 'ids', in: 'query', type: 'array', items: { type: 'string' }, ...extra }],
});
/** An operation with a body. */
export const body = (schema: JsonObject, extra: JsonObject = {}) => ({
  parameters: [{ name: 'body', in: 'body', required: true, schema, ...extra }],
});
/** An operation with a form. */
export const form = (consumes: string, ...parameters: readonly JsonObject[]) => ({
  consumes: [consumes],
  parameters: parameters.map((parameter) => ({ in: 'formData', ...parameter })),
});
/** Where the shop lies. */
export const BASE = 'https://api.shop.example/v1';
