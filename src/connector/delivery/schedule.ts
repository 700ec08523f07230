import type { Random } from '../../base/random.ts';

/** Waits before each further attempt: about 75 hours in all, as Standard Webhooks suggests. */
export const RETRY_DELAYS_SECONDS = [5, 300, 1800, 7200, 18_000, 36_000, 50_400, 72_000, 86_400] as const;

/** Largest share by which a wait is shortened or lengthened, so that targets are not hit by all at once. */
const JITTER = 0.1;

/** When to try again after `attempts` attempts; undefined when they are used up. */
export function nextAttemptAt(attempts: number, now: Date, random: Random): Date | undefined {
  const delay = RETRY_DELAYS_SECONDS[attempts - 1];
  if (delay === undefined) return undefined;
  return new Date(now.getTime() + delay * 1000 * (1 + JITTER * (2 * random.fraction() - 1)));
}
