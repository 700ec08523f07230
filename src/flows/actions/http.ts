import { isObject } from '../language/index.ts';
import type { ActionCall, ActionOutcome, TaskAction } from './action.ts';
import { signIn } from './http/authentication.ts';
import { endWith, exchange, readExchange } from './http/exchange.ts';
import { gatherPages, wantedItems } from './http/pages.ts';
import { pollOperation, waitForOperation } from './http/polling.ts';
import { type HttpRequest, readRequest } from './http/request.ts';
import { exchangeInChunks, isChunked } from './http/transfer.ts';
import { failedBy } from './outcome.ts';

/**
 * Calls any address. Long operations (202 with Location) are followed without memory, pages and chunks put together. Below
 * 400 the action succeeded.
 */
export const http: TaskAction = Object.freeze({
  kind: 'task',
  types: ['Http'],
  hasEffects: true,
  run: callHttp,
} satisfies TaskAction);

async function callHttp(call: ActionCall): Promise<ActionOutcome> {
  try {
    const inputs = isObject(call.inputs) ? call.inputs : {};
    const request = await signIn(readRequest(inputs, call), inputs['authentication'], call);
    return call.state === undefined ? await begin(request, call) : await pollOperation(request, call);
  } catch (error) {
    return failedBy(error, call.abort);
  }
}

async function begin(request: HttpRequest, call: ActionCall): Promise<ActionOutcome> {
  const answer = readExchange(await (isChunked(call) ? exchangeInChunks : exchange)(request, call));
  const waiting = waitForOperation(answer, request, call);
  if (waiting) return waiting;
  const wanted = wantedItems(call);
  const isPaged = wanted !== undefined && answer.statusCode < 300;
  return endWith(isPaged ? await gatherPages(answer, { request, call, wanted }) : answer, call);
}
