import type { Settings } from '../base/settings.ts';

/** Something that works by itself between `start` and `stop`. */
interface Worker {
  start(): unknown;
  stop(): Promise<void>;
}

/** What an application does by itself, and in which role of its process. */
export interface BackgroundWork {
  readonly role: Settings['role'];
  readonly refreshes: Worker;
  readonly retention: Worker;
  readonly digests: Worker;
  readonly notifications: Worker;
  readonly usage: Worker;
  readonly dispatcher: Worker & { settle(): Promise<void> };
  readonly flows: Worker & { settle(): Promise<void> };
}

/** Starts and ends what works by itself: flows before what is delivered to them, and in the end the other way round. */
export function createBackground(work: BackgroundWork) {
  const { role, refreshes, retention, digests, notifications, usage, dispatcher, flows } = work;
  const does = (wanted: 'refresh' | 'flows') => role === 'all' || role === wanted;
  return {
    start: async () => {
      if (does('flows')) {
        await flows.start();
        dispatcher.start();
      }
      if (does('refresh')) {
        refreshes.start();
        retention.start();
      }
      digests.start();
      notifications.start();
      usage.start();
    },
    /** Resolves when everything that was published has been delivered and no flow can go on now. */
    settle: async () => {
      await dispatcher.settle();
      await flows.settle();
    },
    stop: async () => {
      for (const worker of [usage, notifications, digests, retention, refreshes, dispatcher, flows])
        await worker.stop();
    },
  };
}
