import type { StoredStep } from '../../store/journal/stored-run.ts';
import type { ActionError } from '../actions/action.ts';
import type { ActionNode, Graph } from '../graph/graph.ts';
import type { Value } from '../language/index.ts';
import { type FinalStatus, isFinal, type StepStatus } from './status.ts';

/** An attempt that failed and was followed by another. */
export interface PastAttempt {
  readonly startedAt: string;
  readonly endedAt: string;
  readonly code: string | undefined;
  readonly error: ActionError | undefined;
}

/** One action on its way in one run, at one place of the loops around it. */
export class Step {
  readonly node: ActionNode;
  readonly frame: Frame;
  status: StepStatus | undefined;
  code: string | undefined;
  error: ActionError | undefined;
  inputs: Value | undefined;
  outputs: Value | undefined;
  startedAt: Date | undefined;
  endedAt: Date | undefined;
  /** Tracked properties, evaluated when it ended. */
  tracked: Value | undefined;
  /** What the journal knew of it when the run was taken up again. */
  recorded: StoredStep | undefined;
  /** True once the journal has the inputs. */
  hasRecordedInputs = false;
  /** True once it is settled whether it runs. */
  isDecided = false;
  attempt = 1;
  pastAttempts: readonly PastAttempt[] = [];
  /** What a task wants to be given when it goes on. */
  kept: Value | undefined;
  /** True while it waits for its next attempt. */
  isRetrying = false;
  awaitsSignal = false;
  dueAt: Date | undefined;
  /** What a container has opened inside: a branch, or iterations that something outside may ask for. */
  frames: Frame[] = [];
  /** Of an Until the turn it is at; of a loop that is over, how many turns it took. */
  turn: number | undefined;
  /** What a Foreach under way remembers. */
  queue: LoopQueue | undefined;

  constructor(node: ActionNode, frame: Frame) {
    this.node = node;
    this.frame = frame;
  }

  /** Where it stands in the journal. */
  get key(): string {
    return stepKey(this.node.name, this.frame.iteration);
  }
}

/** Key of a step among those of its run. */
export function stepKey(action: string, iteration: string): string {
  return `${iteration}/${action.toLowerCase()}`;
}

/** What is left of the elements of a Foreach. */
export interface LoopQueue {
  readonly items: readonly Value[];
  next: number;
  open: number;
  /** Turns that failed, first ones only. */
  readonly failed: number[];
}

/** Which turn of a loop a frame is. */
export interface LoopPosition {
  readonly name: string;
  /** The name in lower case. */
  readonly key: string;
  readonly index: number;
  /** The element that a Foreach has come to; undefined in an Until. */
  readonly item: Value | undefined;
}

/** One pass through the actions of a scope: of the whole run, of a branch, or of one iteration. */
export class Frame {
  readonly graph: Graph;
  /** The step whose inside this is; undefined for the run. */
  readonly container: Step | undefined;
  readonly branch: string;
  readonly loop: LoopPosition | undefined;
  /** Indexes of the loops around, as the journal writes them. */
  readonly iteration: string;
  readonly steps: readonly Step[];
  /** How many steps are not over. */
  open: number;

  constructor(
    graph: Graph,
    place: { container?: Step; branch?: string; loop?: LoopPosition; iteration?: string } = {},
  ) {
    this.graph = graph;
    this.container = place.container;
    this.branch = place.branch ?? '';
    this.loop = place.loop;
    const outer = place.iteration ?? place.container?.frame.iteration ?? '';
    this.iteration = place.loop ? joinIteration(outer, place.loop.index) : outer;
    this.steps = graph.nodes.map((node) => new Step(node, this));
    this.open = this.steps.length;
  }

  /** The frame around this one. */
  get parent(): Frame | undefined {
    return this.container?.frame;
  }

  /** Status of the step at a position once it is over. */
  readonly statusAt = (index: number): FinalStatus | undefined => {
    const status = this.steps[index]?.status;
    return isFinal(status) ? status : undefined;
  };
}

const INDEX_DIGITS = 6;

function joinIteration(outer: string, index: number): string {
  const own = String(index).padStart(INDEX_DIGITS, '0');
  return outer === '' ? own : `${outer}-${own}`;
}
