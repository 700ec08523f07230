import type { ActionNode } from '../graph/graph.ts';
import type { ActionRecord, Value } from '../language/index.ts';
import type { RunFacts } from './run-facts.ts';
import type { FinalStatus } from './status.ts';
import type { Step } from './step.ts';

/** A moment as the language writes it: UTC with seven fractional digits. */
export function timeText(moment: Date | undefined): string | undefined {
  return moment?.toISOString().replace('Z', '0000Z');
}

/** What `actions()` and `action()` give for a step. */
export function recordOf(step: Step, { runId, clientTrackingId }: RunFacts): ActionRecord {
  const { node, status } = step;
  if (status === undefined) return { name: node.name };
  return {
    name: node.name,
    inputs: step.inputs,
    outputs: step.outputs,
    startTime: timeText(step.startedAt),
    endTime: timeText(step.endedAt),
    trackingId: `${runId}${step.key}`,
    clientTrackingId,
    code: step.code,
    status,
    error: step.error && { code: step.error.code, message: step.error.message },
    trackedProperties: step.tracked,
  };
}

const WORST_LAST: readonly (FinalStatus | string)[] = [
  'Skipped',
  'Succeeded',
  'Cancelled',
  'Aborted',
  'TimedOut',
  'Failed',
];

/** One record for the turns of an action in a loop: inputs and outputs are arrays, one element a turn. */
export function gatherRecords(
  node: ActionNode,
  steps: readonly Step[],
  { clientTrackingId, runId }: RunFacts,
): ActionRecord {
  const begun = steps.filter(({ status }) => status !== undefined && status !== 'Skipped');
  const worst = steps.reduce<Step | undefined>((found, step) => (rank(step) > rank(found) ? step : found), undefined);
  return {
    name: node.name,
    inputs: begun.map(({ inputs }): Value => inputs ?? null),
    outputs: begun.map(({ outputs }): Value => outputs ?? null),
    startTime: timeText(steps[0]?.startedAt),
    endTime: timeText(steps.at(-1)?.endedAt),
    trackingId: `${runId}/${node.key}`,
    clientTrackingId,
    code: worst?.code,
    status: worst?.status,
    error: worst?.error && { code: worst.error.code, message: worst.error.message },
  };
}

function rank(step: Step | undefined): number {
  return step ? WORST_LAST.indexOf(step.status ?? '') : -1;
}
