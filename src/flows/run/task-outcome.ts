import { parseDurationSeconds } from '../../base/duration.ts';
import type { ActionEnded, ActionOutcome } from '../actions/action.ts';
import type { FlowProgram } from '../graph/graph.ts';
import { staticResultOf } from '../graph/static-results.ts';
import { isObject, toText, type ValueObject } from '../language/index.ts';
import type { StepEnd } from './control/control.ts';
import type { RunPorts } from './ports.ts';
import { readRetryPolicy, retryDelaySeconds } from './retry-policy.ts';
import { isFinal } from './status.ts';
import type { Step } from './step.ts';

/**
 * What an attempt leads to: the end of the step, or undefined when it waits, for its next attempt or for what the task
 * waits for; the step then says until when. @throws FLX_FLOW_RETRY_POLICY
 */
export function afterAttempt(
  step: Step,
  outcome: ActionOutcome,
  { ports }: { readonly ports: Pick<RunPorts, 'clock' | 'random'> },
): StepEnd | undefined {
  if (outcome.kind === 'waiting') {
    step.status = 'Waiting';
    step.kept = outcome.state;
    step.awaitsSignal = outcome.awaitsSignal;
    step.isRetrying = false;
    step.dueAt = earlier(outcome.dueAt, deadlineOf(step));
    return undefined;
  }
  const retryAt = outcome.status === 'Failed' && outcome.isRetryable ? planRetry(step, outcome, ports) : undefined;
  if (!retryAt) return outcome;
  step.pastAttempts = [...step.pastAttempts, pastAttempt(step, outcome, ports.clock.now())];
  step.status = 'Waiting';
  step.attempt += 1;
  step.isRetrying = true;
  step.awaitsSignal = false;
  step.kept = undefined;
  step.dueAt = retryAt;
  return undefined;
}

function earlier(a: Date | undefined, b: Date | undefined): Date | undefined {
  if (!a || !b) return a ?? b;
  return a < b ? a : b;
}

/** When the next attempt is made; undefined when there is none, or none before the time limit. */
function planRetry(
  step: Step,
  { retryAfterMilliseconds = 0 }: ActionEnded,
  { clock, random }: Pick<RunPorts, 'clock' | 'random'>,
): Date | undefined {
  const seconds = retryDelaySeconds(readRetryPolicy(step.inputs), step.attempt, random);
  if (seconds === undefined) return undefined;
  const at = new Date(clock.now().getTime() + Math.max(seconds * 1000, retryAfterMilliseconds));
  const deadline = deadlineOf(step);
  return deadline && at >= deadline ? undefined : at;
}

function pastAttempt(step: Step, { code, error }: ActionEnded, now: Date): Step['pastAttempts'][number] {
  const startedAt = step.pastAttempts.at(-1)?.endedAt ?? step.startedAt?.toISOString() ?? now.toISOString();
  return { startedAt, endedAt: now.toISOString(), code, error };
}

/** When the time limit of a step is reached (`limit.timeout`); undefined without limit. @throws FLX_DURATION_INVALID */
export function deadlineOf({ node, startedAt }: Step): Date | undefined {
  const { limit } = node.definition;
  const timeout = isObject(limit) ? limit['timeout'] : undefined;
  if (timeout === undefined || timeout === null || !startedAt) return undefined;
  return new Date(startedAt.getTime() + parseDurationSeconds(toText(timeout)) * 1000);
}

/** What stands in for carrying out a step: its static result, or what whoever runs the flow puts in its place. */
export function findSubstitute(
  program: FlowProgram,
  step: Step,
  substitute: RunPorts['substitute'],
): ActionEnded | undefined {
  const result = staticResultOf(program, step.node);
  return result ? readResult(result) : substitute?.(step);
}

/** An outcome written as `{status, code, outputs, error}`; without status it succeeded. */
export function readResult(result: ValueObject): ActionEnded {
  const status = toText(result['status'] ?? 'Succeeded');
  const { error } = result;
  return {
    kind: 'ended',
    status: isFinal(status) && status !== 'Aborted' ? status : 'Succeeded',
    code: result['code'] === undefined ? undefined : toText(result['code']),
    outputs: result['outputs'],
    error: isObject(error) ? { code: toText(error['code'] ?? ''), message: toText(error['message'] ?? '') } : undefined,
  };
}
