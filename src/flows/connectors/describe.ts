import type { Connector } from './connector.ts';
import type { Operation, OperationKind } from './definition/operation.ts';
import { resolveReference } from './definition/reader.ts';
import { expandSchema, type Field, fieldsOf, type Schema } from './definition/schema.ts';

/** One value to fill in, under the name flows write. */
export interface DescribedField {
  readonly name: string;
  readonly type: string;
  readonly summary: string | undefined;
  readonly isRequired: boolean;
  readonly visibility: string | undefined;
  /** With `description`, `enum`, `default`, `format` and the `x-ms-dynamic-*` of the field. */
  readonly schema: Schema;
}

/** An operation as a form needs it: bodies taken apart, outputs named. */
export interface OperationDescription {
  readonly operationId: string;
  readonly kind: OperationKind;
  readonly summary: string;
  readonly description: string | undefined;
  readonly visibility: string | undefined;
  readonly isDeprecated: boolean;
  readonly fields: readonly DescribedField[];
  /** Values below the body of the answer (of the notification, for a webhook). */
  readonly outputs: readonly Field[];
}

/** Describes an operation of a connector for people. */
export function describeOperation({ contract }: Connector, operation: Operation): OperationDescription {
  const { document } = contract;
  return {
    operationId: operation.operationId,
    kind: operation.kind,
    summary: operation.summary ?? '',
    description: operation.description,
    visibility: operation.visibility,
    isDeprecated: operation.isDeprecated,
    fields: operation.parameters.flatMap((parameter) =>
      parameter.location === 'body'
        ? bodyFields(document, parameter.schema, parameter.name)
        : [
            {
              name: parameter.name,
              type: parameter.type,
              summary: parameter.summary,
              isRequired: parameter.isRequired,
              visibility: parameter.visibility,
              schema: { description: parameter.description, ...parameter.schema },
            },
          ],
    ),
    outputs: fieldsOf(document, operation.outputSchema, 'body').map((field) => ({
      ...field,
      name: field.name.replace(/^body\/?/, ''),
    })),
  };
}

function bodyFields(document: unknown, schema: unknown, name: string): readonly DescribedField[] {
  return fieldsOf(document, schema, name)
    .map((field) => ({ field, own: schemaAt(document, schema, field.name.slice(name.length + 1)) }))
    .filter(({ own }) => own['x-ms-notification-url'] !== true)
    .map(({ field, own }) => ({
      name: field.name,
      type: field.type,
      summary: field.summary,
      isRequired: field.required,
      visibility: field.visibility,
      schema: own,
    }));
}

function schemaAt(document: unknown, schema: unknown, path: string): Schema {
  const keys = path === '' ? [] : path.split('/').map((key) => key.replaceAll('~1', '/').replaceAll('~0', '~'));
  return keys.reduce<Schema>(
    (own, key) => expandSchema(document, propertyOf(own, key)),
    expandSchema(document, resolveReference(document, schema)),
  );
}

function propertyOf(schema: Schema, key: string): unknown {
  const properties = schema['properties'] as Readonly<Record<string, unknown>> | undefined;
  return properties && Object.hasOwn(properties, key) ? properties[key] : {};
}
