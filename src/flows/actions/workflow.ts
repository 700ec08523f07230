import { isObject, toText, type Value, type ValueObject } from '../language/index.ts';
import type { ActionCall, ActionOutcome, TaskAction } from './action.ts';
import { memberOf } from './http/request.ts';
import { type Answer, failed, failedBy, outcomeOf, succeeded } from './outcome.ts';

/**
 * Runs another flow with `headers` and `body` as its request and waits, without memory, for its Response action or its end.
 * It is named by `host.workflow.id` (Logic Apps; the last part of it) or `host.workflowReferenceName` (Power Automate).
 */
export const workflow: TaskAction = Object.freeze({
  kind: 'task',
  types: ['Workflow'],
  hasEffects: true,
  run: runChild,
} satisfies TaskAction);

async function runChild(call: ActionCall): Promise<ActionOutcome> {
  if (isObject(call.signal)) return readSignal(call.signal);
  if (call.state !== undefined) return { kind: 'waiting', awaitsSignal: true, state: call.state };
  const inputs = isObject(call.inputs) ? call.inputs : {};
  const host = inputs['host'];
  const flow = flowNamed(host);
  if (flow === '')
    return failed({
      code: 'InvalidTemplate',
      message: `The action '${call.node.name}' does not say which flow to run.`,
    });
  const triggerName = memberOf(host, 'triggerName');
  const { headers, queries, body } = inputs;
  const outputs: ValueObject = {
    headers: isObject(headers) ? headers : {},
    ...(isObject(queries) && { queries }),
    ...(body !== undefined && { body }),
  };
  try {
    const { runId } = await call.effects.startChildRun({
      flow,
      triggerName: triggerName === undefined ? undefined : toText(triggerName),
      outputs,
      awaits: 'answerOrEnd',
    });
    return { kind: 'waiting', awaitsSignal: true, state: { runId } };
  } catch (error) {
    return failedBy(error, call.abort);
  }
}

function flowNamed(host: Value | undefined): string {
  const workflowOfHost = memberOf(host, 'workflow');
  const id =
    memberOf(workflowOfHost, 'id') ?? memberOf(workflowOfHost, 'name') ?? memberOf(host, 'workflowReferenceName');
  return (
    toText(id ?? null)
      .split('/')
      .findLast((part) => part !== '') ?? ''
  );
}

/** A child that answered gives its answer; one that ended without gives how it ended. */
function readSignal(signal: ValueObject): ActionOutcome {
  const given = isObject(signal['response']) ? signal['response'] : signal;
  if (given['statusCode'] !== undefined) return outcomeOf(readAnswer(given));
  const status = toText(signal['status'] ?? 'Succeeded');
  if (status === 'Succeeded') return succeeded({ statusCode: 202, headers: {} }, 'Accepted');
  const { code = 'ActionFailed', message = `The flow that was called ended as ${status}.` } = isObject(signal['error'])
    ? signal['error']
    : {};
  return failed({ code: toText(code), message: toText(message) });
}

function readAnswer({ statusCode = 200, headers = {}, body }: ValueObject): Answer {
  return {
    statusCode: Number(toText(statusCode)),
    headers: isObject(headers) ? headers : {},
    ...(body !== undefined && { body }),
  };
}
