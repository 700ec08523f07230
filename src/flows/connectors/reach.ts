import { isFluxuError, messageOf } from '../../base/errors.ts';
import { type CallError, permanent, transient } from './call-error.ts';
import { flowConnectorError } from './catalogue.ts';
import type { CallEffects } from './connector.ts';

/**
 * Sends a request and gives the response, whatever its status.
 * @throws FLX_CALL_UNREACHABLE (retryable) when no answer came, the egress guard's error when the address is refused, and
 * the signal's reason when the call was cancelled. Errors name the host only: addresses may hold secrets.
 */
export async function reach(url: string, effects: CallEffects, request: RequestInit): Promise<Response> {
  effects.signal?.throwIfAborted();
  try {
    return await effects.fetch(url, { ...request, ...(effects.signal && { signal: effects.signal }) });
  } catch (cause) {
    effects.signal?.throwIfAborted();
    throw explain(url, cause);
  }
}

function explain(url: string, cause: unknown): CallError {
  const own = [cause, cause instanceof Error ? cause.cause : undefined].find(isFluxuError);
  if (own) return permanent(own);
  const host = URL.canParse(url) ? new URL(url).host : 'the address';
  return transient(flowConnectorError('FLX_CALL_UNREACHABLE', { host, reason: reasonOf(cause) }, { cause }));
}

function reasonOf(error: unknown): string {
  const inner = error instanceof Error && error.cause instanceof Error ? error.cause : error;
  const code = inner instanceof Error && 'code' in inner ? String(inner.code) : '';
  return messageOf(inner) || code || 'the connection broke';
}
