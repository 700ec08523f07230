import type { StoredStep } from '../../store/journal/stored-run.ts';
import type { ActionEnded } from '../actions/action.ts';
import type { FlowProgram } from '../graph/graph.ts';
import { isEqual, parseJson, printJson, type Value } from '../language/index.ts';
import { isFinal } from '../run/status.ts';
import { type Step, stepKey } from '../run/step.ts';

/** Where a repetition of a run went another way than the run itself. */
export interface ReplayDifference {
  readonly action: string;
  readonly iteration: string;
  readonly part: 'status' | 'inputs' | 'outputs' | 'missing' | 'added';
  readonly recorded?: Value | undefined;
  readonly replayed?: Value | undefined;
}

/** Functions that give something else each time. */
const CHANGING = /\b(utcNow|guid|rand|getFutureTime|getPastTime|listCallbackUrl)\s*\(/i;

/** The outcomes that a run recorded, for its steps that reach out of the run or whose definition asks for time or chance. */
export function createRecordedOutcomes(recorded: readonly StoredStep[]): (step: Step) => ActionEnded | undefined {
  const byKey = new Map(recorded.map((step) => [stepKey(step.action, step.iteration), step]));
  return (step) => {
    const { kind, definition } = step.node;
    const isRepeatable = kind.kind === 'task' && !kind.hasEffects && !CHANGING.test(printJson(definition));
    const known = byKey.get(step.key);
    if (isRepeatable || !known || !isFinal(known.status) || known.status === 'Aborted') return undefined;
    const { status, code, error, outputs } = known;
    return { kind: 'ended', status, code, error, outputs: parsed(outputs) };
  };
}

/** The first step, in the order of the run, at which the repetition differs from it; undefined when it is the same. */
export function findDifference(
  recorded: readonly StoredStep[],
  replayed: readonly StoredStep[],
  program: FlowProgram,
): ReplayDifference | undefined {
  const byKey = new Map(replayed.map((step) => [stepKey(step.action, step.iteration), step]));
  for (const step of recorded) {
    const other = byKey.get(stepKey(step.action, step.iteration));
    const difference = other ? compareSteps(step, other, program) : differ(step, 'missing', { recorded: step.status });
    if (difference) return difference;
  }
  const known = new Set(recorded.map((step) => stepKey(step.action, step.iteration)));
  const added = replayed.find((step) => !known.has(stepKey(step.action, step.iteration)));
  return added && differ(added, 'added', { replayed: added.status });
}

function compareSteps(step: StoredStep, other: StoredStep, program: FlowProgram): ReplayDifference | undefined {
  if (step.status !== other.status) return differ(step, 'status', { recorded: step.status, replayed: other.status });
  const definition = program.actions.get(step.action.toLowerCase())?.definition;
  const isChanging = definition !== undefined && CHANGING.test(printJson(definition));
  for (const part of isChanging ? [] : (['inputs', 'outputs'] as const)) {
    const [before, now] = [parsed(step[part]) ?? null, parsed(other[part]) ?? null];
    if (!isEqual(before, now)) return differ(step, part, { recorded: before, replayed: now });
  }
  return undefined;
}

function differ(
  { action, iteration }: StoredStep,
  part: ReplayDifference['part'],
  values: Pick<ReplayDifference, 'recorded' | 'replayed'>,
): ReplayDifference {
  return { action, iteration, part, ...values };
}

function parsed(text: string | undefined): Value | undefined {
  return text === undefined ? undefined : parseJson(text);
}
