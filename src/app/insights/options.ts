import type { Clock } from '../../base/clock.ts';
import type { Random } from '../../base/random.ts';
import type { Store } from '../../store/store.ts';
import type { Instance } from '../../triggers/envelope.ts';
import type { SnapshotReader } from '../entities/reader.ts';

/** What insights are read from and written to. */
export interface InsightsOptions {
  readonly store: Store;
  readonly reader: SnapshotReader;
  readonly clock: Clock;
  readonly random: Random;
  readonly instance: Instance;
}
