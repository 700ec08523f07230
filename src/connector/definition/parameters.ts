import type { JsonObject } from '../../base/json.ts';

/** What people read about a parameter, and how it is chosen. */
export interface ParameterTexts {
  readonly summary: string;
  readonly description: string;
  readonly isRequired?: boolean;
  readonly choices?: Choices;
  readonly more?: JsonObject;
}

/** The operation that lists the values of a parameter, and the parameters of the caller it takes over. */
export interface Choices {
  readonly operationId: string;
  readonly takes?: readonly string[];
}

/** A parameter of the query. */
export function query(name: string, type: string, texts: ParameterTexts): JsonObject {
  return { name, in: 'query', required: texts.isRequired ?? false, type, ...wordsOf(texts) };
}

/** A required parameter of the path. */
export function path(name: string, texts: ParameterTexts): JsonObject {
  return { name, in: 'path', required: true, type: 'string', 'x-ms-url-encoding': 'single', ...wordsOf(texts) };
}

function wordsOf({ summary, description, choices, more = {} }: ParameterTexts): JsonObject {
  return { 'x-ms-summary': summary, description, ...(choices && choicesOf(choices)), ...more };
}

/** Both spellings of a list to choose from: older designers read the first, newer ones the second. */
function choicesOf({ operationId, takes = [] }: Choices): JsonObject {
  return {
    'x-ms-dynamic-values': {
      operationId,
      parameters: Object.fromEntries(takes.map((name) => [name, { parameter: name }])),
      'value-collection': 'value',
      'value-path': 'name',
      'value-title': 'displayName',
    },
    'x-ms-dynamic-list': {
      operationId,
      parameters: Object.fromEntries(takes.map((name) => [name, { parameterReference: name }])),
      itemsPath: 'value',
      itemValuePath: 'name',
      itemTitlePath: 'displayName',
    },
  };
}

/** Both spellings of a schema that an operation gives; `fixed` are values that do not come from the caller. */
export function schemaFrom(
  operationId: string,
  takes: readonly string[],
  fixed: Readonly<Record<string, string>> = {},
): JsonObject {
  const own = takes.map((name) => [name, { parameter: name }] as const);
  const references = takes.map((name) => [name, { parameterReference: name }] as const);
  const values = Object.entries(fixed).map(([name, value]) => [name, { value }] as const);
  return {
    'x-ms-dynamic-schema': {
      operationId,
      parameters: { ...Object.fromEntries(own), ...fixed },
      'value-path': 'schema',
    },
    'x-ms-dynamic-properties': {
      operationId,
      parameters: Object.fromEntries([...references, ...values]),
      itemValuePath: 'schema',
    },
  };
}

/** The instance, which nearly every operation takes. */
export const dataset = path('dataset', {
  summary: 'Instance',
  description: 'Fluxu instance.',
  choices: { operationId: 'ListInstances' },
  more: { default: 'default' },
});

/** An entity of the instance. */
export const table = path('table', {
  summary: 'Entity',
  description: 'Name of the entity.',
  choices: { operationId: 'GetEntities', takes: ['dataset'] },
});

/** Primary key of a row. */
export const id = path('id', { summary: 'Item id', description: 'Primary key of the row.' });

/** The row to write; its schema is that of the entity. */
export const item: JsonObject = {
  name: 'item',
  in: 'body',
  required: true,
  'x-ms-summary': 'Item',
  description: 'Attributes by name.',
  schema: { type: 'object', ...schemaFrom('GetEntitySchema', ['dataset', 'table'], { purpose: 'write' }) },
};

/** How long a written row is shown before a refresh has to bring it. */
export const validUntil = query('validUntil', 'string', {
  summary: 'Valid until',
  description:
    'End of the time in which the row is shown; by default 4 hours for a profile and 30 days for an activity, at most 30 days.',
  more: { format: 'date-time', 'x-ms-visibility': 'advanced' },
});

/** Which rows of an entity are wanted, as OData says it. */
export const rowQuery: readonly JsonObject[] = [
  query('$filter', 'string', { summary: 'Filter', description: "OData filter, e.g. CustomerId eq 'a1'." }),
  query('$select', 'string', { summary: 'Select', description: 'Attributes to give, with commas between them.' }),
  query('$orderby', 'string', { summary: 'Order by', description: 'Attributes that order the rows, e.g. City desc.' }),
  query('$top', 'integer', { summary: 'Top', description: 'Most rows to give.' }),
  query('$skip', 'integer', { summary: 'Skip', description: 'Rows to pass over.' }),
];
