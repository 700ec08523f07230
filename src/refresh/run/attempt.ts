import type { Clock } from '../../base/clock.ts';
import { type FluxuError, isFluxuError, messageOf } from '../../base/errors.ts';
import { refreshError } from '../catalogue.ts';

/** How often a task is tried, and how long it waits between tries. */
export interface RetryPolicy {
  /** Tries in all. */
  readonly attempts: number;
  /** Wait before the second try; doubles each time. */
  readonly firstDelaySeconds: number;
}

/** A task that is not retried. */
export const NO_RETRY: RetryPolicy = { attempts: 1, firstDelaySeconds: 0 };

/** Longest wait between two tries. */
const LONGEST_DELAY_SECONDS = 600;

export interface AttemptOptions {
  readonly policy: RetryPolicy;
  readonly clock: Clock;
  readonly signal: AbortSignal;
  /** Called after a failed try that will be repeated. */
  readonly onRetry: (error: FluxuError, attempt: number) => void;
}

/** What came of a task: its value, or the permanent error, and how many tries it took. */
export type AttemptOutcome<Value> =
  | { readonly ok: true; readonly value: Value; readonly attempts: number }
  | { readonly ok: false; readonly error: FluxuError; readonly attempts: number };

/** Tries a task until it succeeds, fails for good, or has used its tries. Only transient errors are tried again. */
export async function attemptTask<Value>(
  task: () => Promise<Value>,
  options: AttemptOptions,
): Promise<AttemptOutcome<Value>> {
  const { policy, clock, signal, onRetry } = options;
  for (let attempt = 1; ; attempt++) {
    signal.throwIfAborted();
    try {
      return { ok: true, value: await task(), attempts: attempt };
    } catch (cause) {
      signal.throwIfAborted();
      const error = expected(cause);
      if (attempt >= policy.attempts || !isTransient(error)) return { ok: false, error, attempts: attempt };
      onRetry(error, attempt);
      await clock.sleep(Math.min(policy.firstDelaySeconds * 2 ** (attempt - 1), LONGEST_DELAY_SECONDS), signal);
    }
  }
}

/** True when the same work may succeed later without anybody mending anything. */
function isTransient(error: FluxuError): boolean {
  return (error as FluxuError & { readonly isTransient?: boolean }).isTransient === true;
}

/** Our own error as it is; anything else as a fault of Fluxu, with its words. */
export function expected(cause: unknown): FluxuError {
  return isFluxuError(cause) ? cause : refreshError('FLX_TASK_FAULT', { reason: messageOf(cause) }, { cause });
}
