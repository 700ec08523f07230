import { FluxuError } from '../base/errors.ts';

/** A failure that may pass by itself: network, time-out, a busy or broken server. Every other failure is permanent. */
export class TransientError extends FluxuError {
  readonly isTransient = true;
}

/** The same error, said to be worth another try. */
export function transient(error: FluxuError): TransientError {
  return new TransientError(error.code, error, { cause: error.cause, place: error.place, problems: error.problems });
}
