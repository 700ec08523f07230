import { createEgressGuard } from '../../src/base/egress/guarded-fetch.ts';
import { createSeededRandom } from '../../src/base/random.ts';
import type {
  ActionCall,
  ActionEffects,
  ActionEnded,
  ActionOutcome,
  TaskAction,
} from '../../src/flows/actions/action.ts';
import type { ActionNode } from '../../src/flows/graph/graph.ts';
import {
  createContextScope,
  type EvaluationContext,
  evaluateValue,
  type Value,
  type ValueObject,
} from '../../src/flows/language/index.ts';
import { createManualClock, type ManualClock } from './manual-clock.ts';

/** One step of a flow, carried out as the interpreter does it, without a journal. */
export interface Step {
  readonly kind: TaskAction;
  /** The action as it stands in a definition. */
  readonly definition: ValueObject;
  readonly name?: string;
  readonly context?: EvaluationContext;
  readonly clock?: ManualClock;
  readonly effects?: Partial<ActionEffects>;
  readonly abort?: AbortSignal;
}

/** How a step goes on. */
export interface Continuation {
  readonly state?: Value | undefined;
  readonly signal?: Value | undefined;
}

const guard = createEgressGuard({ allowPrivateNetworks: true });

/** Runs one attempt at a step, or goes on with it. */
export async function runStep(step: Step, { state, signal }: Continuation = {}): Promise<ActionOutcome> {
  return step.kind.run(callOf(step, { state, signal }));
}

/** The call that the interpreter would make. */
export function callOf(step: Step, { state, signal }: Continuation = {}): ActionCall {
  const clock = step.clock ?? createManualClock();
  const node = nodeOf(step);
  const evaluate = (value: Value, item?: Value) =>
    evaluateValue(value, createContextScope({ ...step.context, ...(item !== undefined && { item }) }, { clock }));
  const inputs = step.kind.readInputs?.(node, evaluate) ?? evaluate(node.definition['inputs'] ?? null);
  return {
    node,
    inputs,
    /** As in a run, it belongs to its call: taken off it, it fails. */
    evaluate(this: ActionCall, value: Value, item?: Value) {
      if (this.node !== node) throw new TypeError('evaluate was taken off its call');
      return evaluate(value, item);
    },
    idempotencyKey: 'run-1/Step',
    attempt: 1,
    clientTrackingId: 'tracking-1',
    runId: 'run-1',
    startedAt: clock.now(),
    state,
    signal,
    clock,
    abort: step.abort ?? new AbortController().signal,
    effects: {
      fetch: guard.fetch,
      clock,
      random: createSeededRandom(1),
      connection: async () => {
        throw new Error('this step has no connection');
      },
      startChildRun: async () => ({ runId: 'child-1' }),
      answer: async () => true,
      callbackUrl: () => 'http://127.0.0.1/callback',
      ...step.effects,
    },
  };
}

function nodeOf({ kind, definition, name = 'Step' }: Step): ActionNode {
  const options = String(definition['operationOptions'] ?? '').toLowerCase();
  return {
    name,
    key: name.toLowerCase(),
    type: kind.types[0] ?? '',
    kind,
    definition,
    pointer: `/actions/${name}`,
    scopes: [],
    parent: undefined,
    index: 0,
    after: [],
    branches: new Map(),
    options: new Set(options === '' ? [] : options.split(/\s*,\s*/)),
    secured: { inputs: false, outputs: false },
    keepsIterations: false,
  };
}

/** Runs a step to its end; while it waits for time alone, the clock is put forward. */
export async function runToEnd(step: Step & { readonly clock: ManualClock }): Promise<ActionEnded> {
  let outcome = await runStep(step);
  while (outcome.kind === 'waiting') {
    if (outcome.dueAt === undefined) throw new Error('the step waits for a signal');
    step.clock.advance((outcome.dueAt.getTime() - step.clock.now().getTime()) / 1000);
    outcome = await runStep(step, { state: outcome.state });
  }
  return outcome;
}
