import type { ActionNode } from '../graph/graph.ts';
import type { Frame, Step } from './step.ts';

/** The steps that a name means at some place of a run. */
export interface FoundSteps {
  readonly steps: readonly Step[];
  /** True when they are the turns of a loop that is seen from outside. */
  readonly isRepeated: boolean;
}

/** What a name means in a frame: beside it or around it, the step of the current turn; inside of something else, all turns. */
export function findSteps(frame: Frame, node: ActionNode): FoundSteps {
  const own = findAround(frame, node);
  if (own) return { steps: [own], isRepeated: false };
  if (!node.parent) return { steps: [], isRepeated: false };
  const containers = findSteps(frame, node.parent);
  const frames = containers.steps.flatMap(({ frames: opened }) => opened);
  const steps = frames.flatMap((opened) => stepIn(opened, node) ?? []);
  return { steps, isRepeated: containers.isRepeated || frames.some(({ loop }) => loop?.item !== undefined) };
}

/** The one step that a name means, the last turn of a loop; undefined while there is none. */
export function findStep(frame: Frame, node: ActionNode): Step | undefined {
  return findSteps(frame, node).steps.at(-1);
}

function findAround(start: Frame, node: ActionNode): Step | undefined {
  for (let frame: Frame | undefined = start; frame; frame = frame.parent) {
    const step = stepIn(frame, node);
    if (step) return step;
  }
  return undefined;
}

function stepIn(frame: Frame, node: ActionNode): Step | undefined {
  const step = frame.steps[node.index];
  return step?.node === node ? step : undefined;
}
