import { ProblemError } from './client.ts';

/** Whether the server answers at all. */
export function isReachable(): Promise<boolean> {
  return fetch('/healthz', { cache: 'no-store' }).then(
    () => true,
    () => false,
  );
}

/**
 * Stands in for the error of a part of the application that could not be loaded. The router loads the whole page again
 * for a file that an update has removed; while the server does not answer, that would leave nothing but the browser's own error.
 * @throws ProblemError `offline`, or the error as it was when the server answers.
 */
export async function refusePart(error: unknown): Promise<never> {
  if (await isReachable()) throw error;
  throw new ProblemError({ code: 'offline', message: '', status: 0 });
}
