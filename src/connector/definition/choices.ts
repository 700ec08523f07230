import type { JsonObject } from '../../base/json.ts';
import { answer, type ConnectorOperation, listOf, objectOf, property } from './operation.ts';
import { dataset, path, query, table } from './parameters.ts';

const choice = objectOf(
  {
    name: property('string', ['Value', 'Value to give to the operation.']),
    displayName: property('string', ['Title', 'Name that people see.']),
  },
  'A value to choose.',
);
const choices = { 200: answer('Values to choose from.', listOf(choice, 'Values to choose from.')) };
const schema = {
  200: answer(
    'The schema.',
    objectOf({ schema: property('object', ['Schema', 'JSON Schema of the row.']) }, 'A schema.'),
  ),
};
const measure = path('measure', { summary: 'Measure', description: 'Name of the measure.' });

interface ChoiceTexts {
  readonly path: string;
  readonly summary: string;
  readonly parameters: readonly JsonObject[];
}

function choiceOperation(operationId: string, { path, summary, parameters }: ChoiceTexts): ConnectorOperation {
  const description = `${summary}, to choose from.`;
  return {
    operationId,
    summary,
    description,
    method: 'get',
    path,
    parameters,
    responses: choices,
    visibility: 'internal',
  };
}

/** Operations behind lists to choose from and schemas; designers call them, people do not see them. */
export const choiceOperations: readonly ConnectorOperation[] = Object.freeze([
  choiceOperation('ListInstances', { path: '/datasets', summary: 'Instances', parameters: [] }),
  choiceOperation('ListDataSources', {
    path: '/datasets/{dataset}/datasources',
    summary: 'Data sources',
    parameters: [dataset],
  }),
  choiceOperation('ListSegments', { path: '/datasets/{dataset}/segments', summary: 'Segments', parameters: [dataset] }),
  choiceOperation('ListMeasures', {
    path: '/datasets/{dataset}/measures',
    summary: 'Business measures',
    parameters: [dataset],
  }),
  choiceOperation('ListCalculations', {
    path: '/datasets/{dataset}/measures/{measure}/calculations',
    summary: 'Calculations of a measure',
    parameters: [dataset, measure],
  }),
  choiceOperation('ListMeasureRows', {
    path: '/datasets/{dataset}/measures/{measure}/rows',
    summary: 'Rows of a measure with dimensions',
    parameters: [dataset, measure],
  }),
  {
    operationId: 'GetMeasureRowSchema',
    summary: 'Dimensions of a measure',
    description: 'Gives the schema of a row of a measure.',
    method: 'get',
    path: '/datasets/{dataset}/measures/{measure}/schema',
    parameters: [dataset, measure],
    responses: schema,
    visibility: 'internal',
  },
  {
    operationId: 'GetEntitySchema',
    summary: 'Schema of an entity',
    description: 'Gives the schema of the rows of an entity.',
    method: 'get',
    path: '/datasets/{dataset}/tables/{table}/schema',
    parameters: [
      dataset,
      table,
      query('purpose', 'string', {
        summary: 'Purpose',
        description: 'Whether rows are read or written.',
        more: { enum: ['read', 'write'], default: 'read' },
      }),
    ],
    responses: schema,
    visibility: 'internal',
  },
  {
    operationId: 'DeleteSubscription',
    summary: 'Delete a subscription',
    description: 'Ends a subscription; its address holds a token, so no key is needed.',
    method: 'delete',
    path: '/subscriptions/{token}',
    parameters: [path('token', { summary: 'Token', description: 'Token of the subscription.' })],
    responses: { 204: { description: 'The subscription is ended.' } },
    visibility: 'internal',
  },
] satisfies readonly ConnectorOperation[]);
