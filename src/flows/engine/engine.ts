import { messageOf } from '../../base/errors.ts';
import type { ClaimedRun } from '../../store/journal/claim.ts';
import { type Committer, createCommitter } from '../../store/journal/committer.ts';
import type { LoadedRun } from '../../store/journal/journal.ts';
import type { StepAddress } from '../../store/journal/record.ts';
import { createOwnerCheck } from '../../store/process-owner.ts';
import { flowError } from '../catalogue.ts';
import { printJson, type Value } from '../language/index.ts';
import { RunInterrupted } from '../run/fault.ts';
import { releaseRecorded } from '../run/release.ts';
import { stepKey } from '../run/step.ts';
import { Answers } from './answers.ts';
import { recordsOfCancelledRun } from './cancelled-run.ts';
import { runLimitOf } from './concurrency.ts';
import type { HeldRun } from './held-run.ts';
import { executionOf, holdNew, holdStored } from './hold.ts';
import { Lease } from './lease.ts';
import type { FlowEngineOptions, RunKeeper } from './run-keeper.ts';
import { type RunRequest, recordsOfStart } from './run-request.ts';
import { type FlowVersion, FlowVersions } from './versions.ts';

/** Most runs in memory; further ones wait in the journal. */
const MOST_HELD = 2000;
const CLAIM_BATCH = 200;
/** Runs that other processes started or left behind are found at the latest after this. */
const LOOK_EVERY_SECONDS = 1;
/** A run that could not be gone on with is tried again after this. */
const RETRY_RUN_SECONDS = 5;
/** What is under way may end within this time when the process stops. */
const STOP_SECONDS = 5;

/** Runs flows on the journal: starts them, takes them up again, and puts them aside while they wait. */
export class FlowEngine implements RunKeeper {
  readonly versions = new FlowVersions();
  readonly options: FlowEngineOptions;
  readonly committer: Committer;
  readonly answers: Answers;
  readonly #lease: Lease;
  readonly #held = new Map<string, HeldRun>();
  readonly #driving = new Map<string, Promise<void>>();
  readonly #starting = new Map<string, Promise<void>>();
  readonly #stop = new AbortController();
  #wake = new AbortController();
  #loop: Promise<void> | undefined;

  constructor(options: FlowEngineOptions) {
    const { journal, clock, owner } = options;
    this.options = options;
    this.committer = createCommitter(journal, clock, (runId, error) => this.#lose(runId, error));
    this.answers = new Answers(journal, clock);
    this.#lease = new Lease({ journal, clock, owner, isAlive: createOwnerCheck(owner) });
  }

  /** Begins to take up runs that are due. */
  start(): void {
    this.#loop ??= this.#run();
  }

  /** Looks at once for runs that are due. */
  wake(): void {
    this.#wake.abort();
  }

  /**
   * Starts a run, unless it was started before. It is durable when this resolves.
   * @throws FLX_FLOW_TRIGGER_BUSY
   */
  async startRun(request: RunRequest): Promise<{ readonly isNew: boolean }> {
    const starting = this.#starting.get(request.runId);
    if (starting) return starting.then(() => ({ isNew: false }));
    const { promise, resolve } = Promise.withResolvers<void>();
    this.#starting.set(request.runId, promise);
    try {
      return await this.#startRun(request);
    } finally {
      this.#starting.delete(request.runId);
      resolve();
    }
  }

  /** Gives a waiting step what it waits for; the first one counts, and it may come early. */
  async signal(address: StepAddress, payload: Value): Promise<void> {
    const receivedAt = this.options.clock.now();
    await this.committer.put([{ kind: 'signal', ...address, payload: printJson(payload), receivedAt }]);
    this.signalled(address, payload);
  }

  /** Lets a run go on after a signal that is in the journal. */
  signalled({ runId, action, iteration }: StepAddress, payload: Value): void {
    const held = this.#held.get(runId);
    if (held) held.execution?.signal(stepKey(action, iteration), payload);
    else this.wake();
  }

  /** Ends a run wherever it is. False when there is none or it is over. */
  async cancel(runId: string): Promise<boolean> {
    const { journal, owner, clock, host } = this.options;
    await this.#starting.get(runId);
    await this.#lease.hold();
    const seized = await journal.seize({ runId, owner });
    if (!seized) return false;
    this.#lose(runId, new RunInterrupted('the run was cancelled'));
    const loaded = await journal.load(runId);
    if (!loaded) return false;
    await this.#giveBack(loaded, seized.fence);
    const { records, signal } = recordsOfCancelledRun(loaded, { fence: seized.fence, now: clock.now() });
    await this.committer.put(records);
    if (signal) this.signalled(signal.address, signal.payload);
    this.answers.ended(runId);
    host.onChange({ runId, flow: loaded.run.flow, status: 'Cancelled' });
    await this.#admit(loaded.run.flow, loaded.run.version, loaded.run.triggerName);
    return true;
  }

  /** Resolves when no run can go on now. */
  async settle(): Promise<void> {
    for (;;) {
      await Promise.all(this.#starting.values());
      await this.committer.drain();
      await this.#look();
      if (this.#driving.size === 0) {
        const next = await this.options.journal.nextWake();
        if (!next || next > this.options.clock.now()) return;
      } else await Promise.race(this.#driving.values());
    }
  }

  /** Lets go of all runs; whoever looks next takes them up. */
  async stop(): Promise<void> {
    const { journal, owner, clock } = this.options;
    this.#stop.abort();
    await this.#loop;
    const done = new AbortController();
    const late = clock.sleep(STOP_SECONDS, done.signal).catch(() => undefined);
    for (const { execution } of this.#held.values()) execution?.pause();
    await Promise.race([Promise.all(this.#driving.values()), late]);
    done.abort();
    const left = [...this.#held.keys()];
    for (const runId of left) this.#lose(runId, new RunInterrupted('the process stops'));
    await this.committer.drain();
    await journal.release({ runIds: left, owner, now: clock.now() });
    await this.#lease.end();
  }

  get isStopping(): boolean {
    return this.#stop.signal.aborted;
  }

  async #startRun(request: RunRequest): Promise<{ readonly isNew: boolean }> {
    const { runId, version, steps = [] } = request;
    const limit = runLimitOf(version.program, request.triggerName);
    if (limit) await this.#checkWaiting(version.flow, limit.mostWaiting);
    const isOurs = !limit && steps.length === 0 && this.#held.size < MOST_HELD && !this.isStopping;
    if (isOurs) await this.#lease.hold();
    const startedAt = this.options.clock.now();
    const used = this.versions.recordOf(version, startedAt);
    const started = recordsOfStart(request, {
      startedAt,
      owner: isOurs ? this.options.owner : undefined,
      status: limit ? 'Queued' : 'Running',
    });
    const records = used ? [used, ...started] : started;
    const report = await this.committer.put(records);
    this.versions.written(version);
    if (report.failed?.has(runId)) throw report.failed.get(runId);
    if (report.existing.has(runId)) return { isNew: false };
    this.options.host.onChange({ runId, flow: version.flow, status: limit ? 'Queued' : 'Running' });
    if (isOurs) this.#takeUp(holdNew(this, request));
    else if (limit) await this.#admit(version.flow, version.hash, request.triggerName);
    else this.wake();
    return { isNew: true };
  }

  async #checkWaiting(flow: string, mostWaiting: number): Promise<void> {
    const waiting = await this.options.journal.countQueued(flow);
    if (waiting >= mostWaiting) throw flowError('FLX_FLOW_TRIGGER_BUSY', { flow, waiting });
  }

  async #run(): Promise<void> {
    const { clock, logger } = this.options;
    while (!this.isStopping) {
      this.#wake = new AbortController();
      let seconds = LOOK_EVERY_SECONDS;
      try {
        await this.#look();
        seconds = await this.#secondsToNextWake();
      } catch (error) {
        logger.error({ reason: messageOf(error) }, 'flow runs could not be looked for');
      }
      const woken = AbortSignal.any([this.#stop.signal, this.#wake.signal]);
      await clock.sleep(seconds, woken).catch(() => undefined);
    }
  }

  async #secondsToNextWake(): Promise<number> {
    const next = this.#held.size >= MOST_HELD ? undefined : await this.options.journal.nextWake();
    if (!next) return LOOK_EVERY_SECONDS;
    const seconds = (next.getTime() - this.options.clock.now().getTime()) / 1000;
    return Math.min(LOOK_EVERY_SECONDS, Math.max(0, seconds));
  }

  /** Takes up what is due, as far as there is room. */
  async #look(): Promise<void> {
    const { journal, owner, clock } = this.options;
    if (!(await this.#lease.hold())) for (const runId of [...this.#held.keys()]) this.#lose(runId, lateLease());
    for (const { flow, version, triggerName } of await journal.queuedFlows())
      await this.#admit(flow, version, triggerName);
    for (;;) {
      const limit = Math.min(CLAIM_BATCH, MOST_HELD - this.#held.size);
      if (limit <= 0 || this.isStopping) return;
      const claimed = await journal.claim({ owner, limit, now: clock.now() });
      await Promise.all(claimed.map((run) => this.#resume(run)));
      if (claimed.length < limit) return;
    }
  }

  /** Lets the waiting steps of a run give back what they hold outside. */
  async #giveBack({ run, steps }: LoadedRun, fence: number): Promise<void> {
    const version = await this.versionOf(run.flow, run.version);
    await releaseRecorded(executionOf(this, holdStored(this, run, { version, fence })), steps);
  }

  /** Goes on with a run from what the journal has of it. */
  async #resume({ runId, fence }: ClaimedRun): Promise<void> {
    const { journal, logger } = this.options;
    try {
      const loaded = await journal.load(runId);
      if (!loaded) return;
      const version = await this.versionOf(loaded.run.flow, loaded.run.version);
      const held = holdStored(this, loaded.run, { version, fence });
      held.execution = executionOf(this, held, loaded);
      this.#takeUp(held);
    } catch (error) {
      logger.error({ runId, reason: messageOf(error) }, 'a flow run could not be taken up');
      await this.#putBack(runId);
    }
  }

  /** A version that runs are pinned to. @throws FLX_FLOW_DEFINITION when it is no longer kept */
  async versionOf(flow: string, hash: string): Promise<FlowVersion> {
    const version = await this.findVersion(flow, hash);
    if (!version) throw flowError('FLX_FLOW_DEFINITION', { problem: 'its version is no longer kept' });
    return version;
  }

  /** A version that runs are pinned to; undefined when it is no longer kept. @throws FLX_FLOW_… when it cannot be compiled */
  async findVersion(flow: string, hash: string): Promise<FlowVersion | undefined> {
    const known = this.versions.find(hash);
    if (known) return known;
    const content = await this.options.journal.findVersion(hash);
    return content === undefined ? undefined : this.versions.read(flow, content);
  }

  #takeUp(held: HeldRun): void {
    this.#held.set(held.runId, held);
    const driving = this.#drive(held).finally(() => {
      if (this.#driving.get(held.runId) === driving) this.#driving.delete(held.runId);
    });
    this.#driving.set(held.runId, driving);
  }

  async #drive(held: HeldRun): Promise<void> {
    const { runId, facts, version } = held;
    const { host, logger } = this.options;
    try {
      const result = await held.execution?.advance();
      this.#forget(held);
      host.onChange({ runId, flow: facts.flow, status: result?.status ?? 'Waiting' });
      if (!result) return;
      this.answers.ended(runId);
      await this.#admit(facts.flow, version.hash, facts.triggerName);
    } catch (error) {
      this.#forget(held);
      if (!(error instanceof RunInterrupted)) logger.error({ runId, err: error }, 'a flow run broke off');
      if (!held.lost || !(held.lost instanceof RunInterrupted)) await this.#putBack(runId);
    }
  }

  #forget(held: HeldRun): void {
    if (this.#held.get(held.runId) === held) this.#held.delete(held.runId);
  }

  /** Leaves a run to whoever claims it, a little later. */
  async #putBack(runId: string): Promise<void> {
    const { journal, owner, clock, logger } = this.options;
    const later = new Date(clock.now().getTime() + (this.isStopping ? 0 : RETRY_RUN_SECONDS * 1000));
    await journal
      .release({ runIds: [runId], owner, now: later })
      .catch((error: unknown) => logger.error({ runId, reason: messageOf(error) }, 'a flow run could not be put back'));
  }

  #lose(runId: string, error: unknown): void {
    const held = this.#held.get(runId);
    if (!held || held.lost) return;
    held.lost = error instanceof Error ? error : new Error(messageOf(error));
    held.execution?.abandon(
      held.lost instanceof RunInterrupted ? held.lost : new RunInterrupted('the journal refused', { cause: error }),
    );
    this.#held.delete(runId);
  }

  /** Lets queued runs of a flow begin as far as its limit allows. */
  async #admit(flow: string, hash: string, triggerName: string): Promise<void> {
    const { journal, clock } = this.options;
    const version = await this.versionOf(flow, hash);
    const limit = runLimitOf(version.program, triggerName);
    if (!limit) return;
    const admitted = await journal.admit({ flow, most: limit.most, now: clock.now() });
    if (admitted > 0) this.wake();
  }
}

function lateLease(): Error {
  return new RunInterrupted('the lease of this process ran out');
}
