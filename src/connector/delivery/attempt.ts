import type { Clock } from '../../base/clock.ts';
import { messageOf } from '../../base/errors.ts';
import type { Random } from '../../base/random.ts';
import type { ClaimedDelivery, DeliveryOutcome } from '../../store/delivery-queue.ts';
import type { DeliveryAnswer, DeliveryHandler } from './answer.ts';
import { nextAttemptAt } from './schedule.ts';

/** Longest time a target may take for one delivery. */
export const ATTEMPT_SECONDS = 20;

export interface AttemptOptions {
  readonly handler: DeliveryHandler;
  readonly clock: Clock;
  readonly random: Random;
  /** Aborted when the process stops. */
  readonly stop: AbortSignal;
}

/** How one attempt ended, and what the target asked for beside it. */
export interface AttemptResult {
  readonly outcome: DeliveryOutcome;
  /** The target wants nothing for so long. */
  readonly holdSeconds: number | undefined;
  /** The target wants nothing any more. */
  readonly isGone: boolean;
}

/** Tries a delivery once, and says how it ended and when it is tried again. */
export async function attemptDelivery(delivery: ClaimedDelivery, options: AttemptOptions): Promise<AttemptResult> {
  const { clock } = options;
  const startedAt = clock.now().toISOString();
  const started = clock.monotonicSeconds();
  const answer = await handOver(delivery, options);
  const now = clock.now();
  const retryAt = retryTime(answer, delivery.attempts, { now, random: options.random });
  const { deliveryId, fencingToken } = delivery;
  const outcome: DeliveryOutcome = {
    deliveryId,
    fencingToken,
    status: answer.status === 'delivered' ? 'delivered' : retryAt ? 'pending' : 'dead',
    at: now.toISOString(),
    nextAttemptAt: retryAt?.toISOString(),
    attempt: {
      attempt: delivery.attempts,
      startedAt,
      seconds: clock.monotonicSeconds() - started,
      request: answer.request,
      answer: answer.answer,
      error: answer.status === 'delivered' ? undefined : answer.reason,
    },
  };
  return {
    outcome,
    holdSeconds: answer.status === 'failed' ? answer.holdSeconds : undefined,
    isGone: answer.status === 'refused' && answer.isGone === true,
  };
}

function retryTime(
  answer: DeliveryAnswer,
  attempts: number,
  { now, random }: { readonly now: Date; readonly random: Random },
): Date | undefined {
  if (answer.status !== 'failed') return undefined;
  const planned = nextAttemptAt(attempts, now, random);
  const asked = now.getTime() + (answer.retryAfterSeconds ?? 0) * 1000;
  return planned && new Date(Math.max(planned.getTime(), asked));
}

/** Reason that ends the limit, or a handler that took longer; a constant, because a DOMException for each attempt costs more. */
const OVER = 'the attempt is over';

/** A target that does not answer in time fails, even when its handler does not listen to the signal. */
async function handOver(delivery: ClaimedDelivery, { handler, clock, stop }: AttemptOptions): Promise<DeliveryAnswer> {
  const end = new AbortController();
  const endWithProcess = () => end.abort(stop.reason);
  if (stop.aborted) endWithProcess();
  else stop.addEventListener('abort', endWithProcess);
  const limit = clock.sleep(ATTEMPT_SECONDS, end.signal).then(
    (): DeliveryAnswer => ({ status: 'failed', reason: `no answer within ${ATTEMPT_SECONDS} seconds` }),
    (): DeliveryAnswer => ({ status: 'failed', reason: 'the process stopped' }),
  );
  const handled = Promise.try(handler, delivery, end.signal).catch(
    (error: unknown): DeliveryAnswer => ({ status: 'failed', reason: messageOf(error) }),
  );
  const answer = await Promise.race([handled, limit]);
  stop.removeEventListener('abort', endWithProcess);
  end.abort(OVER);
  return answer;
}
