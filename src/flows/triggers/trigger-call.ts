import type { ActionCall } from '../actions/action.ts';
import { flowError } from '../catalogue.ts';
import { evaluateValue, type Value } from '../language/index.ts';
import type { TriggerHost } from './host.ts';
import { type FlowTrigger, scopeOf } from './trigger-scope.ts';

/** The evaluated inputs of a trigger. @throws what expressions throw */
export function inputsOf(source: FlowTrigger, host: TriggerHost): Value {
  return evaluateValue(source.trigger.definition['inputs'] ?? null, scopeOf(source, host));
}

/** A look at a service by a trigger, in the shape in which actions look: what sends requests for them sends them for it too. */
export function triggerCall(
  { flow, trigger }: FlowTrigger,
  {
    host,
    inputs,
    occurrenceId,
    abort,
  }: { readonly host: TriggerHost; readonly inputs: Value; readonly occurrenceId: string; readonly abort: AbortSignal },
): ActionCall {
  const { name, type, definition } = trigger;
  const source = { flow, trigger };
  const startNothing = () => {
    throw flowError('FLX_FLOW_UNSUPPORTED_ACTION', { type });
  };
  return {
    node: {
      name,
      type,
      definition,
      options: new Set(
        String(definition['operationOptions'] ?? '')
          .toLowerCase()
          .split(/\s*,\s*/),
      ),
    },
    inputs,
    evaluate: (value) => evaluateValue(value, scopeOf(source, host)),
    idempotencyKey: `${flow.name}/${name}/${occurrenceId}`,
    attempt: 1,
    clientTrackingId: occurrenceId,
    runId: '',
    startedAt: host.clock.now(),
    state: undefined,
    signal: undefined,
    clock: host.clock,
    abort,
    effects: {
      ...host.calls,
      clock: host.clock,
      random: host.random,
      signal: abort,
      connection: (reference) => host.connection(flow.version, reference),
      startChildRun: startNothing,
      answer: async () => false,
      callbackUrl: () => host.callbackUrl(flow.name, name),
    },
  };
}
