import type { EgressInit } from '../../../base/egress/outgoing.ts';
import { readBytes } from '../../connectors/http-answer.ts';
import { retryAfter } from '../../connectors/index.ts';
import { reach } from '../../connectors/reach.ts';
import { decodeContent } from '../../content/decode.ts';
import { headerOf, readHeaders } from '../../content/headers.ts';
import type { ValueObject } from '../../language/index.ts';
import type { ActionCall, ActionEnded } from '../action.ts';
import { type Answer, outcomeOf } from '../outcome.ts';
import type { HttpRequest } from './request.ts';

/** A response with its content still as bytes. */
export interface Exchange {
  readonly statusCode: number;
  readonly headers: ValueObject;
  readonly bytes: Uint8Array;
}

/**
 * Sends a request and reads the whole response, whatever its status.
 * @throws CallError when there is no answer, or the answer is too large
 */
export async function exchange(request: HttpRequest, { effects, abort }: ActionCall): Promise<Exchange> {
  const { method, url, headers, content, certificate } = request;
  const init: EgressInit = {
    method,
    headers: { ...headers },
    ...(content !== undefined && { body: content }),
    ...(certificate && { clientCertificate: certificate }),
  };
  const response = await reach(url.href, { ...effects, signal: abort }, init);
  const bytes = await readBytes(response, url.host);
  return { statusCode: response.status, headers: readHeaders(response.headers), bytes };
}

/** A response with its content as a workflow sees it. */
export function readExchange({ statusCode, headers, bytes }: Exchange): Answer {
  const body = decodeContent(bytes, headerOf(headers, 'content-type'));
  return { statusCode, headers, ...(body !== undefined && { body }) };
}

/** Seconds that a response asks to wait before the next request. */
export function waitOf({ headers }: Pick<Answer, 'headers'>, { clock }: ActionCall): number | undefined {
  return retryAfter(headerOf(headers, 'retry-after'), clock.now());
}

/** The outcome of an answer, with the wait it asks for. */
export function endWith(answer: Answer, call: ActionCall): ActionEnded {
  return outcomeOf(answer, waitOf(answer, call));
}
