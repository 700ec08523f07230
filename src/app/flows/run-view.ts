import { isDerivedId } from '../../base/ids.ts';
import { isPlainObject } from '../../base/json.ts';
import type { FlowProgram } from '../../flows/graph/graph.ts';
import { isTriggerSecured } from '../../flows/graph/secured.ts';
import { findStaticResults } from '../../flows/graph/static-results.ts';
import { readMemory } from '../../flows/run/step-memory.ts';
import type { StoredRun, StoredStep } from '../../store/journal/stored-run.ts';
import type { RunDetail, RunSummary } from '../view/flow.ts';
import { HIDDEN } from './hide-secured.ts';
import { withMend } from './step-mend.ts';

type RunStatus = RunSummary['status'];

/** What is shown of a run, stored or rehearsed. */
export type ShownRun = Pick<
  StoredRun,
  | 'runId'
  | 'flow'
  | 'startedAt'
  | 'endedAt'
  | 'originRunId'
  | 'status'
  | 'error'
  | 'trigger'
  | 'triggerName'
  | 'eventId'
  | 'outputs'
>;

/** What a run alone does not tell: how its flow is called, and what it ran; undefined when that is no longer kept. */
export interface RunContext {
  readonly displayName: string;
  readonly program: FlowProgram | undefined;
}

/** A run as lists show it. */
export function summaryOf(run: ShownRun, { displayName, program }: RunContext): RunSummary {
  const { runId, flow, startedAt, endedAt, originRunId, error } = run;
  const staticResults = program ? findStaticResults(program) : [];
  return {
    runId,
    flow,
    displayName,
    status: statusOf(run.status),
    startedAt: startedAt.toISOString(),
    endedAt: endedAt?.toISOString(),
    seconds: endedAt && secondsBetween(startedAt, endedAt),
    trigger: triggerOf(run),
    ...(staticResults.length > 0 && { staticResults }),
    resubmittedFrom: originRunId,
    error,
  };
}

/** `Queued` runs wait, in the words of the run API. */
function statusOf(status: string): RunStatus {
  return status === 'Queued' ? 'Waiting' : (status as RunStatus);
}

function secondsBetween(from: Date, to: Date): number {
  return (to.getTime() - from.getTime()) / 1000;
}

const SUBJECTS = [
  'segmentFriendlyName',
  'measureFriendlyName',
  'friendlyName',
  'segmentName',
  'measureName',
  'dataSourceName',
];

/** The id of a run that an event, a schedule, a request or another run started is derived from that. */
function triggerOf({ runId, trigger, triggerName, eventId, originRunId }: ShownRun): RunSummary['trigger'] {
  const body = bodyOf(trigger);
  const subject = SUBJECTS.map((name) => body[name]).find((value) => typeof value === 'string');
  const kind = eventId === undefined ? triggerName : String(body['eventType'] ?? triggerName);
  const isByHand = originRunId === undefined && !isDerivedId(runId);
  return { name: kind, eventId, subject: subject as string | undefined, ...(isByHand && { isByHand }) };
}

function bodyOf(trigger: string): Record<string, unknown> {
  const record: unknown = JSON.parse(trigger);
  const outputs = isPlainObject(record) ? record['outputs'] : undefined;
  const body = isPlainObject(outputs) ? outputs['body'] : undefined;
  return isPlainObject(body) ? body : {};
}

/** A run with its actions, in the order they started, each before those inside of it; iterations of loops are counted, not listed. */
export function detailOf(
  { run, steps }: { readonly run: ShownRun; readonly steps: readonly StoredStep[] },
  { displayName, program }: { readonly displayName: string; readonly program: FlowProgram },
): RunDetail {
  return {
    ...summaryOf(run, { displayName, program }),
    triggerOutputs: isTriggerSecured(program.definition) ? HIDDEN : triggerOutputsOf(run),
    definition: program.definition,
    outputs: run.outputs === undefined ? undefined : JSON.parse(run.outputs),
    actions: actionsOf(steps, program),
  };
}

function triggerOutputsOf({ trigger }: ShownRun): unknown {
  const record: unknown = JSON.parse(trigger);
  return isPlainObject(record) ? (record['outputs'] ?? null) : null;
}

function actionsOf(steps: readonly StoredStep[], program: FlowProgram): RunDetail['actions'] {
  const byAction = Map.groupBy(steps, ({ action }) => action.toLowerCase());
  const placeOf = placesIn(program, byAction);
  const views = [...byAction].flatMap(([key, turns]) => {
    const node = program.actions.get(key);
    const last = turns.at(-1);
    if (!node || !last) return [];
    const isRepeated = turns.length > 1 || last.iteration !== '';
    const shown = isRepeated ? worstOf(turns) : last;
    return [
      {
        ...actionOf(shown, isRepeated ? turns.length : undefined),
        path: [...node.scopes, node.name].join('/'),
        type: node.type,
      },
    ];
  });
  return views.sort((a, b) => comparePlaces(placeOf(a.path), placeOf(b.path)));
}

/** Where an action stands among those beside it: when it started first, and its place in the definition. */
type Place = readonly [milliseconds: number, position: number];

/** The places of an action and of those around it, outermost first, by its path. */
function placesIn(program: FlowProgram, byAction: ReadonlyMap<string, readonly StoredStep[]>) {
  const positions = new Map([...program.actions.keys()].map((key, position) => [key, position]));
  return (path: string): readonly Place[] =>
    path.split('/').map((name) => {
      const key = name.toLowerCase();
      const starts = (byAction.get(key) ?? []).map(({ startedAt }) => startedAt.getTime());
      return [Math.min(...starts), positions.get(key) ?? 0];
    });
}

/** What is around another comes before it; beside each other comes first what started first. */
function comparePlaces(a: readonly Place[], b: readonly Place[]): number {
  for (const [depth, [start, position]] of a.entries()) {
    const other = b[depth];
    if (!other) return 1;
    if (start !== other[0]) return start - other[0];
    if (position !== other[1]) return position - other[1];
  }
  return a.length - b.length;
}

function worstOf(turns: readonly StoredStep[]): StoredStep {
  const bad = turns.find(({ status }) => !['Succeeded', 'Skipped'].includes(status));
  return bad ?? (turns.at(-1) as StoredStep);
}

function actionOf(
  step: StoredStep,
  repetitions: number | undefined,
): Omit<RunDetail['actions'][number], 'path' | 'type'> {
  const { action, status, code, startedAt, endedAt, error, secured = '' } = step;
  const { attempt } = readMemory(step.state);
  return {
    name: action,
    status: statusOf(status),
    code,
    startedAt: startedAt.toISOString(),
    endedAt: endedAt?.toISOString(),
    seconds: endedAt && secondsBetween(startedAt, endedAt),
    attempts: attempt > 1 ? attempt : undefined,
    repetitions,
    inputs: shownValue(step.inputs, secured.includes('inputs')),
    outputs: shownValue(step.outputs, secured.includes('outputs')),
    error: error && withMend(error),
  };
}

function shownValue(text: string | undefined, isSecured: boolean): unknown {
  if (text === undefined) return undefined;
  return isSecured ? HIDDEN : JSON.parse(text);
}
