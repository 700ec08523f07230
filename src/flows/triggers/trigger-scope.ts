import type { TriggerNode } from '../graph/graph.ts';
import { createContextScope, type Scope, type Value, type ValueObject } from '../language/index.ts';
import { bindParameters } from '../run/parameters.ts';
import { describeWorkflow } from '../run/run-facts.ts';
import type { DefinedFlow, TriggerHost } from './host.ts';

/** A trigger and the flow it belongs to. */
export interface FlowTrigger {
  readonly flow: DefinedFlow;
  readonly trigger: TriggerNode;
}

/** What the expressions of a trigger see: parameters, the flow, its callback address, and what it gave if it did. */
export function scopeOf(
  { flow, trigger }: FlowTrigger,
  host: Pick<TriggerHost, 'clock' | 'random' | 'callbackUrl'>,
  given?: { readonly inputs: Value | undefined; readonly outputs: Value | undefined },
): Scope {
  const parameters = Object.fromEntries(bindParameters(flow.version.program, {}));
  const record: ValueObject | undefined = given && {
    name: trigger.name,
    ...(given.inputs !== undefined && { inputs: given.inputs }),
    ...(given.outputs !== undefined && { outputs: given.outputs }),
  };
  return createContextScope(
    {
      parameters,
      workflow: describeWorkflow({ flow: flow.name, runId: '' }),
      callbackUrl: host.callbackUrl(flow.name, trigger.name),
      ...(record && { trigger: record, actions: { [trigger.name]: record }, currentAction: trigger.name }),
    },
    host,
  );
}
