import { messageOf } from '../../base/errors.ts';
import { isPlainObject } from '../../base/json.ts';
import { type Connector, callOperation, type OperationCall, testOperationOf } from '../../flows/connectors/index.ts';
import type { ConnectionTestView } from '../view/connector.ts';

/** Tries a connection by calling what the definition names for it, or else the simplest operation that only reads. */
export async function tryConnection(
  call: Omit<OperationCall, 'operationId' | 'parameters'> & { readonly connector: Connector },
): Promise<ConnectionTestView> {
  const test = testOperationOf(call.connector);
  if (!test)
    return {
      result: 'untested',
      message: 'Nothing was tried: every operation of this connector does something.',
    };
  const { operationId, parameters } = test;
  try {
    const { statusCode, body } = await callOperation({ ...call, operationId, parameters });
    const reason = statusCode < 400 ? '' : reasonIn(body);
    const message = reason ? `The service answered ${statusCode}: ${reason}.` : `The service answered ${statusCode}.`;
    return { result: statusCode < 400 ? 'ok' : 'failed', message, operationId };
  } catch (error) {
    return { result: 'failed', message: messageOf(error), operationId };
  }
}

function reasonIn(body: unknown): string {
  const inner = isPlainObject(body) ? (body['error'] ?? body['message'] ?? body['error_description']) : undefined;
  const text = isPlainObject(inner) ? inner['message'] : inner;
  return typeof text === 'string' ? text.slice(0, 300) : '';
}
