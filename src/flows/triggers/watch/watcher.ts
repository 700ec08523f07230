import { isFluxuError, messageOf } from '../../../base/errors.ts';
import { createDerivedId, hashOf } from '../../../base/ids.ts';
import { forgetFirings } from '../../../store/flow-triggers/trigger-history.ts';
import type { TriggerState, TriggerStates } from '../../../store/flow-triggers/trigger-states.ts';
import { isObject, printJson, type Value } from '../../language/index.ts';
import { fire, keepHistory } from '../fire.ts';
import type { DefinedFlow, TriggerHost } from '../host.ts';
import type { FlowTrigger } from '../trigger-scope.ts';
import { WATCHED_KINDS } from './kinds.ts';
import type { Found, Look } from './look.ts';
import { reconcileTriggers } from './reconcile.ts';
import { nextLook } from './recurrence.ts';
import { retryAt, takeDown } from './webhook.ts';

export interface TriggerWatcherOptions {
  readonly states: TriggerStates;
  readonly host: TriggerHost;
  /** Name of this process. */
  readonly owner: string;
}

/** Longest time for one look; whoever is slower is overtaken. */
const LOOK_SECONDS = 150;
const CLAIM_BATCH = 50;
/** Definitions that other processes changed are seen at the latest after this. */
const RECONCILE_SECONDS = 10;
/** Firings are kept for so many days. */
const HISTORY_DAYS = 30;
const FORGET_EVERY_SECONDS = 3600;
/** A trigger whose look broke is looked at again after this. */
const BROKEN_SECONDS = 60;

/** Watches the triggers that fire by themselves. What is to be done when is in the store: sleeping triggers hold no memory. */
export class TriggerWatcher {
  readonly #options: TriggerWatcherOptions;
  readonly #stop = new AbortController();
  #wake = new AbortController();
  #loop: Promise<void> | undefined;
  #forgottenAt = Number.NEGATIVE_INFINITY;

  constructor(options: TriggerWatcherOptions) {
    this.#options = options;
  }

  /** Begins to watch. */
  start(): void {
    this.#loop ??= this.#run();
  }

  /** Looks at once whether flows have changed. */
  wake(): void {
    this.#wake.abort();
  }

  async stop(): Promise<void> {
    this.#stop.abort();
    await this.#loop;
  }

  /** Brings what is watched in step with the flows, then looks at all that is due. */
  async lookOnce(): Promise<void> {
    const { states, host } = this.#options;
    await reconcileTriggers(states, host);
    await this.#lookAtDue();
    await this.#forget();
  }

  async #run(): Promise<void> {
    const { host } = this.#options;
    while (!this.#stop.signal.aborted) {
      this.#wake = new AbortController();
      let seconds = RECONCILE_SECONDS;
      try {
        await this.lookOnce();
        seconds = await this.#secondsToNext();
      } catch (error) {
        host.logger.error({ reason: messageOf(error) }, 'triggers of flows could not be looked at');
      }
      await host.clock.sleep(seconds, AbortSignal.any([this.#stop.signal, this.#wake.signal])).catch(() => undefined);
    }
  }

  async #secondsToNext(): Promise<number> {
    const { states, host } = this.#options;
    const next = await states.nextAt();
    if (!next) return RECONCILE_SECONDS;
    const seconds = (next.getTime() - host.clock.now().getTime()) / 1000;
    return Math.min(RECONCILE_SECONDS, Math.max(MIN_SLEEP_SECONDS, seconds));
  }

  async #lookAtDue(): Promise<void> {
    const { states, host, owner } = this.#options;
    while (!this.#stop.signal.aborted) {
      const claimed = await states.claim({ owner, limit: CLAIM_BATCH, seconds: LOOK_SECONDS, now: host.clock.now() });
      if (claimed.length === 0) return;
      await Promise.all(claimed.map((state) => this.#lookAt(state)));
    }
  }

  async #lookAt(state: TriggerState): Promise<void> {
    const { host } = this.#options;
    try {
      const flow = await host.flow(state.flow).catch(noFlow);
      const trigger = flow?.version.program.triggers.find(({ name }) => name === state.triggerName);
      if (!state.isWanted) await this.#takeDown(state, flow);
      else if (flow && trigger) await this.#watch(state, { flow, trigger });
      else await this.#options.states.settle(state, { ...state, nextAt: this.#after(BROKEN_SECONDS) });
    } catch (error) {
      // The claim runs out, and the same occurrence is looked at again: what it had started is not started twice.
      host.logger.error({ flow: state.flow, trigger: state.triggerName, err: error }, 'a trigger broke');
    }
  }

  async #watch(state: TriggerState, source: FlowTrigger): Promise<void> {
    const { states, host } = this.#options;
    const look = this.#lookOf(state, source);
    const startedAt = host.clock.now();
    const found = await find(look);
    const { given, nothing, nextAt, keep, failures } = found;
    const occurrenceId = occurrenceOf(look, given?.outputs);
    const occurrence = { inputs: undefined, outputs: undefined, ...given, occurrenceId, startedAt };
    if (given) await fire(source, occurrence, host);
    else if (nothing) await keepHistory(source, occurrence, { host, ...nothing });
    await states.settle(state, { nextAt, state: keep, failures });
  }

  async #takeDown(state: TriggerState, flow: DefinedFlow | undefined): Promise<void> {
    const { states, host } = this.#options;
    const version = flow?.version ?? host.readVersion(state.flow, NOTHING);
    const source = {
      flow: { name: state.flow, isStarted: false, version },
      trigger: { name: state.triggerName, type: '', definition: {} },
    };
    const look = this.#lookOf(state, source);
    if (await takeDown(look)) return states.remove(state);
    await states.settle(state, { nextAt: retryAt(look), state: state.state, failures: state.failures + 1 });
  }

  #lookOf(state: TriggerState, source: FlowTrigger): Look {
    const at = state.nextAt?.toISOString() ?? '';
    const occurrenceId = createDerivedId('occurrence', state.hash, state.since.toISOString(), at);
    return { source, state, host: this.#options.host, occurrenceId, abort: this.#stop.signal };
  }

  #after(seconds: number): Date {
    return new Date(this.#options.host.clock.now().getTime() + seconds * 1000);
  }

  async #forget(): Promise<void> {
    const { host } = this.#options;
    const seconds = host.clock.monotonicSeconds();
    if (seconds - this.#forgottenAt < FORGET_EVERY_SECONDS) return;
    this.#forgottenAt = seconds;
    await forgetFirings(host.db, this.#after(-HISTORY_DAYS * 86_400));
  }
}

const MIN_SLEEP_SECONDS = 0.05;
/** Content of a version without anything. */
const NOTHING = '{"definition":{}}';

function noFlow(error: unknown): undefined {
  if (!isFluxuError(error)) throw error;
  return undefined;
}

/** A poll that is repeated after a crash may bring other news, which are another occurrence. */
function occurrenceOf({ state, occurrenceId }: Look, outputs: Value | undefined): string {
  if (state.kind !== 'poll' || !isObject(outputs)) return occurrenceId;
  return createDerivedId('poll', occurrenceId, hashOf(printJson(outputs['body'] ?? null)));
}

/** What a look found; what a definition or a service makes impossible is a failure of that look. */
async function find(look: Look): Promise<Found> {
  const { state } = look;
  try {
    return await WATCHED_KINDS[state.kind].look(look);
  } catch (error) {
    if (!isFluxuError(error)) throw error;
    const { code, message } = error;
    return {
      nothing: { status: 'Failed', error: { code, message } },
      nextAt: nextRegular(look),
      keep: (state.state ?? null) as Found['keep'],
      failures: state.failures + 1,
    };
  }
}

function nextRegular(look: Look): Date | undefined {
  if (look.state.kind === 'webhook') return retryAt(look);
  try {
    return nextLook(look);
  } catch (error) {
    if (!isFluxuError(error)) throw error;
    return undefined;
  }
}
