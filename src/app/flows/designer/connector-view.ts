import { isPlainObject } from '../../../base/json.ts';
import { type Connector, describeOperation, type OperationDescription } from '../../../flows/connectors/index.ts';
import type { ConnectorView, OperationField, OperationView } from '../../view/designer.ts';

/** A connector as the designer offers it; what is internal stays out. */
export function connectorView(connector: Connector): ConnectorView {
  const { contract, name, apiNames } = connector;
  return {
    name,
    apiName: apiNames[0] ?? `shared_${name}`,
    title: contract.title || name,
    description: contract.description,
    operations: contract.operations
      .filter(({ visibility }) => visibility !== 'internal')
      .map((operation) => operationView(describeOperation(connector, operation))),
  };
}

function operationView(operation: OperationDescription): OperationView {
  return {
    operationId: operation.operationId,
    title: operation.summary || wordsOf(operation.operationId),
    ...(operation.description !== undefined && { description: operation.description }),
    kind: operation.kind,
    visibility: visibilityOf(operation.visibility),
    isDeprecated: operation.isDeprecated,
    fields: operation.fields.map(fieldView).filter(({ visibility }) => visibility !== 'internal'),
    outputs: operation.outputs.map(({ name, type, format, summary, description }) => ({
      path: name,
      title: summary ?? wordsOf(name.split('/').at(-1) ?? name),
      ...(description !== undefined && { description }),
      type,
      ...(format !== undefined && { format }),
    })),
  };
}

function fieldView({ name, schema, type, summary, isRequired, visibility }: OperationDescription['fields'][number]) {
  const choices = schema['enum'];
  const description = schema['description'];
  const format = schema['format'];
  const fallback = schema['default'];
  const field: OperationField = {
    name,
    title: summary ?? wordsOf(name.split('/').at(-1) ?? name),
    ...(typeof description === 'string' && { description }),
    type,
    ...(typeof format === 'string' && { format }),
    isRequired,
    visibility: visibilityOf(visibility),
    ...(Array.isArray(choices) && { choices }),
    hasDynamicChoices: isPlainObject(schema['x-ms-dynamic-values']) || isPlainObject(schema['x-ms-dynamic-list']),
    ...(fallback !== undefined && { default: fallback }),
  };
  return field;
}

function visibilityOf(value: string | undefined): OperationField['visibility'] {
  return value === 'important' || value === 'advanced' || value === 'internal' ? value : 'none';
}

/** `previousEntityCount` as `Previous entity count`. */
function wordsOf(name: string): string {
  const words = name.replace(/[_-]+/g, ' ').replace(/([a-z0-9])([A-Z])/g, (_, end, start) => `${end} ${start}`);
  return words.charAt(0).toUpperCase() + words.slice(1).toLowerCase();
}
