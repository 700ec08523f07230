import type { Clock } from '../../base/clock.ts';
import { createId } from '../../base/ids.ts';
import type { Random } from '../../base/random.ts';
import type { ActionEffects } from '../../flows/actions/action.ts';
import { flowError } from '../../flows/catalogue.ts';
import type { FlowEngine } from '../../flows/engine/engine.ts';
import type { FlowVersion } from '../../flows/engine/versions.ts';
import type { ActionNode } from '../../flows/graph/graph.ts';
import { listRuns, type RunQuery } from '../../flows/history/list-runs.ts';
import { groupByAction, isLoop, loopsAround, readIteration, turnsOf } from '../../flows/history/repetitions.ts';
import { stepsBefore } from '../../flows/history/steps-before.ts';
import type { ActionRecord, Value } from '../../flows/language/index.ts';
import { holdBack } from '../../flows/rehearsal/hold-back.ts';
import { rehearse } from '../../flows/rehearsal/rehearse.ts';
import { createRecordedOutcomes, findDifference, type ReplayDifference } from '../../flows/rehearsal/replay.ts';
import { type RehearsalReport, reportRehearsal } from '../../flows/rehearsal/report.ts';
import type { Journal, LoadedRun } from '../../store/journal/journal.ts';
import type { StoredRun, StoredStep } from '../../store/journal/stored-run.ts';
import type { Store } from '../../store/store.ts';
import type { Page, PageRequest } from '../view/page.ts';
import { hideInDifference, hideInReport } from './hide-secured.ts';
import { withMend } from './step-mend.ts';

export interface RunHistoryOptions {
  readonly journal: Journal;
  readonly engine: FlowEngine;
  readonly clock: Clock;
  readonly random: Random;
  readonly store: Pick<Store, 'db'>;
  /** Ends with an error when there is no such flow and there never was. @throws FLX_FLOW_UNKNOWN */
  readonly requireFlow: (flow: string) => Promise<void>;
  /** The version that a flow's definition is now. @throws FLX_FLOW_UNKNOWN */
  readonly currentVersion: (flow: string) => Promise<FlowVersion>;
}

/** A run, an action or a repetition in the shape of the Logic Apps run API. */
export interface HistoryEntry {
  readonly id: string;
  readonly name: string;
  readonly type: string;
  readonly properties: Readonly<Record<string, unknown>>;
}

/** What a dry run says: what would have become of every action, had it reached out. */
export interface DryRun {
  readonly runId: string;
  readonly report: RehearsalReport;
}

/** Runs as the Logic Apps run API shows them, and what can be done with them. */
export interface AppRunHistory {
  /** Newest first. */
  runs(query: RunQuery, page: PageRequest): Promise<Page<HistoryEntry>>;
  run(runId: string): Promise<HistoryEntry>;
  /** @throws FLX_FLOW_UNKNOWN_RUN when there is no such run, or it is one of another flow */
  requireRun(flow: string, runId: string): Promise<void>;
  actions(runId: string): Promise<readonly HistoryEntry[]>;
  action(runId: string, action: string): Promise<HistoryEntry>;
  /** Every time an action inside of a loop ran. */
  repetitions(runId: string, action: string): Promise<readonly HistoryEntry[]>;
  /** The turns of a loop. */
  scopeRepetitions(runId: string, action: string): Promise<readonly HistoryEntry[]>;
  /** Inputs or outputs of one step. @throws FLX_FLOW_CONTENT_SECURED */
  content(request: {
    readonly runId: string;
    readonly action: string;
    readonly part: 'inputs' | 'outputs';
    readonly repetition?: string | undefined;
  }): Promise<unknown>;
  /** A new run that takes over what stands before the action, and begins there with the inputs it had. */
  resubmitFrom(runId: string, action: string): Promise<string>;
  /** Goes through a run again with the outcomes it recorded; gives the first difference. */
  replay(runId: string): Promise<ReplayDifference | undefined>;
  /** What a flow as it is now would do with the triggers of its last runs; nothing leaves this server. */
  dryRun(flow: string, runs: number): Promise<readonly DryRun[]>;
}

const SECRET_PARTS = { inputs: 'inputs', outputs: 'outputs' } as const;

/** The history of runs over the journal. */
export function createRunHistory(options: RunHistoryOptions): AppRunHistory {
  const { journal, engine, clock, random } = options;
  const load = async (runId: string) => {
    const loaded = await journal.load(runId);
    if (!loaded) throw flowError('FLX_FLOW_UNKNOWN_RUN', { runId });
    return { loaded, version: await engine.versionOf(loaded.run.flow, loaded.run.version) };
  };
  const find = async (runId: string, action: string) => {
    const { loaded, version } = await load(runId);
    const node = version.program.actions.get(action.toLowerCase());
    if (!node) throw flowError('FLX_FLOW_UNKNOWN_RUN_ACTION', { runId, action });
    return { loaded, node, steps: groupByAction(loaded.steps) };
  };
  return {
    runs: async (query, { limit, cursor }) => {
      if (query.flow !== undefined) await options.requireFlow(query.flow);
      const page = await listRuns(options.store.db, query, { limit, cursor });
      return { items: page.items.map(runEntry), nextCursor: page.next };
    },
    run: async (runId) => runEntry((await load(runId)).loaded.run),
    requireRun: async (flow, runId) => {
      const run = await journal.find(runId);
      if (run?.flow.toLowerCase() !== flow.toLowerCase()) throw flowError('FLX_FLOW_UNKNOWN_RUN', { runId });
    },
    actions: async (runId) => {
      const { loaded, version } = await load(runId);
      return [...version.program.actions.values()].map((node) => actionEntry(loaded, node));
    },
    action: async (runId, action) => {
      const { loaded, node } = await find(runId, action);
      return actionEntry(loaded, node);
    },
    repetitions: async (runId, action) => {
      const { loaded, node, steps } = await find(runId, action);
      const own = (steps.get(node.key) ?? []).toSorted((a, b) => (a.iteration < b.iteration ? -1 : 1));
      return own.filter(({ iteration }) => iteration !== '').map((step) => repetitionEntry(loaded.run, node, step));
    },
    scopeRepetitions: async (runId, action) => {
      const { loaded, node, steps } = await find(runId, action);
      if (!isLoop(node)) return [];
      return (steps.get(node.key) ?? []).flatMap((step) =>
        turnsOf(node, step, steps).map(({ status, repetitionIndexes }) => {
          const name = repetitionIndexes.map(({ itemIndex }) => String(itemIndex).padStart(6, '0')).join('-');
          const id = `${actionId(loaded.run, node)}/scopeRepetitions/${name}`;
          return {
            id,
            name,
            type: 'Fluxu/workflows/runs/actions/scopeRepetitions',
            properties: { status, repetitionIndexes },
          };
        }),
      );
    },
    content: async ({ runId, action, part, repetition = '' }) => {
      const { node, steps } = await find(runId, action);
      const step = (steps.get(node.key) ?? []).find(({ iteration }) => iteration === repetition);
      if (!step) throw flowError('FLX_FLOW_UNKNOWN_RUN_ACTION', { runId, action });
      if (step.secured?.includes(SECRET_PARTS[part]))
        throw flowError('FLX_FLOW_CONTENT_SECURED', { action: node.name, part });
      const text = step[part];
      return text === undefined ? null : JSON.parse(text);
    },
    resubmitFrom: async (runId, action) => {
      const { loaded, version } = await load(runId);
      const newId = createId(clock, random);
      const { run, steps } = loaded;
      await engine.startRun({
        runId: newId,
        version,
        triggerName: run.triggerName,
        trigger: triggerOf(run),
        eventId: run.eventId,
        originRunId: runId,
        steps: stepsBefore({ runId, action, steps, now: clock.now() }, version.program),
      });
      return newId;
    },
    replay: async (runId) => {
      const { loaded, version } = await load(runId);
      const { steps } = await rehearsal(loaded.run, version, {
        substitute: createRecordedOutcomes(loaded.steps),
        ...options,
      });
      const difference = findDifference(loaded.steps, steps, version.program);
      return difference && hideInDifference(difference, version.program);
    },
    dryRun: async (flow, runs) => {
      const version = await options.currentVersion(flow);
      const past = await listRuns(options.store.db, { flow }, { limit: runs });
      return Promise.all(
        past.items.map(async (run) => {
          const result = await rehearsal(run, version, { substitute: holdBack, ...options });
          return { runId: run.runId, report: hideInReport(reportRehearsal(result, version.program), version.program) };
        }),
      );
    },
  };
}

function rehearsal(
  run: StoredRun,
  { flow, program }: FlowVersion,
  { substitute, clock, random }: Pick<Parameters<typeof rehearse>[0], 'substitute' | 'clock' | 'random'>,
) {
  const trigger = { ...triggerOf(run), name: run.triggerName };
  const effects = (): ActionEffects => {
    throw flowError('FLX_FLOW_DEFINITION', { problem: 'a step would reach out of a rehearsal' });
  };
  return rehearse({ program, flow, runId: run.runId, trigger, clock, random, effects, substitute, callbackUrl: '' });
}

function triggerOf({ trigger }: StoredRun): Omit<ActionRecord, 'name'> {
  const { name: _name, ...rest } = JSON.parse(trigger) as ActionRecord & { readonly [key: string]: Value };
  return rest;
}

function idOfRun({ flow, runId }: StoredRun): string {
  return `/workflows/${flow}/runs/${runId}`;
}

function actionId(run: StoredRun, { name }: ActionNode): string {
  return `${idOfRun(run)}/actions/${name}`;
}

function runEntry(run: StoredRun): HistoryEntry {
  const { startedAt, endedAt, status, code, error, clientTrackingId, triggerName, originRunId, outputs } = run;
  return {
    id: idOfRun(run),
    name: run.runId,
    type: 'Fluxu/workflows/runs',
    properties: {
      startTime: startedAt.toISOString(),
      endTime: endedAt?.toISOString(),
      status: status === 'Queued' ? 'Waiting' : status,
      code,
      error,
      correlation: { clientTrackingId },
      workflow: { id: `/workflows/${run.flow}/versions/${run.version}`, name: run.version },
      trigger: { name: triggerName, status: 'Succeeded', originHistoryName: originRunId },
      outputs: outputs === undefined ? {} : JSON.parse(outputs),
    },
  };
}

function actionEntry({ run, steps }: LoadedRun, node: ActionNode): HistoryEntry {
  const own = steps.filter(({ action }) => action.toLowerCase() === node.key);
  const [first] = own;
  const isInLoop = loopsAround(node).length > 0;
  const base = { id: actionId(run, node), name: node.name, type: 'Fluxu/workflows/runs/actions' };
  if (!first) return { ...base, properties: { status: run.endedAt ? 'Skipped' : 'Waiting' } };
  if (!isInLoop) return { ...base, properties: propertiesOf(run, node, first) };
  const worst = own.find(({ status }) => status !== 'Succeeded' && status !== 'Skipped') ?? own.at(-1) ?? first;
  const { inputsLink: _inputs, outputsLink: _outputs, ...properties } = propertiesOf(run, node, worst);
  return { ...base, properties: { ...properties, repetitionCount: own.length } };
}

function repetitionEntry(run: StoredRun, node: ActionNode, step: StoredStep): HistoryEntry {
  return {
    id: `${actionId(run, node)}/repetitions/${step.iteration}`,
    name: step.iteration,
    type: 'Fluxu/workflows/runs/actions/repetitions',
    properties: { ...propertiesOf(run, node, step), repetitionIndexes: readIteration(node, step.iteration) },
  };
}

function propertiesOf(run: StoredRun, node: ActionNode, step: StoredStep): Record<string, unknown> {
  const { startedAt, endedAt, status, code, error, iteration, tracked, secured = '' } = step;
  const link = (part: 'inputs' | 'outputs') => {
    const text = step[part];
    if (text === undefined || secured.includes(part)) return undefined;
    const query = iteration === '' ? '' : `?repetition=${iteration}`;
    const path = [run.flow, 'runs', run.runId, 'actions', node.name, part].map(encodeURIComponent).join('/');
    return { uri: `/api/workflows/${path}${query}`, contentSize: Buffer.byteLength(text) };
  };
  return {
    startTime: startedAt.toISOString(),
    endTime: endedAt?.toISOString(),
    status,
    code,
    error: error && withMend(error),
    correlation: { actionTrackingId: `${run.runId}/${node.key}`, clientTrackingId: run.clientTrackingId },
    inputsLink: link('inputs'),
    outputsLink: link('outputs'),
    trackedProperties: tracked === undefined ? undefined : JSON.parse(tracked),
  };
}
