import { isPlainObject } from '../../../base/json.ts';
import { callOperation, type OperationCall } from '../call.ts';
import { permanent } from '../call-error.ts';
import { flowConnectorError } from '../catalogue.ts';
import { objectAt, resolveReference, textAt } from '../definition/reader.ts';
import { findOperation } from '../find-operation.ts';
import type { ParameterValues } from '../request/bind.ts';

/** One value to pick. */
export interface Choice {
  readonly value: unknown;
  readonly title: string;
}

/** Where the values of a parameter come from: `x-ms-dynamic-list`, or the older `x-ms-dynamic-values`. */
interface ChoiceSource {
  readonly operationId: string;
  readonly parameters: Readonly<Record<string, unknown>>;
  readonly collection: string;
  readonly valuePath: string;
  readonly titlePath: string;
}

/**
 * Values that a parameter (`table`, `body/list`) can take now, asked of the service. `parameters` holds what is filled in
 * so far, since one choice may depend on another.
 * @throws FLX_CALL_NO_CHOICES when the definition names no source, and what callOperation throws
 */
export async function listChoices(call: OperationCall & { readonly parameter: string }): Promise<readonly Choice[]> {
  const operation = findOperation(call.connector, call.operationId ?? '');
  const source = sourceOf(schemaOf(call));
  if (!source)
    throw permanent(
      flowConnectorError('FLX_CALL_NO_CHOICES', { operation: operation.operationId, name: call.parameter }),
    );
  const parameters = argumentsOf(source, call.parameters ?? {});
  const { body } = await callOperation({ ...call, operationId: source.operationId, parameters });
  const found = at(body, source.collection);
  const items: readonly unknown[] = Array.isArray(found) ? found : [];
  return items.map((item) => ({
    value: at(item, source.valuePath),
    title: String(at(item, source.titlePath) ?? at(item, source.valuePath) ?? ''),
  }));
}

/** The schema of a parameter, or of a field of its body, as the definition has it. */
export function schemaOf({
  connector,
  operationId,
  parameter,
}: OperationCall & { readonly parameter: string }): unknown {
  const operation = findOperation(connector, operationId ?? '');
  const exact = operation.parameters.find(({ name }) => name === parameter);
  if (exact) return exact.schema;
  const [first, ...keys] = parameter.split('/');
  const owner = operation.parameters.find(({ name }) => name === first);
  return keys.reduce<unknown>(
    (schema, key) => objectAt(resolveReference(connector.definition, schema), 'properties')[key],
    owner?.schema,
  );
}

function sourceOf(schema: unknown): ChoiceSource | undefined {
  const list = objectAt(schema, 'x-ms-dynamic-list');
  const values = objectAt(schema, 'x-ms-dynamic-values');
  const raw = Object.keys(list).length > 0 ? list : values;
  const operationId = textAt(raw, 'operationId');
  if (operationId === undefined) return undefined;
  return {
    operationId,
    parameters: objectAt(raw, 'parameters'),
    collection: textAt(raw, 'itemsPath') ?? textAt(raw, 'value-collection') ?? '',
    valuePath: textAt(raw, 'itemValuePath') ?? textAt(raw, 'value-path') ?? '',
    titlePath: textAt(raw, 'itemTitlePath') ?? textAt(raw, 'value-title') ?? '',
  };
}

/** Values of the parameters of a lookup, from what is filled in so far. */
export function argumentsOf(source: Pick<ChoiceSource, 'parameters'>, given: ParameterValues): ParameterValues {
  const entries = Object.entries(source.parameters).map(([name, raw]) => {
    if (!isPlainObject(raw)) return [name, raw] as const;
    const reference = textAt(raw, 'parameterReference') ?? textAt(raw, 'parameter');
    return [name, reference === undefined ? raw['value'] : given[reference]] as const;
  });
  return Object.fromEntries(entries.filter(([, value]) => value !== undefined));
}

/** The value at a path such as `Schema/Items`; the value itself without one. */
export function at(value: unknown, path: string): unknown {
  return path
    .split(/[/.]/)
    .filter(Boolean)
    .reduce<unknown>(
      (inner, key) => (isPlainObject(inner) && Object.hasOwn(inner, key) ? inner[key] : undefined),
      value,
    );
}
