import type { Clock } from '../../base/clock.ts';
import type { Logger } from '../../base/logger.ts';
import { Rounds } from '../../base/rounds.ts';
import { getDefinition } from '../../store/definitions.ts';
import { acquireLease, releaseLease } from '../../store/leases.ts';
import { readSetting, writeSetting } from '../../store/settings.ts';
import type { Store } from '../../store/store.ts';
import { nextRuns } from './next-run.ts';

export interface SchedulerOptions {
  readonly store: Store;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly owner: string;
  /** Starts the scheduled full refresh. */
  readonly submit: () => Promise<unknown>;
}

/** Last moment that was considered, so that no scheduled time is lost over a restart and none runs twice. */
const LAST_CONSIDERED = 'schedule.lastConsidered';
const LEASE = 'schedule';
const LEASE_SECONDS = 60;
const LOOK_EVERY_SECONDS = 15;

/** Starts scheduled refreshes. The stored definition is read at every look, so a change of the schedule counts at once. */
export class RefreshScheduler {
  readonly #options: SchedulerOptions;
  readonly #rounds: Rounds;

  constructor(options: SchedulerOptions) {
    this.#options = options;
    const { clock, logger } = options;
    const failure = 'the schedule could not be followed';
    this.#rounds = new Rounds({ clock, logger, everySeconds: LOOK_EVERY_SECONDS, failure, work: () => this.look() });
  }

  start(): void {
    this.#rounds.start();
  }

  async stop(): Promise<void> {
    await this.#rounds.stop();
    await releaseLease(this.#options.store.db, { name: LEASE, owner: this.#options.owner });
  }

  /** Starts a refresh when a scheduled time has passed since the last look. Several missed times start one refresh. */
  async look(): Promise<boolean> {
    const { store, clock, owner, submit } = this.#options;
    const lease = await acquireLease(store.db, { name: LEASE, owner, seconds: LEASE_SECONDS, clock });
    const record = await getDefinition(store.db, { kind: 'schedule', name: 'schedule' });
    if (!lease || !record) return false;
    const now = clock.now();
    const last = await readSetting<{ at: string; version: number }>(store.db, LAST_CONSIDERED);
    const since = last?.version === record.version ? new Date(last.at) : now;
    const [due] = nextRuns(record.content, since);
    await writeSetting(store.db, {
      name: LAST_CONSIDERED,
      value: { at: now.toISOString(), version: record.version },
      clock,
    });
    if (!due || due > now) return false;
    await submit();
    return true;
  }
}
