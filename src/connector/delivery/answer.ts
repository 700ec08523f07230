import type { ClaimedDelivery } from '../../store/delivery-queue.ts';

/** How a target took a delivery. */
export type DeliveryAnswer =
  | { readonly status: 'delivered'; readonly request?: Facts | undefined; readonly answer?: Facts | undefined }
  /** Not now: it is tried again, not before `retryAfterSeconds` where the target said so. */
  | {
      readonly status: 'failed';
      readonly reason: string;
      readonly retryAfterSeconds?: number | undefined;
      /** The target is overloaded: nothing else goes to it for so long. */
      readonly holdSeconds?: number | undefined;
      readonly request?: Facts | undefined;
      readonly answer?: Facts | undefined;
    }
  /** Never: it is dead until somebody replays it. */
  | {
      readonly status: 'refused';
      readonly reason: string;
      /** The target is gone: it wants nothing any more. */
      readonly isGone?: boolean | undefined;
      readonly request?: Facts | undefined;
      readonly answer?: Facts | undefined;
    };

/** What went out or came back, to be shown; never a secret. */
export type Facts = Readonly<Record<string, unknown>>;

/**
 * Hands a delivery to a target of one kind; a throw counts as failed. The same delivery can come twice, under the same id
 * (`occurrenceId`, also `payload.eventId`). When the signal is aborted the time is up, or the process stops.
 */
export type DeliveryHandler = (delivery: ClaimedDelivery, signal: AbortSignal) => Promise<DeliveryAnswer>;
