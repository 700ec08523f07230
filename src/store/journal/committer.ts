import type { Clock } from '../../base/clock.ts';
import { storeError } from '../catalogue.ts';
import type { CommitReport } from './commit.ts';
import type { Journal } from './journal.ts';
import type { JournalRecord } from './record.ts';

interface Waiter {
  readonly resolve: (report: CommitReport) => void;
  readonly reject: (error: unknown) => void;
}

/** Writes the records of many runs in one transaction at a time; the order in which they came is kept. */
export interface Committer {
  /**
   * Resolves when the records, and all that came before them, are durable.
   * @throws what the state store throws; nothing of the batch was written then
   */
  put(records: readonly JournalRecord[]): Promise<CommitReport>;
  /** Adds records to the next transaction without waiting for it. */
  add(record: JournalRecord): void;
  /** Resolves when nothing is left to write. */
  drain(): Promise<void>;
}

/** Told of each run whose records were refused or could not be written, also of those that were only added. */
export type LostListener = (runId: string, error: unknown) => void;

/** Group commit over a journal: while one transaction is being written, the next gathers. */
export function createCommitter(
  journal: Pick<Journal, 'commit'>,
  clock: Clock,
  onLost: LostListener = () => undefined,
): Committer {
  return new GroupCommitter(journal, clock, onLost);
}

class GroupCommitter implements Committer {
  readonly #journal: Pick<Journal, 'commit'>;
  readonly #clock: Clock;
  readonly #onLost: LostListener;
  #records: JournalRecord[] = [];
  #waiters: Waiter[] = [];
  #isScheduled = false;
  #isWriting = false;

  constructor(journal: Pick<Journal, 'commit'>, clock: Clock, onLost: LostListener) {
    this.#journal = journal;
    this.#clock = clock;
    this.#onLost = onLost;
  }

  add(record: JournalRecord): void {
    this.#records.push(record);
    this.#schedule();
  }

  put(records: readonly JournalRecord[]): Promise<CommitReport> {
    for (const record of records) this.#records.push(record);
    return new Promise((resolve, reject) => {
      this.#waiters.push({ resolve, reject });
      this.#schedule();
    });
  }

  async drain(): Promise<void> {
    while (this.#records.length > 0 || this.#isWriting) await this.put([]).catch(() => undefined);
  }

  #schedule(): void {
    if (this.#isScheduled || this.#isWriting) return;
    this.#isScheduled = true;
    setImmediate(() => {
      this.#isScheduled = false;
      void this.#flush();
    });
  }

  async #flush(): Promise<void> {
    const records = this.#records;
    const waiters = this.#waiters;
    this.#records = [];
    this.#waiters = [];
    this.#isWriting = true;
    try {
      const report = await this.#write(records);
      for (const runId of report.refused) this.#onLost(runId, leaseLost(runId));
      for (const [runId, error] of report.failed ?? []) this.#onLost(runId, error);
      for (const { resolve } of waiters) resolve(report);
    } catch (error) {
      for (const record of records) if ('runId' in record) this.#onLost(record.runId, error);
      for (const { reject } of waiters) reject(error);
    } finally {
      this.#isWriting = false;
      if (this.#records.length > 0 || this.#waiters.length > 0) this.#schedule();
    }
  }

  /** When a batch of several runs cannot be written, each run gets its own transaction: a faulty one stops no other. */
  async #write(records: readonly JournalRecord[]): Promise<CommitReport> {
    const now = this.#clock.now();
    try {
      return await this.#journal.commit(records, now);
    } catch (error) {
      const runs = Map.groupBy(records, (record) => ('runId' in record ? record.runId : ''));
      if (runs.size < 2) throw error;
      return this.#writeApart(runs, now);
    }
  }

  async #writeApart(runs: ReadonlyMap<string, readonly JournalRecord[]>, now: Date): Promise<CommitReport> {
    const refused = new Set<string>();
    const existing = new Set<string>();
    const failed = new Map<string, unknown>();
    for (const [runId, records] of runs) {
      try {
        const report = await this.#journal.commit(records, now);
        for (const id of report.refused) refused.add(id);
        for (const id of report.existing) existing.add(id);
      } catch (error) {
        failed.set(runId, error);
      }
    }
    return { refused, existing, failed };
  }
}

/** @throws FLX_LEASE_LOST when the journal refused the records of this run, or what kept them from being written */
export function assertWritten(report: CommitReport, runId: string): void {
  if (report.failed?.has(runId)) throw report.failed.get(runId);
  if (report.refused.has(runId)) throw leaseLost(runId);
}

function leaseLost(runId: string): Error {
  return storeError('FLX_LEASE_LOST', { name: `flow run ${runId}` });
}
