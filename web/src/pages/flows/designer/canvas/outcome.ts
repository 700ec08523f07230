import type { RunDetail } from '../../../../../../src/app/view/flow.ts';
import type { DrawnNode } from './layout.ts';

type Action = RunDetail['actions'][number];

/** How a step went in a run. */
export interface Outcome {
  readonly status: Action['status'];
  readonly seconds: number | undefined;
  readonly action: Action | undefined;
}

/** The outcome of a drawn step; undefined when the run never reached it. */
export function outcomeOf(
  run: RunDetail,
  { kind, name }: Pick<DrawnNode & { kind: 'step' | 'trigger' }, 'kind' | 'name'>,
): Outcome | undefined {
  if (kind === 'trigger') return { status: 'Succeeded', seconds: undefined, action: undefined };
  const action = run.actions.find((each) => each.name.toLowerCase() === name.toLowerCase());
  return action && { status: action.status, seconds: action.seconds, action };
}

/** How a step is said to have gone; one that a test did not carry out is no success. */
export function tellOutcome({ status, action }: Outcome) {
  if (action?.code === 'HeldBack') return { status: 'Skipped', label: 'designer.heldBack' } as const;
  return { status, label: `runStatus.${status}` } as const;
}

/** Whether a step failed by itself, not because of what is in it. */
export function hasOwnFault({ status, error }: Action): boolean {
  return (status === 'Failed' || status === 'TimedOut') && error !== undefined && error.code !== 'ActionFailed';
}
