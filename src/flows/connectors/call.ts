import type { Clock } from '../../base/clock.ts';
import { permanent } from './call-error.ts';
import type { CallResult } from './call-result.ts';
import { flowConnectorError } from './catalogue.ts';
import type { ConnectionValues, Connector } from './connector.ts';
import type { CustomerInsightsPort } from './customer-insights/port.ts';
import type { Operation } from './definition/operation.ts';
import { findOperation, findRoute, type RouteCall } from './find-operation.ts';
import { bindParameters, type ParameterValues } from './request/bind.ts';
import { callService } from './request/call-service.ts';

/** One call of a connector as an action of a flow makes it. */
export interface OperationCall {
  readonly connector: Connector;
  /** OpenApiConnection: the operation and its parameters as the flow carries them (`emailMessage/To`). */
  readonly operationId?: string | undefined;
  readonly parameters?: ParameterValues | undefined;
  /** ApiConnection: method and path instead. */
  readonly route?: RouteCall | undefined;
  readonly connection?: ConnectionValues | undefined;
  /** Run, action path and iteration: the same for every attempt of one step. */
  readonly idempotencyKey: string;
  /** Page where a reader finds the whole of what had to be shortened, e.g. the run. */
  readonly link?: string | undefined;
  readonly fetch: typeof globalThis.fetch;
  readonly clock: Clock;
  readonly signal?: AbortSignal | undefined;
  readonly resolveHost?: ((host: string) => Promise<string>) | undefined;
  readonly customerInsights?: CustomerInsightsPort | undefined;
  /** Values of the connection with a new access token, for a service that answered 401; undefined when there is none. */
  readonly renewConnection?: (() => Promise<ConnectionValues | undefined>) | undefined;
  /** Pagination of the action: next links are followed until that many items are there. */
  readonly minimumItemCount?: number | undefined;
  /** Reads JSON answers; give the exact reader of the workflow language to keep long numbers. */
  readonly parseJson?: ((text: string) => unknown) | undefined;
  /** Writes JSON bodies; the partner of `parseJson`. */
  readonly printJson?: ((value: unknown) => string) | undefined;
}

/**
 * Calls an operation and gives the service's answer, whatever its status: 4xx and 5xx are answers, and
 * `isRetryableStatus` says which may pass.
 * @throws CallError when there is no answer: `isRetryable` says whether another try makes sense.
 */
export async function callOperation(call: OperationCall): Promise<CallResult> {
  const { operation, parameters } = locate(call);
  const { connector, connection = {} } = call;
  const native = connector.operations[operation.operationId];
  if (!native) {
    if (isBuiltIn(connector)) throw isTrigger(connector, operation);
    return callService({ ...call, operation, parameters, connection });
  }
  return native({
    parameters: bindParameters(operation, parameters, connector.definition),
    connection,
    idempotencyKey: call.idempotencyKey,
    link: call.link,
    effects: call,
  });
}

function isBuiltIn(connector: Connector): boolean {
  return Object.keys(connector.operations).length > 0;
}

function isTrigger(connector: Connector, { operationId: operation }: Operation) {
  return permanent(flowConnectorError('FLX_CALL_IS_TRIGGER', { connector: connector.name, operation }));
}

function locate({ connector, operationId, parameters, route }: OperationCall): {
  operation: Operation;
  parameters: ParameterValues;
} {
  if (route) return findRoute(connector, route);
  return { operation: findOperation(connector, operationId ?? ''), parameters: parameters ?? {} };
}
