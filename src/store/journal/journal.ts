import type { Store } from '../store.ts';
import {
  admitRuns,
  type ClaimedRun,
  claimRuns,
  countQueued,
  keepLease,
  listQueuedFlows,
  releaseDeadOwners,
  releaseRuns,
  seizeRun,
} from './claim.ts';
import { type CommitReport, writeBatch } from './commit.ts';
import { type PruneRequest, pruneRuns } from './prune.ts';
import type { JournalRecord, StepKey } from './record.ts';
import { asJournalDatabase, type JournalDatabase } from './schema.ts';
import {
  payloadsOfRun,
  payloadsOfStep,
  readPayloads,
  readRun,
  readStep,
  type StoredRun,
  type StoredStep,
  wholeText,
} from './stored-run.ts';

/** What arrived for a step. */
export interface StoredSignal extends StepKey {
  readonly payload: string;
}

/** A run with everything needed to go on with it. */
export interface LoadedRun {
  readonly run: StoredRun;
  /** In the order they were recorded. */
  readonly steps: readonly StoredStep[];
  readonly signals: readonly StoredSignal[];
}

/** The durable memory of flows: what has happened in each run, and who may go on with it. */
export interface Journal {
  readonly db: JournalDatabase;
  /** Durable, all of it, when it resolves. */
  commit(records: readonly JournalRecord[], now: Date): Promise<CommitReport>;
  /** A run with its steps and signals; undefined when there is none. */
  load(runId: string): Promise<LoadedRun | undefined>;
  /** A run without its steps. */
  find(runId: string): Promise<StoredRun | undefined>;
  /** The definition a run is pinned to, as JSON text. */
  findVersion(hash: string): Promise<string | undefined>;
  /** Takes over runs that are due and that nobody holds. */
  claim(request: {
    readonly owner: string;
    readonly limit: number;
    readonly now: Date;
  }): Promise<readonly ClaimedRun[]>;
  /** Lets queued runs of a flow begin as far as `most` allows. */
  admit(request: { readonly flow: string; readonly most: number; readonly now: Date }): Promise<number>;
  /** Renews an owner's lease. False when it had run out and its runs went to others. */
  keepLease(request: {
    readonly owner: string;
    readonly until: Date;
    readonly isNew: boolean;
    readonly now: Date;
  }): Promise<boolean>;
  /** Gives up runs that could not be gone on with, so that they are claimed anew. */
  release(request: { readonly runIds: readonly string[]; readonly owner: string; readonly now: Date }): Promise<void>;
  /** Frees the runs of owners that are gone or whose lease ran out before `now`; gives the number of runs. */
  releaseDeadOwners(request: { readonly now: Date; readonly isAlive: (owner: string) => boolean }): Promise<number>;
  /** Takes a run over whoever holds it, so that it can be ended; undefined when there is none or it is over. */
  seize(request: { readonly runId: string; readonly owner: string }): Promise<ClaimedRun | undefined>;
  /** Flows of which runs are queued, each with the version and trigger of one of them. */
  queuedFlows(): Promise<readonly { readonly flow: string; readonly version: string; readonly triggerName: string }[]>;
  /** How many runs of a flow are queued. */
  countQueued(flow: string): Promise<number>;
  /** Removes runs that ended long ago, with all that only they use; gives their number. */
  prune(request: PruneRequest): Promise<number>;
  /** When the next run that nobody holds is due. */
  nextWake(): Promise<Date | undefined>;
}

/** The journal in the state store. */
export function createJournal(store: Pick<Store, 'kind' | 'db' | 'transaction'>): Journal {
  const db = asJournalDatabase(store.db);
  const inTransaction = <Result>(work: (tx: JournalDatabase) => Promise<Result>) =>
    store.transaction((tx) => work(asJournalDatabase(tx)));
  return Object.freeze({
    db,
    commit: (records: readonly JournalRecord[], now: Date) =>
      inTransaction((tx) => writeBatch(tx, store.kind, { records, now })),
    load: (runId: string) => loadRun(db, runId),
    find: (runId: string) => findRun(db, runId),
    findVersion: async (hash: string) => {
      const row = await db.selectFrom('flow_version').select('content').where('hash', '=', hash).executeTakeFirst();
      return row?.content;
    },
    claim: (request: Parameters<Journal['claim']>[0]) => inTransaction((tx) => claimRuns(tx, store.kind, request)),
    admit: (request: Parameters<Journal['admit']>[0]) => inTransaction((tx) => admitRuns(tx, store.kind, request)),
    keepLease: (request: Parameters<Journal['keepLease']>[0]) => inTransaction((tx) => keepLease(tx, request)),
    release: (request: Parameters<Journal['release']>[0]) => inTransaction((tx) => releaseRuns(tx, request)),
    releaseDeadOwners: (request: Parameters<Journal['releaseDeadOwners']>[0]) =>
      inTransaction((tx) => releaseDeadOwners(tx, request)),
    seize: (request: Parameters<Journal['seize']>[0]) => inTransaction((tx) => seizeRun(tx, request)),
    prune: (request: PruneRequest) => inTransaction((tx) => pruneRuns(tx, request)),
    queuedFlows: () => listQueuedFlows(db),
    countQueued: (flow: string) => countQueued(db, flow),
    nextWake: async () => {
      const row = await db
        .selectFrom('flow_run')
        .select('wake_at')
        .where('wake_at', 'is not', null)
        .orderBy('wake_at')
        .limit(1)
        .executeTakeFirst();
      return row?.wake_at ? new Date(row.wake_at) : undefined;
    },
  });
}

async function findRun(db: JournalDatabase, runId: string): Promise<StoredRun | undefined> {
  const row = await db.selectFrom('flow_run').selectAll().where('run_id', '=', runId).executeTakeFirst();
  return row && readRun(row, await readPayloads(db, payloadsOfRun(row)));
}

async function loadRun(db: JournalDatabase, runId: string): Promise<LoadedRun | undefined> {
  const run = await findRun(db, runId);
  if (!run) return undefined;
  const steps = await db.selectFrom('flow_step').selectAll().where('run_id', '=', runId).orderBy('sequence').execute();
  const signals = await db.selectFrom('flow_signal').selectAll().where('run_id', '=', runId).execute();
  const texts = [...steps.flatMap(payloadsOfStep), ...signals.map(({ payload }) => payload)];
  const payloads = await readPayloads(db, texts);
  return {
    run,
    steps: steps.map((step) => readStep(step, payloads)),
    signals: signals.map(({ action, iteration, payload }) => ({
      action,
      iteration,
      payload: wholeText(payload, payloads) ?? 'null',
    })),
  };
}
