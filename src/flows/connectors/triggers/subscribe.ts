import { callOperation, type OperationCall } from '../call.ts';
import { CallError, isRetryableStatus, permanent } from '../call-error.ts';
import type { CallResult } from '../call-result.ts';
import { flowConnectorError } from '../catalogue.ts';
import { findOperation } from '../find-operation.ts';
import { readAnswer } from '../http-answer.ts';
import { reach } from '../reach.ts';
import { signIn } from '../request/authentication.ts';
import { fittingParameters } from '../request/bind.ts';
import { headersOf } from '../request/build.ts';
import type { RequestDraft } from '../request/draft.ts';
import { callbackParameterOf } from './callback.ts';

/** A subscription of a webhook trigger at a service. */
export interface Subscription {
  /** Where a DELETE ends it; undefined when the service named none. */
  readonly location: string | undefined;
  readonly answer: CallResult;
}

/**
 * Subscribes a webhook trigger: the callback address goes where the definition marks it, and `Location` of the answer is
 * where the subscription is ended.
 * @throws FLX_CALL_NOT_WEBHOOK, FLX_CALL_SUBSCRIBE_FAILED (retryable for 408, 429 and 5xx), and what callOperation throws
 */
export async function subscribe(call: OperationCall & { readonly callbackUrl: string }): Promise<Subscription> {
  const operation = findOperation(call.connector, call.operationId ?? '');
  const parameter = callbackParameterOf(operation, call.connector.definition);
  const { operationId } = operation;
  if (parameter === undefined) throw permanent(flowConnectorError('FLX_CALL_NOT_WEBHOOK', { operation: operationId }));
  const answer = await callOperation({ ...call, parameters: { ...call.parameters, [parameter]: call.callbackUrl } });
  const { statusCode, headers } = answer;
  if (statusCode >= 300) {
    const error = flowConnectorError('FLX_CALL_SUBSCRIBE_FAILED', { operation: operationId, statusCode });
    throw new CallError(error, { isRetryable: isRetryableStatus(statusCode) });
  }
  const base = call.connector.contract.baseUrl;
  const location = headers['location'];
  const isUsable = location !== undefined && URL.canParse(location, `${base}/`);
  return { location: isUsable ? new URL(location, `${base}/`).href : undefined, answer };
}

/**
 * The call that subscribes a trigger: its own operation, or the one that this names in `x-ms-notification`, with those of the
 * parameters that it takes. @throws FLX_CALL_UNKNOWN_OPERATION
 */
export function subscribingCall(call: OperationCall): OperationCall {
  const own = findOperation(call.connector, call.operationId ?? '');
  const { notifiedBy } = own;
  if (notifiedBy === undefined) return call;
  const operation = findOperation(call.connector, notifiedBy);
  return { ...call, operationId: notifiedBy, parameters: fittingParameters(operation, call.parameters ?? {}) };
}

/** Ends a subscription at the address that the service gave; 404 and 410 mean that it was gone already. */
export async function unsubscribe(call: OperationCall & { readonly location: string }): Promise<CallResult> {
  const { contract } = call.connector;
  const operation = findOperation(call.connector, call.operationId ?? '');
  const bare: RequestDraft = {
    method: 'DELETE',
    baseUrl: '',
    path: '',
    pathValues: {},
    query: [],
    headers: {},
    body: { kind: 'none' },
    address: call.location,
  };
  const signed = signIn(bare, { contract, operation, connection: call.connection ?? {} });
  const url = new URL(call.location);
  for (const { name, value } of signed.query) url.searchParams.set(name, value);
  const response = await reach(url.href, call, { method: 'DELETE', headers: { ...headersOf(signed) } });
  return readAnswer(response, { host: url.host, parseJson: call.parseJson });
}
