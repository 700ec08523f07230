import type { Clock } from '../base/clock.ts';
import type { Logger } from '../base/logger.ts';
import type { Random } from '../base/random.ts';
import type { Store } from '../store/store.ts';

/** What signing in works with. */
export interface AccessOptions {
  readonly store: Store;
  readonly clock: Clock;
  readonly random: Random;
  readonly logger: Logger;
  /** For identity providers; checked before anything leaves. */
  readonly fetch: typeof globalThis.fetch;
}
