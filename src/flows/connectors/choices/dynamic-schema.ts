import { isPlainObject } from '../../../base/json.ts';
import { callOperation, type OperationCall } from '../call.ts';
import { permanent } from '../call-error.ts';
import { flowConnectorError } from '../catalogue.ts';
import { objectAt, resolveReference, textAt } from '../definition/reader.ts';
import { expandSchema } from '../definition/schema.ts';
import { findOperation } from '../find-operation.ts';
import { argumentsOf, at, schemaOf } from './choices.ts';

/** Stands for the answer of an operation where a parameter is asked for. */
export const ANSWER = '$response';

/**
 * The schema that a body, a field (`body/item`) or the answer (`$response`) has now, asked of the service; the schema of the
 * definition where it is not dynamic. `parameters` holds what is filled in so far.
 * @throws FLX_CALL_NO_CHOICES when there is no such parameter, and what callOperation throws
 */
export async function listProperties(
  call: OperationCall & { readonly parameter: string },
): Promise<Readonly<Record<string, unknown>>> {
  const { connector, parameter } = call;
  const operation = findOperation(connector, call.operationId ?? '');
  const raw = parameter === ANSWER ? operation.outputSchema : schemaOf(call);
  if (!isPlainObject(raw))
    throw permanent(flowConnectorError('FLX_CALL_NO_CHOICES', { operation: operation.operationId, name: parameter }));
  const schema = resolveReference(connector.definition, raw);
  const source = sourceOf(schema);
  if (!source) return expandSchema(connector.definition, schema);
  const { body } = await callOperation({
    ...call,
    operationId: source.operationId,
    parameters: argumentsOf(source, call.parameters ?? {}),
  });
  const found = at(body, source.path);
  return isPlainObject(found) ? asSchema(found) : {};
}

function sourceOf(schema: unknown) {
  const properties = objectAt(schema, 'x-ms-dynamic-properties');
  const older = objectAt(schema, 'x-ms-dynamic-schema');
  const raw = Object.keys(properties).length > 0 ? properties : older;
  const operationId = textAt(raw, 'operationId');
  if (operationId === undefined) return undefined;
  const path = textAt(raw, 'itemValuePath') ?? textAt(raw, 'value-path') ?? '';
  return { operationId, parameters: objectAt(raw, 'parameters'), path };
}

/** Some services give the properties alone. */
function asSchema(found: Record<string, unknown>): Record<string, unknown> {
  const isSchema = typeof found['type'] === 'string' || isPlainObject(found['properties']) || '$ref' in found;
  return isSchema ? found : { type: 'object', properties: found };
}
