import type { OperationCall } from '../call.ts';
import type { CallResult } from '../call-result.ts';
import { findOperation } from '../find-operation.ts';
import { callService } from '../request/call-service.ts';

/** One poll of a polling trigger. */
export interface PollResult {
  /** What is new; a batch trigger starts one run for each. */
  readonly items: readonly unknown[];
  /** Address of the next poll, which holds how far this one came; undefined means the same call again. */
  readonly state: string | undefined;
  readonly retryAfterSeconds: number | undefined;
  readonly answer: CallResult;
}

/**
 * Polls once: 200 is news, 202 and everything else is none. `state` is what the poll before gave.
 * Source: trigger contract of Azure Logic Apps (polling with Location and Retry-After), policy `pollingtrigger`.
 */
export async function poll(call: OperationCall & { readonly state?: string | undefined }): Promise<PollResult> {
  const operation = findOperation(call.connector, call.operationId ?? '');
  const { parameters = {}, connection = {}, state } = call;
  const answer = await callService({ ...call, operation, parameters, connection, address: state });
  const isNews = answer.statusCode === 200;
  const items = isNews ? itemsOf(answer.body, operation.isBatch) : [];
  return {
    items,
    state: answer.statusCode < 300 ? (answer.headers['location'] ?? state) : state,
    retryAfterSeconds: retryAfter(answer.headers['retry-after'], call.clock.now()),
    answer,
  };
}

function itemsOf(body: unknown, isBatch: boolean): readonly unknown[] {
  if (!isBatch) return [body];
  if (Array.isArray(body)) return body;
  const value: unknown = typeof body === 'object' && body !== null && 'value' in body ? body.value : undefined;
  if (Array.isArray(value)) return value;
  return body === undefined ? [] : [body];
}

/** Seconds that a `Retry-After` header asks for: a number, or a date (RFC 9110 §10.2.3). */
export function retryAfter(header: string | undefined, now: Date): number | undefined {
  if (header === undefined) return undefined;
  if (/^\s*\d+\s*$/.test(header)) return Number(header);
  const at = Date.parse(header);
  return Number.isNaN(at) ? undefined : Math.max(0, (at - now.getTime()) / 1000);
}
