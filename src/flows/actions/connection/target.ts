import { type ConnectionValues, type Connector, findRoute, type OperationCall } from '../../connectors/index.ts';
import { isObject, parseJson, printJson, toText, type Value, type ValueObject } from '../../language/index.ts';
import type { ActionCall } from '../action.ts';
import { memberOf } from '../http/request.ts';

/** Which operation, over which connection. */
interface Target {
  readonly reference: string;
  readonly operation: Pick<OperationCall, 'operationId' | 'parameters' | 'route'>;
}

/** Reads the inputs of an action as one of the two dialects writes them. */
export type DescribeTarget = (inputs: ValueObject) => Target;

/** As Power Automate writes it: by id, with its parameters flat. */
export const describeOperation: DescribeTarget = (inputs) => {
  const host = objectOf(inputs['host']);
  const connection = objectOf(host['connection']);
  const reference = host['connectionName'] ?? connection['referenceName'] ?? connection['name'] ?? host['apiId'];
  return {
    reference: toText(reference ?? ''),
    operation: { operationId: toText(host['operationId'] ?? ''), parameters: objectOf(inputs['parameters']) },
  };
};

/** As Logic Apps writes it: by method and path. */
export const describeRoute: DescribeTarget = (inputs) => {
  const connection = objectOf(objectOf(inputs['host'])['connection']);
  const { body } = inputs;
  return {
    reference: toText(connection['referenceName'] ?? connection['name'] ?? ''),
    operation: {
      route: {
        method: toText(inputs['method'] ?? 'get'),
        path: toText(inputs['path'] ?? '/'),
        queries: objectOf(inputs['queries']),
        headers: objectOf(inputs['headers']),
        ...(body !== undefined && { body }),
      },
    },
  };
};

function objectOf(value: Value | undefined): ValueObject {
  return isObject(value) ? value : {};
}

/**
 * The call that an action makes of its connector.
 * @throws FLX_FLOW_CONNECTION
 */
export async function operationCall(call: ActionCall, describe: DescribeTarget): Promise<OperationCall> {
  const { effects, clock, idempotencyKey, abort } = call;
  const { reference, operation } = describe(objectOf(call.inputs));
  const { connector, values, renew } = await effects.connection(reference);
  return {
    ...effects,
    ...operation,
    ...connected(connector, values),
    renewConnection: renew,
    idempotencyKey,
    clock,
    signal: abort,
    minimumItemCount: minimumItemCount(call),
    parseJson,
    printJson: (value) => printJson(value as Value),
  };
}

function connected(connector: Connector, connection: ConnectionValues) {
  return { connector, connection };
}

function minimumItemCount(call: ActionCall): number | undefined {
  const policy = memberOf(call.node.definition['runtimeConfiguration'], 'paginationPolicy');
  const count = memberOf(policy, 'minimumItemCount');
  return count === undefined ? undefined : Number(toText(call.evaluate(count)));
}

/** The same call by the id of its operation, which polling and subscribing need. @throws FLX_CALL_UNKNOWN_OPERATION */
export function byOperation(call: OperationCall): OperationCall {
  if (!call.route) return call;
  const { operation, parameters } = findRoute(call.connector, call.route);
  return { ...call, route: undefined, operationId: operation.operationId, parameters };
}
