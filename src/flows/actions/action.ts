import type { Clock } from '../../base/clock.ts';
import type { Random } from '../../base/random.ts';
import type { CallEffects, ConnectionValues, Connector } from '../connectors/connector.ts';
import type { Value, ValueObject } from '../language/index.ts';

/** What history says of a step that went wrong. */
export interface ActionError {
  readonly code: string;
  readonly message: string;
}

/** A step is over. */
export interface ActionEnded {
  readonly kind: 'ended';
  readonly status: 'Succeeded' | 'Failed' | 'TimedOut' | 'Cancelled' | 'Skipped';
  readonly code?: string | undefined;
  readonly outputs?: Value | undefined;
  readonly error?: ActionError | undefined;
  /** The fault may pass: the retry policy of the action decides about another attempt. */
  readonly isRetryable?: boolean | undefined;
  /** What the other side asked for before another attempt (`Retry-After`). */
  readonly retryAfterMilliseconds?: number | undefined;
}

/** A step goes on later, without memory until then: at `dueAt`, or when a signal arrives, whichever is first. */
export interface ActionWaiting {
  readonly kind: 'waiting';
  readonly dueAt?: Date | undefined;
  /** True when a signal (a callback, the end of a child run) ends the wait. */
  readonly awaitsSignal: boolean;
  /** What the step needs to go on; JSON, kept in the journal. */
  readonly state: Value;
}

export type ActionOutcome = ActionEnded | ActionWaiting;

/** A connection as an action uses it. */
export interface ResolvedConnection {
  readonly connector: Connector;
  readonly values: ConnectionValues;
  /** The values with a new access token, after the service answered 401; undefined when there is none. */
  readonly renew?: (() => Promise<ConnectionValues | undefined>) | undefined;
}

/** What steps may do to the world outside of their run. */
export interface ActionEffects extends CallEffects {
  readonly random: Random;
  /**
   * The connection behind a reference as the definition names it.
   * @throws FLX_FLOW_CONNECTION when there is none
   */
  connection(reference: string): Promise<ResolvedConnection>;
  /**
   * Starts a child run; a second start for the same step gives the same run. Unless nothing is awaited, its answer or its end
   * signals the step.
   */
  startChildRun(request: {
    readonly flow: string;
    readonly triggerName: string | undefined;
    readonly outputs: Value;
    readonly awaits: 'nothing' | 'answerOrEnd';
  }): Promise<{ readonly runId: string }>;
  /** Answers the request that started this run. False when it was answered before or nobody waits any more. */
  answer(response: ValueObject): Promise<boolean>;
  /** Address at which a callback for this step arrives. */
  callbackUrl(): string;
}

/** An action as it stands in its definition. */
export interface WrittenAction {
  readonly name: string;
  readonly type: string;
  readonly definition: ValueObject;
  /** `operationOptions`, in lower case. */
  readonly options: ReadonlySet<string>;
}

/** One attempt at a step, or the continuation of a step that waited. */
export interface ActionCall {
  readonly node: WrittenAction;
  /** Evaluated inputs. */
  readonly inputs: Value;
  /** Evaluates any value of the definition in the scope of this step; `item` is what `item()` stands for. */
  evaluate(value: Value, item?: Value): Value;
  /** Same for every attempt of one step: run id, action path and iteration. */
  readonly idempotencyKey: string;
  /** 1 for the first. */
  readonly attempt: number;
  readonly clientTrackingId: string;
  readonly runId: string;
  readonly startedAt: Date;
  /** What the step kept when it began to wait; undefined on the first call of an attempt. */
  readonly state: Value | undefined;
  /**
   * What arrived while it waited. A callback is `{headers, queries?, body?}`, the answer of a child run
   * `{statusCode, headers?, body?}`, the end of one that gave none `{status, code?, error?}`.
   */
  readonly signal: Value | undefined;
  readonly clock: Clock;
  readonly effects: ActionEffects;
  /** Aborts at the action's timeout and when the run is cancelled. */
  readonly abort: AbortSignal;
}

/** An action that the interpreter carries out itself, because it holds other actions or changes the run. */
export interface ControlAction {
  readonly kind: 'control';
  /** Names in definitions, as documented. */
  readonly types: readonly string[];
  /** The actions inside, by branch. */
  branches(definition: ValueObject): Readonly<Record<string, Value | undefined>>;
}

/** An action that does one thing. */
export interface TaskAction {
  readonly kind: 'task';
  readonly types: readonly string[];
  /** True when it reaches out of the run: its start is durable before it acts, and a dry run holds it back. */
  readonly hasEffects: boolean;
  /** Values of the definition that stand for the inputs. Default: `inputs` of the definition, evaluated. */
  readonly readInputs?: ((node: WrittenAction, evaluate: (value: Value) => Value) => Value) | undefined;
  /** @throws nothing but bugs: what can go wrong is an outcome. */
  run(call: ActionCall): Promise<ActionOutcome> | ActionOutcome;
  /**
   * Gives back what a waiting step holds outside, such as a subscription, when it is timed out or cancelled while it
   * waits. `state` is what it kept; what goes wrong changes nothing.
   */
  readonly release?: ((call: ActionCall) => Promise<void>) | undefined;
}

/** A kind of action, by which definitions are compiled and run. */
export type ActionKind = ControlAction | TaskAction;
