import { FluxuError, type Place } from '../../base/errors.ts';

/** A call that got no usable answer, and whether the same call may succeed later. */
export class CallError extends FluxuError {
  readonly isRetryable: boolean;
  readonly retryAfterSeconds: number | undefined;

  constructor(
    error: FluxuError,
    { isRetryable, retryAfterSeconds }: { isRetryable: boolean; retryAfterSeconds?: number | undefined },
  ) {
    super(error.code, error, { place: error.place, cause: error.cause, problems: error.problems });
    this.isRetryable = isRetryable;
    this.retryAfterSeconds = retryAfterSeconds;
  }

  override at(place: Place): CallError {
    return new CallError(super.at(place), this);
  }
}

/** A call that will fail again however often it is tried. */
export function permanent(error: FluxuError): CallError {
  return new CallError(error, { isRetryable: false });
}

/** A call that may succeed when tried again. */
export function transient(error: FluxuError, retryAfterSeconds?: number): CallError {
  return new CallError(error, { isRetryable: true, retryAfterSeconds });
}

/** True for errors after which another try makes sense. */
export function isRetryableError(error: unknown): boolean {
  return error instanceof CallError && error.isRetryable;
}

/** True for answers after which another try makes sense: 408, 429 and 5xx, as in the retry policy of workflows. */
export function isRetryableStatus(statusCode: number): boolean {
  return statusCode === 408 || statusCode === 429 || statusCode >= 500;
}
