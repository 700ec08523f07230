import type { Clock } from '../../base/clock.ts';
import { lastDeliveredAt } from '../../store/deliveries.ts';
import type { Database } from '../../store/schema.ts';
import { type KeptThresholdState, listThresholdStates, writeThresholdStates } from '../../store/threshold-states.ts';
import type { ThresholdState } from '../threshold/machine.ts';
import type { PayloadFields } from '../trigger-kind.ts';
import type { EventOrigin } from './occurrence.ts';
import type { Seen } from './sightings.ts';

/** A crossing kept back while its watcher is snoozed, ready to be told. */
export interface HeldCrossing {
  readonly event: EventOrigin;
  readonly payload: PayloadFields;
}

/** What a watcher remembers of a series from one successful value to the next. */
export interface SeriesState {
  readonly machine: ThresholdState;
  readonly held: readonly HeldCrossing[];
  /** When the series last fired, ISO 8601; the last delivery of a watcher that has no targets. */
  readonly lastFiredAt: string | undefined;
}

/** The memory of all series that take part in one evaluation, read at once and written at once. */
export class SeriesMemory {
  readonly #states: Map<string, SeriesState>;
  readonly #lastDelivered: Map<string, string>;
  readonly #changed = new Map<string, KeptThresholdState<SeriesState>>();

  private constructor(states: Map<string, SeriesState>, lastDelivered: Map<string, string>) {
    this.#states = states;
    this.#lastDelivered = lastDelivered;
  }

  static async read(tx: Database, seen: readonly Seen[]): Promise<SeriesMemory> {
    const watched = seen.filter(({ sighting }) => sighting.kind === 'value');
    const ids = new Set(watched.map(({ watcher }) => watcher.watcherId));
    const states = await listThresholdStates<SeriesState>(tx, [...ids]);
    const lastDelivered = new Map<string, string>();
    for (const { watcher, series, sighting } of watched) {
      if (sighting.kind !== 'value' || !sighting.rule.options.coolDownMinutes) continue;
      const found = await lastDeliveredAt(tx, { watcherId: watcher.watcherId, series });
      if (found !== undefined) lastDelivered.set(keyOf(watcher.watcherId, series), found);
    }
    return new SeriesMemory(
      new Map(states.map(({ watcherId, series, state }) => [keyOf(watcherId, series), state])),
      lastDelivered,
    );
  }

  stateOf({ watcher, series }: Seen): SeriesState | undefined {
    return this.#states.get(keyOf(watcher.watcherId, series));
  }

  /** When the last delivery of a series arrived, `'underWay'` when it may still, undefined when there was none. */
  lastDeliveredOf(seen: Seen): string | undefined {
    if (seen.watcher.targets.length === 0) return this.stateOf(seen)?.lastFiredAt;
    return this.#lastDelivered.get(keyOf(seen.watcher.watcherId, seen.series));
  }

  remember({ watcher, series }: Seen, state: SeriesState, digestDueAt: string | undefined): void {
    const key = keyOf(watcher.watcherId, series);
    this.#states.set(key, state);
    this.#changed.set(key, { watcherId: watcher.watcherId, series, state, digestDueAt });
  }

  async write(tx: Database, clock: Clock): Promise<void> {
    await writeThresholdStates(tx, [...this.#changed.values()], clock);
  }
}

function keyOf(watcherId: string, series: string): string {
  return `${watcherId} ${series}`;
}
