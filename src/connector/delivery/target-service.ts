import type { DeliveryHandler } from './answer.ts';

/** How the deliveries of one target are to be made now. */
export interface OpenLine {
  readonly deliver: DeliveryHandler;
  /** One after another in the order in which they happened; one that waits for another attempt holds back those behind. */
  readonly isOrdered?: boolean | undefined;
  /** Most deliveries in a minute; undefined means no limit. */
  readonly ratePerMinute?: number | undefined;
  /** Told when the target asked for silence. */
  hold?(seconds: number): Promise<void>;
  /** Told when the target wants nothing any more. */
  end?(reason: string): Promise<void>;
}

/** True when a line takes one delivery at a time. */
export function isOneByOne({ isOrdered, ratePerMinute }: OpenLine): boolean {
  return isOrdered === true || ratePerMinute !== undefined;
}

/** Silence between two deliveries of a line. */
export function pauseSecondsOf({ ratePerMinute }: OpenLine): number {
  return ratePerMinute === undefined ? 0 : 60 / ratePerMinute;
}

/** Who takes the deliveries of one kind of target, where a plain handler is not enough. */
export interface TargetService {
  /** Keys of the targets to which nothing may go now. */
  closedLines(): Promise<ReadonlySet<string>>;
  /** The target as it is now; undefined when nothing may go to it. */
  openLine(targetKey: string): Promise<OpenLine | undefined>;
}

/** A handler as a service whose targets are always open. */
export function asTargetService(handler: DeliveryHandler | TargetService): TargetService {
  if (typeof handler !== 'function') return handler;
  return { closedLines: async () => new Set(), openLine: async () => ({ deliver: handler }) };
}
