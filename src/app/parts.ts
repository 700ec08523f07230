import type { Clock } from '../base/clock.ts';
import type { Logger } from '../base/logger.ts';
import type { Random } from '../base/random.ts';
import type { Environment, Settings } from '../base/settings.ts';
import type { Engine } from '../sql/engine.ts';
import type { Store } from '../store/store.ts';
import type { Instance } from '../triggers/envelope.ts';
import type { Changes } from './changes.ts';

/** Everything that the rooms of an application share. */
export interface Parts {
  readonly settings: Settings;
  readonly environment: Environment;
  /** Folder in which relative paths of file sources start. */
  readonly baseFolder: string;
  readonly clock: Clock;
  readonly random: Random;
  readonly logger: Logger;
  readonly store: Store;
  readonly engine: Engine;
  readonly changes: Changes;
  readonly instance: Instance;
  /** Name of this process. */
  readonly owner: string;
}
