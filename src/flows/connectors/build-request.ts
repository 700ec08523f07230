import type { JsonObject } from '../../base/json.ts';
import type { ConnectionValues } from './connector.ts';
import { findOperation } from './find-operation.ts';
import { createForeignConnector } from './load.ts';
import type { ParameterValues } from './request/bind.ts';
import { draftRequest, type ShownRequest, showRequest } from './request/build.ts';

export interface RequestOptions {
  readonly definition: JsonObject;
  readonly properties?: JsonObject | undefined;
  readonly operationId: string;
  /** By declared name; body fields also as `body/a/b`. */
  readonly parameters?: ParameterValues | undefined;
  /** Values of the connection parameters. Without a connection nothing is signed in and the definition's host stands. */
  readonly connection?: ConnectionValues | undefined;
}

/**
 * The request that a call of the operation would send, after policies and authentication. Nothing is sent: values that a
 * policy would fetch first are left out.
 * @throws FLX_CALL_UNKNOWN_OPERATION, FLX_CALL_PARAMETER_*, FLX_CALL_NO_HOST
 */
export function buildRequest({
  definition,
  properties,
  operationId,
  parameters,
  connection,
}: RequestOptions): ShownRequest {
  const { connector } = createForeignConnector('connector', { definition, ...(properties && { properties }) });
  const operation = findOperation(connector, operationId);
  return showRequest(
    draftRequest({ contract: connector.contract, operation, parameters: parameters ?? {}, connection }),
  );
}
