import type { Clock } from '../../base/clock.ts';
import type { EgressGuard } from '../../base/egress/guarded-fetch.ts';
import { createId } from '../../base/ids.ts';
import type { Logger } from '../../base/logger.ts';
import type { Random } from '../../base/random.ts';
import type { DeliveryHandler } from '../../connector/delivery/dispatcher.ts';
import { flowError } from '../../flows/catalogue.ts';
import type { CustomerInsightsPort } from '../../flows/connectors/index.ts';
import { FlowEngine } from '../../flows/engine/engine.ts';
import { countRunsByDay, countRunsByFlow } from '../../flows/history/count-runs.ts';
import { listRuns } from '../../flows/history/list-runs.ts';
import type { Value } from '../../flows/language/index.ts';
import { createFlowAddresses, type FlowAddresses } from '../../flows/triggers/request/address.ts';
import { createJournal, type Journal } from '../../store/journal/journal.ts';
import type { StoredRun } from '../../store/journal/stored-run.ts';
import { readOccurrences } from '../../store/occurrences.ts';
import type { Store } from '../../store/store.ts';
import type { Changes } from '../changes.ts';
import type { ConnectionSource } from '../connections/source.ts';
import type { AppDesigner, AppFlows, AppFlowTriggers, AppRuns } from '../rooms/flows.ts';
import type { RunDetail, RunSummary } from '../view/flow.ts';
import { bulkRuns } from './bulk-runs.ts';
import { createFlowHandler } from './delivery-handler.ts';
import { FlowDefinitions, triggerNameOf } from './flow-definitions.ts';
import type { AppFlowRequests } from './flow-requests.ts';
import { listFlows } from './list-flows.ts';
import { rehearseDraft } from './rehearse-draft.ts';
import { type AppRunHistory, createRunHistory } from './run-history.ts';
import { displayNameOf, summarizeRun, summarizeRuns } from './run-summaries.ts';
import { versionOfRun } from './run-version.ts';
import { detailOf } from './run-view.ts';
import { readSigningKey } from './signing-key.ts';
import { createFlowTriggers } from './triggers.ts';

export interface FlowPartsOptions {
  readonly store: Store;
  readonly clock: Clock;
  readonly random: Random;
  readonly logger: Logger;
  readonly owner: string;
  readonly changes: Changes;
  readonly guard: EgressGuard;
  readonly connections: ConnectionSource;
  /** Address under which this server is reached, for callbacks. */
  readonly address: string;
  readonly customerInsights?: CustomerInsightsPort | undefined;
}

/** What the application needs of flows. */
export interface FlowParts {
  readonly flows: AppFlows;
  readonly flowTriggers: AppFlowTriggers;
  readonly flowRequests: AppFlowRequests;
  readonly runs: AppRuns;
  readonly runHistory: AppRunHistory;
  readonly rehearse: AppDesigner['rehearse'];
  readonly engine: FlowEngine;
  /** Who takes deliveries, by target kind. */
  readonly handlers: Readonly<Record<string, DeliveryHandler>>;
  latestRuns(): Promise<readonly RunSummary[]>;
  runsOfEvent(eventId: string): Promise<readonly string[]>;
  start(): Promise<void>;
  settle(): Promise<void>;
  stop(): Promise<void>;
}

const LATEST_RUNS = 10;
const DAY = 86_400_000;
/** Days whose runs are counted. */
const SHOWN_DAYS = 28;
const RUNS_OF_EVENT = 100;

interface Parts extends FlowPartsOptions {
  readonly journal: Journal;
  readonly engine: FlowEngine;
  readonly definitions: FlowDefinitions;
}

/** Flows, running on the journal of the state store. */
export async function createFlowParts(options: FlowPartsOptions): Promise<FlowParts> {
  const journal = createJournal(options.store);
  const definitions = new FlowDefinitions(options.store);
  const signingKey = await readSigningKey(options.store, { ...options, name: 'flow-addresses' });
  const addresses = createFlowAddresses(options.address, signingKey);
  const engine: FlowEngine = createEngine(options, { journal, definitions, addresses });
  const { triggers, requests, watcher, fire } = createFlowTriggers({
    ...options,
    engine,
    journal,
    definitions,
    addresses,
    signingKey,
    connection: ({ connections }, reference) => options.connections.resolve(reference, connections),
  });
  const forget = options.changes.subscribe(({ topic }) => {
    if (topic === 'definition') watcher.wake();
  });
  const parts: Parts = { ...options, journal, engine, definitions };
  const { db } = options.store;
  const firstShownDay = () => new Date(options.clock.now().getTime() - SHOWN_DAYS * DAY);
  return {
    flows: {
      list: () => listFlows(db, definitions, (run) => summarizeRun(parts, run)),
      weeks: () => countRunsByFlow(db, { since: firstShownDay() }),
      days: async (name) => {
        const { name: flow } = await definitions.require(name);
        return countRunsByDay(db, { flow, since: firstShownDay() });
      },
      run: (name, outputs, triggerName) => startByHand(parts, name, { outputs, triggerName }),
    },
    flowTriggers: triggers,
    flowRequests: requests,
    runs: createRuns(parts),
    runHistory: createRunHistory({
      ...parts,
      requireFlow: (flow) => requireFlowOrRuns(parts, flow),
      currentVersion: async (name) => engine.versions.of(await definitions.require(name)),
    }),
    rehearse: (request) => rehearseDraft(request, parts),
    engine,
    handlers: { flow: createFlowHandler(definitions, fire) },
    latestRuns: async () => summarizeRuns(parts, (await listRuns(db, {}, { limit: LATEST_RUNS })).items),
    runsOfEvent: async (eventId) =>
      (await listRuns(db, { eventId }, { limit: RUNS_OF_EVENT })).items.map(({ runId }) => runId),
    start: async () => {
      engine.start();
      watcher.start();
    },
    settle: () => engine.settle(),
    stop: async () => {
      forget();
      await watcher.stop();
      await engine.stop();
    },
  };
}

function createEngine(
  options: FlowPartsOptions,
  {
    journal,
    definitions,
    addresses,
  }: { readonly journal: Journal; readonly definitions: FlowDefinitions; readonly addresses: FlowAddresses },
): FlowEngine {
  const { clock, random, logger, owner, changes, guard, customerInsights } = options;
  const engine: FlowEngine = new FlowEngine({
    journal,
    clock,
    random,
    logger,
    owner,
    host: {
      calls: { fetch: guard.fetch, resolveHost: guard.resolveHost, customerInsights },
      connection: ({ connections }, reference) => options.connections.resolve(reference, connections),
      findChild: async (name, triggerName) => {
        const flow = await definitions.require(name);
        return { version: engine.versions.of(flow), triggerName: triggerNameOf(flow, triggerName) };
      },
      callbackUrl: (step) => addresses.step(step),
      settings: {},
      onChange: ({ runId, status }) => changes.tell({ topic: 'run', id: runId, status, at: clock.now().toISOString() }),
    },
  });
  return engine;
}

async function startByHand(
  parts: Parts,
  name: string,
  { outputs, triggerName }: { readonly outputs: unknown; readonly triggerName: string | undefined },
): Promise<RunSummary> {
  const { definitions, engine, clock, random } = parts;
  const flow = await definitions.require(name);
  if (flow.state === 'stopped') throw flowError('FLX_FLOW_STOPPED', { flow: name });
  const runId = createId(clock, random);
  const version = engine.versions.of(flow);
  await engine.startRun({
    runId,
    version,
    triggerName: triggerNameOf(flow, triggerName),
    trigger: { outputs: outputs as Value },
  });
  return summaryById(parts, runId);
}

function createRuns(parts: Parts): AppRuns {
  const { store, engine, journal, clock, random } = parts;
  const runs: AppRuns = {
    list: async (filter, page) => {
      if (filter.flow !== undefined) await requireFlowOrRuns(parts, filter.flow);
      const { items, next } = await listRuns(store.db, filter, page);
      return { items: await summarizeRuns(parts, items), nextCursor: next };
    },
    get: async (runId) => {
      const loaded = await journal.load(runId);
      if (!loaded) throw flowError('FLX_FLOW_UNKNOWN_RUN', { runId });
      const { program } = await engine.versionOf(loaded.run.flow, loaded.run.version);
      const detail = detailOf(loaded, { displayName: await displayNameOf(parts, loaded.run), program });
      const version = await versionOfRun(store.db, loaded.run);
      return { ...detail, version, cause: await causeOf(parts, loaded.run) };
    },
    cancel: async (runId) => {
      await requireRun(parts, runId);
      await engine.cancel(runId);
      return summaryById(parts, runId);
    },
    resubmit: async (runId) => {
      const run = await requireRun(parts, runId);
      const flow = await parts.definitions.require(run.flow);
      const newId = createId(clock, random);
      const version = engine.versions.of(flow);
      const { outputs, inputs } = JSON.parse(run.trigger) as { outputs?: Value; inputs?: Value };
      await engine.startRun({
        runId: newId,
        version,
        triggerName: triggerNameOf(flow, run.triggerName),
        trigger: { outputs, inputs, originHistoryName: runId },
        eventId: run.eventId,
        originRunId: runId,
      });
      return summaryById(parts, newId);
    },
    bulk: (request) => bulkRuns(store.db, request, { runs, clock }),
  };
  return runs;
}

/** The firing of one of our triggers that started a run, and the refresh that it came from. */
async function causeOf({ store }: Parts, { eventId }: StoredRun): Promise<RunDetail['cause']> {
  const occurrence = eventId && (await readOccurrences(store.db, [eventId])).get(eventId);
  if (!occurrence) return undefined;
  const { watcherId, refreshId, isTest } = occurrence;
  return { watcherId, refreshId, isTest };
}

/** Runs of a flow that was deleted can still be looked at. @throws FLX_FLOW_UNKNOWN */
async function requireFlowOrRuns({ definitions, store }: Parts, flow: string): Promise<void> {
  if (await definitions.find(flow)) return;
  if ((await listRuns(store.db, { flow }, { limit: 1 })).items.length === 0)
    throw flowError('FLX_FLOW_UNKNOWN', { flow });
}

async function requireRun({ journal }: Parts, runId: string): Promise<StoredRun> {
  const run = await journal.find(runId);
  if (!run) throw flowError('FLX_FLOW_UNKNOWN_RUN', { runId });
  return run;
}

async function summaryById(parts: Parts, runId: string): Promise<RunSummary> {
  const run = await requireRun(parts, runId);
  return summarizeRun(parts, run);
}
