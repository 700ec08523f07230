import type { StoredStep } from '../../store/journal/stored-run.ts';
import type { ActionError } from '../actions/action.ts';
import type { ActionNode, FlowProgram } from '../graph/graph.ts';
import { findStaticResults } from '../graph/static-results.ts';
import {
  groupByAction,
  isLoop,
  loopsAround,
  type RepetitionIndex,
  readIteration,
  type StepsByAction,
  turnsOf,
} from '../history/repetitions.ts';
import { parseJson, type Value } from '../language/index.ts';
import type { Rehearsal } from './rehearse.ts';

/** One time an action ran. */
export interface ReportedStep {
  readonly status: string;
  readonly code?: string | undefined;
  readonly error?: ActionError | undefined;
  readonly inputs?: Value | undefined;
  readonly outputs?: Value | undefined;
  readonly trackedProperties?: Value | undefined;
}

/** An action as a rehearsal reports it. */
export interface ReportedAction extends ReportedStep {
  /** Of an action in a loop, each time it ran; of a loop, its turns. */
  readonly repetitions?: readonly (Partial<ReportedStep> & {
    readonly status: string;
    readonly repetitionIndexes: readonly RepetitionIndex[];
  })[];
}

/** A rehearsal as `fluxu flow run` prints it. */
export interface RehearsalReport {
  readonly status: string;
  readonly code?: string | undefined;
  readonly error?: ActionError | undefined;
  readonly outputs: Value;
  /** Names of the actions whose static results are on; absent when there are none. */
  readonly staticResults?: readonly string[];
  readonly actions: Readonly<Record<string, ReportedAction>>;
}

/** What became of a run and of each action of its definition. */
export function reportRehearsal({ result, steps }: Rehearsal, program: FlowProgram): RehearsalReport {
  const byAction = groupByAction(steps);
  const actions = [...program.actions.values()].map((node) => [node.name, reportAction(node, byAction)] as const);
  const { status = 'Waiting', code, error, outputs = {} } = result ?? {};
  const staticResults = findStaticResults(program);
  return {
    status,
    code,
    error,
    outputs,
    ...(staticResults.length > 0 && { staticResults }),
    actions: Object.fromEntries(actions),
  };
}

function reportAction(node: ActionNode, steps: StepsByAction): ReportedAction {
  const turns = steps.get(node.key) ?? [];
  const last = turns.at(-1);
  if (!last) return { status: 'Skipped', code: 'ActionSkipped' };
  if (loopsAround(node).length === 0) {
    const own = reportStep(last);
    return isLoop(node) ? { ...own, repetitions: turnsOf(node, last, steps) } : own;
  }
  const sorted = turns.toSorted((a, b) => (a.iteration < b.iteration ? -1 : 1));
  const worst = sorted.find(({ status }) => status !== 'Succeeded' && status !== 'Skipped');
  return {
    ...reportStep(sorted.at(-1) ?? last),
    ...(worst && { status: worst.status, code: worst.code, error: worst.error }),
    repetitions: sorted.map((step) => ({
      repetitionIndexes: readIteration(node, step.iteration),
      ...reportStep(step),
    })),
  };
}

function reportStep({ status, code, error, inputs, outputs, tracked }: StoredStep): ReportedStep {
  return {
    status,
    code,
    error,
    inputs: parse(inputs),
    outputs: parse(outputs),
    trackedProperties: parse(tracked),
  };
}

function parse(text: string | undefined): Value | undefined {
  return text === undefined ? undefined : parseJson(text);
}
