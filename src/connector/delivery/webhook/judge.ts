import type { BoundedAnswer } from '../../../base/egress/guarded-fetch.ts';
import type { DeliveryAnswer } from '../answer.ts';

const GONE = 410;
const TOO_MANY = 429;
/** Silence after 429 without `Retry-After`. */
const DEFAULT_HOLD_SECONDS = 30;
/** No receiver may ask for a longer silence at once. */
const MOST_HOLD_SECONDS = 3600;

/**
 * What an answer means: 2xx is delivered, 410 ends the subscription, everything else, redirects included, is tried again.
 * `Retry-After` (and 429 without it) silences the whole line.
 * Source: Standard Webhooks 1.0.0, operational considerations.
 */
export function judgeAnswer({ status, headers }: BoundedAnswer, now: Date): DeliveryAnswer {
  if (status >= 200 && status < 300) return { status: 'delivered' };
  if (status === GONE) return { status: 'refused', reason: 'the receiver answered 410: it is gone', isGone: true };
  const asked = retryAfterSeconds(headers['retry-after'], now);
  const wait = asked ?? (status === TOO_MANY ? DEFAULT_HOLD_SECONDS : undefined);
  const holdSeconds = wait === undefined ? undefined : Math.min(wait, MOST_HOLD_SECONDS);
  return { status: 'failed', reason: reasonOf(status), retryAfterSeconds: holdSeconds, holdSeconds };
}

function reasonOf(status: number): string {
  const isRedirect = status >= 300 && status < 400;
  return `the receiver answered ${status}${isRedirect ? ', and redirects are not followed' : ''}`;
}

/** A number of seconds, or a date (RFC 9110 §10.2.3). */
function retryAfterSeconds(header: string | undefined, now: Date): number | undefined {
  if (header === undefined) return undefined;
  if (/^\s*\d+\s*$/.test(header)) return Number(header);
  const at = Date.parse(header);
  return Number.isNaN(at) ? undefined : Math.max(0, (at - now.getTime()) / 1000);
}
