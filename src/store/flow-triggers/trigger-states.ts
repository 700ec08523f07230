import { sql } from 'kysely';
import type { Database } from '../schema.ts';
import type { Store } from '../store.ts';
import { asTriggerDatabase, type FlowTriggerRow } from './schema.ts';

/** What a trigger of a flow does by itself. */
export type WatchedTriggerKind = 'recurrence' | 'window' | 'poll' | 'webhook';

/** A trigger that is watched, as the store has it. */
export interface TriggerState {
  readonly flow: string;
  readonly triggerName: string;
  readonly kind: WatchedTriggerKind;
  readonly hash: string;
  /** False when it is to be taken down. */
  readonly isWanted: boolean;
  readonly since: Date;
  readonly nextAt: Date | undefined;
  /** Whatever its kind keeps, as JSON. */
  readonly state: unknown;
  /** Failures in a row. */
  readonly failures: number;
  readonly fence: number;
}

const CONTEXT = 'flow trigger';

/** The triggers that are watched, and who looks at each; shared by all processes. */
export class TriggerStates {
  readonly #store: Pick<Store, 'kind' | 'db' | 'vault' | 'transaction'>;

  constructor(store: Pick<Store, 'kind' | 'db' | 'vault' | 'transaction'>) {
    this.#store = store;
  }

  async list(): Promise<readonly TriggerState[]> {
    const rows = await asTriggerDatabase(this.#store.db).selectFrom('flow_trigger').selectAll().execute();
    return rows.map((row) => this.#read(row));
  }

  /** Writes a trigger as it is to be watched from now on; whoever looks at it now is late. */
  async write(trigger: Omit<TriggerState, 'fence'>): Promise<void> {
    const row = this.#rowOf(trigger);
    await asTriggerDatabase(this.#store.db)
      .insertInto('flow_trigger')
      .values({ ...row, lease_owner: null, lease_until: null, fence: 1 })
      .onConflict((conflict) =>
        conflict
          .columns(['flow_key', 'trigger_key'])
          .doUpdateSet({ ...row, lease_owner: null, lease_until: null, fence: sql<number>`flow_trigger.fence + 1` }),
      )
      .execute();
  }

  async remove({ flow, triggerName, fence }: Pick<TriggerState, 'flow' | 'triggerName' | 'fence'>): Promise<void> {
    await asTriggerDatabase(this.#store.db)
      .deleteFrom('flow_trigger')
      .where('flow_key', '=', flow.toLowerCase())
      .where('trigger_key', '=', triggerName.toLowerCase())
      .where('fence', '=', fence)
      .execute();
  }

  /** Takes triggers that are due, for so many seconds; several processes never get the same one. */
  async claim(request: {
    readonly owner: string;
    readonly limit: number;
    readonly seconds: number;
    readonly now: Date;
  }): Promise<readonly TriggerState[]> {
    const { owner, limit, seconds, now } = request;
    const nowAt = now.toISOString();
    const until = new Date(now.getTime() + seconds * 1000).toISOString();
    const lock = this.#store.kind === 'postgresql' ? sql`for update skip locked` : sql``;
    const { rows } = await this.#store.transaction((tx: Database) =>
      sql<FlowTriggerRow>`update flow_trigger set lease_owner = ${owner}, lease_until = ${until}, fence = fence + 1
        where (flow_key, trigger_key) in (
          select flow_key, trigger_key from flow_trigger
          where next_at <= ${nowAt} and (lease_until is null or lease_until < ${nowAt})
          order by next_at limit ${limit} ${lock})
        returning *`.execute(tx),
    );
    return rows.map((row) => this.#read(row));
  }

  /** Says when a claimed trigger is looked at next, and what it keeps until then. False when the claim is no longer held. */
  async settle(
    { flow, triggerName, fence }: Pick<TriggerState, 'flow' | 'triggerName' | 'fence'>,
    { nextAt, state, failures }: Pick<TriggerState, 'nextAt' | 'state' | 'failures'>,
  ): Promise<boolean> {
    const { numUpdatedRows } = await asTriggerDatabase(this.#store.db)
      .updateTable('flow_trigger')
      .set({
        next_at: nextAt?.toISOString() ?? null,
        state: this.#store.vault.encrypt(state ?? null, CONTEXT),
        failures,
        lease_owner: null,
        lease_until: null,
      })
      .where('flow_key', '=', flow.toLowerCase())
      .where('trigger_key', '=', triggerName.toLowerCase())
      .where('fence', '=', fence)
      .executeTakeFirst();
    return numUpdatedRows > 0n;
  }

  /** When the next trigger is due. */
  async nextAt(): Promise<Date | undefined> {
    const row = await asTriggerDatabase(this.#store.db)
      .selectFrom('flow_trigger')
      .select('next_at')
      .where('next_at', 'is not', null)
      .orderBy('next_at')
      .limit(1)
      .executeTakeFirst();
    return row?.next_at ? new Date(row.next_at) : undefined;
  }

  #rowOf(trigger: Omit<TriggerState, 'fence'>): Omit<FlowTriggerRow, 'fence' | 'lease_owner' | 'lease_until'> {
    const { flow, triggerName, kind, hash, isWanted, since, nextAt, state, failures } = trigger;
    return {
      flow_key: flow.toLowerCase(),
      trigger_key: triggerName.toLowerCase(),
      flow,
      trigger_name: triggerName,
      kind,
      hash,
      is_wanted: isWanted ? 1 : 0,
      since: since.toISOString(),
      next_at: nextAt?.toISOString() ?? null,
      state: this.#store.vault.encrypt(state ?? null, CONTEXT),
      failures,
    };
  }

  #read(row: FlowTriggerRow): TriggerState {
    return {
      flow: row.flow,
      triggerName: row.trigger_name,
      kind: row.kind as WatchedTriggerKind,
      hash: row.hash,
      isWanted: row.is_wanted === 1,
      since: new Date(row.since),
      nextAt: row.next_at === null ? undefined : new Date(row.next_at),
      state: this.#store.vault.decrypt(row.state, CONTEXT),
      failures: row.failures,
      fence: Number(row.fence),
    };
  }
}
