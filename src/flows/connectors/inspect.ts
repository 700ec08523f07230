import type { Authentication } from './definition/authentication.ts';
import type { Operation, OperationKind } from './definition/operation.ts';
import type { Parameter } from './definition/parameter.ts';
import type { Problem } from './definition/reader.ts';
import { type Field, fieldsOf } from './definition/schema.ts';
import { type LoadedConnector, loadConnector } from './load.ts';

/** A parameter as `connector inspect` lists it. */
export interface InspectedParameter {
  readonly name: string;
  readonly in: Parameter['location'];
  readonly type: string;
  readonly required: boolean;
  readonly format?: string;
  readonly summary?: string;
  readonly description?: string;
  readonly visibility?: string;
  readonly default?: unknown;
  readonly collectionFormat?: string;
  readonly urlEncoding?: string;
  /** Fields of a body under the names flows give them. */
  readonly fields?: readonly Field[];
}

/** An operation as `connector inspect` lists it. */
export interface InspectedOperation {
  readonly operationId: string;
  readonly kind: OperationKind;
  readonly method: string;
  readonly path: string;
  readonly summary: string;
  readonly description?: string;
  readonly visibility?: string;
  readonly isDeprecated?: boolean;
  readonly parameters: readonly InspectedParameter[];
}

/** What a connector offers. */
export interface ConnectorReport {
  readonly title: string;
  readonly authentication: readonly Authentication[];
  readonly operations: readonly InspectedOperation[];
  readonly problems: readonly Problem[];
}

/** Reads the connector in a folder and tells what it offers and what is wrong with it. */
export async function inspectConnector(folder: string): Promise<ConnectorReport> {
  return reportOn(await loadConnector(folder));
}

/** What a loaded connector offers. */
export function reportOn({ connector, problems }: LoadedConnector): ConnectorReport {
  const { contract } = connector;
  return {
    title: contract.title,
    authentication: contract.authentication,
    operations: contract.operations.map((operation) => inspectOperation(operation, contract.document)),
    problems,
  };
}

function inspectOperation(operation: Operation, document: unknown): InspectedOperation {
  const { operationId, kind, method, path, summary, description, visibility, isDeprecated } = operation;
  return {
    operationId,
    kind,
    method,
    path,
    summary: summary ?? '',
    ...(description !== undefined && { description }),
    ...(visibility !== undefined && { visibility }),
    ...(isDeprecated && { isDeprecated }),
    parameters: operation.parameters.map((parameter) => inspectParameter(parameter, document)),
  };
}

function inspectParameter(parameter: Parameter, document: unknown): InspectedParameter {
  const { name, location, type, isRequired, format, summary, description, visibility } = parameter;
  const isList = type === 'array' && location !== 'body';
  return {
    name,
    in: location,
    type,
    required: isRequired,
    ...(format !== undefined && { format }),
    ...(summary !== undefined && { summary }),
    ...(description !== undefined && { description }),
    ...(visibility !== undefined && { visibility }),
    ...(parameter.hasDefault && { default: parameter.default }),
    ...(isList && { collectionFormat: parameter.collectionFormat }),
    ...(location === 'path' && parameter.urlEncoding === 'double' && { urlEncoding: 'double' }),
    ...(location === 'body' && { fields: fieldsOf(document, parameter.schema, name) }),
  };
}
