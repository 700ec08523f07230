/** Where time comes from. Everything that reads or waits for time takes one. */
export interface Clock {
  now(): Date;
  /** Seconds since an arbitrary start, never going back; for durations. */
  monotonicSeconds(): number;
  /** Resolves after `seconds`, or rejects with the signal's reason when aborted. */
  sleep(seconds: number, signal?: AbortSignal): Promise<void>;
}

/** Longest timer the platform takes; longer waits are slept in pieces. */
const LONGEST_TIMER_SECONDS = 2_000_000;

/** The machine's clock. */
export const systemClock: Clock = {
  now: () => new Date(),
  monotonicSeconds: () => performance.now() / 1000,
  sleep: async (seconds, signal) => {
    for (let left = seconds; left > 0; left -= LONGEST_TIMER_SECONDS) {
      await timer(Math.min(left, LONGEST_TIMER_SECONDS) * 1000, signal);
    }
  },
};

function timer(milliseconds: number, signal: AbortSignal | undefined): Promise<void> {
  return new Promise((resolve, reject) => {
    if (signal?.aborted) return reject(signal.reason);
    const abort = () => {
      clearTimeout(handle);
      reject(signal?.reason);
    };
    const handle = setTimeout(() => {
      signal?.removeEventListener('abort', abort);
      resolve();
    }, milliseconds);
    signal?.addEventListener('abort', abort, { once: true });
  });
}
