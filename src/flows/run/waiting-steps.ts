import type { Value } from '../language/index.ts';
import type { Step } from './step.ts';

/** A step that can go on. */
export interface ReadyStep {
  readonly step: Step;
  /** What it waited for; undefined when its time has come instead. */
  readonly signal: Value | undefined;
}

/** The steps of a run that wait, and the signals that arrived, also those that came before anybody waited for them. */
export class WaitingSteps implements Iterable<Step> {
  readonly #steps = new Set<Step>();
  readonly #signals: Map<string, Value>;

  /** @param signals by key of their step */
  constructor(signals: ReadonlyMap<string, Value>) {
    this.#signals = new Map(signals);
  }

  [Symbol.iterator](): Iterator<Step> {
    return this.#steps.values();
  }

  add(step: Step): void {
    this.#steps.add(step);
  }

  /** Keeps what arrived for a step. The first counts: false when there was one. */
  signal(key: string, payload: Value): boolean {
    if (this.#signals.has(key)) return false;
    this.#signals.set(key, payload);
    return true;
  }

  /** Takes out the steps whose time has come or whose signal is there. */
  takeReady(now: Date): readonly ReadyStep[] {
    const ready: ReadyStep[] = [];
    for (const step of this.#steps) {
      const signal = step.awaitsSignal ? this.#signals.get(step.key) : undefined;
      if (signal === undefined && !(step.dueAt && step.dueAt <= now)) continue;
      this.#steps.delete(step);
      ready.push({ step, signal });
    }
    return ready;
  }

  /** When the next of them can go on without a signal; undefined when none can. */
  get nextDue(): Date | undefined {
    let next: Date | undefined;
    for (const { dueAt } of this.#steps) if (dueAt && (!next || dueAt < next)) next = dueAt;
    return next;
  }
}
