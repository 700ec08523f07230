import { systemClock } from '../../../base/clock.ts';
import { languageError } from '../catalogue.ts';
import type { Scope } from '../scope.ts';
import type { Span } from '../syntax/tree.ts';
import { DEFAULT_LIMITS, type EvaluationLimits } from './limits.ts';

/** Steps between two looks at the clock. */
const STEPS_PER_LOOK = 4096;

/** How an expression is evaluated. */
export interface EvaluationOptions {
  readonly limits?: EvaluationLimits;
  /** Seconds since an arbitrary start, for the time limit. */
  readonly monotonicSeconds?: () => number;
  /**
   * Whether `equals(true, 1)` holds. The documentation says so (default true); the host has been seen to tell them apart.
   */
  readonly booleansEqualNumbers?: boolean;
}

/** One evaluation under way: what it sees, what it has used, and which node is at work. */
export class Evaluation {
  readonly scope: Scope;
  readonly booleansEqualNumbers: boolean;
  /** The node whose function runs; named in errors. */
  current: Span | undefined;
  readonly #limits: EvaluationLimits;
  readonly #monotonicSeconds: () => number;
  #steps = 0;
  #nextLook = STEPS_PER_LOOK;
  #startedAt: number | undefined;

  constructor(scope: Scope, options: EvaluationOptions) {
    this.scope = scope;
    this.booleansEqualNumbers = options.booleansEqualNumbers ?? true;
    this.#limits = options.limits ?? DEFAULT_LIMITS;
    this.#monotonicSeconds = options.monotonicSeconds ?? systemClock.monotonicSeconds;
    if (options.limits) this.#nextLook = Math.min(STEPS_PER_LOOK, options.limits.steps);
  }

  /**
   * Counts work done.
   * @throws FLX_FLOW_STEPS, FLX_FLOW_TIME
   */
  spend(steps: number): void {
    this.#steps += steps;
    if (this.#steps > this.#nextLook) this.#look();
  }

  #look(): void {
    const { steps, seconds } = this.#limits;
    if (this.#steps > steps) throw languageError('FLX_FLOW_STEPS', { limit: steps });
    const now = this.#monotonicSeconds();
    this.#startedAt ??= now;
    if (now - this.#startedAt > seconds) throw languageError('FLX_FLOW_TIME', { limit: seconds });
    this.#nextLook = Math.min(this.#steps + STEPS_PER_LOOK, steps);
  }

  /**
   * Passes a text on if it is not too long; its length counts as work, 64 characters a step.
   * @throws FLX_FLOW_SIZE, FLX_FLOW_STEPS, FLX_FLOW_TIME
   */
  checkText(text: string): string {
    this.checkLength(text.length);
    return text;
  }

  /** The same for a length known before the text is made. */
  checkLength(length: number): void {
    if (length > this.#limits.outputLength) throw languageError('FLX_FLOW_SIZE', { limit: this.#limits.outputLength });
    if (length >= 64) this.spend(length >>> 6);
  }
}
