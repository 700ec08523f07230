import type { Clock } from '../../base/clock.ts';
import type { EgressGuard } from '../../base/egress/guarded-fetch.ts';
import { isFluxuError } from '../../base/errors.ts';
import { createId } from '../../base/ids.ts';
import type { Logger } from '../../base/logger.ts';
import type { Random } from '../../base/random.ts';
import type { ResolvedConnection } from '../../flows/actions/action.ts';
import { flowError } from '../../flows/catalogue.ts';
import type { CustomerInsightsPort } from '../../flows/connectors/index.ts';
import type { FlowEngine } from '../../flows/engine/engine.ts';
import type { FlowVersion } from '../../flows/engine/versions.ts';
import type { TriggerNode } from '../../flows/graph/graph.ts';
import { isObject, parseJson, printJson, toText, type Value, type ValueObject } from '../../flows/language/index.ts';
import { fire } from '../../flows/triggers/fire.ts';
import type { DefinedFlow } from '../../flows/triggers/host.ts';
import {
  answerPlace,
  callbackPlace,
  type FlowAddresses,
  invokePlace,
  stepPlace,
} from '../../flows/triggers/request/address.ts';
import { readAnswer, receiveCallback, receiveNotification } from '../../flows/triggers/request/callbacks.ts';
import { type RequestHost, receiveRequest } from '../../flows/triggers/request/receiver.ts';
import { isSigned, type SignedPlace } from '../../flows/triggers/request/signature.ts';
import { watchedKindOf } from '../../flows/triggers/watch/kinds.ts';
import { TriggerWatcher } from '../../flows/triggers/watch/watcher.ts';
import type { Flow } from '../../model/flow.ts';
import { listFirings, type TriggerFiring } from '../../store/flow-triggers/trigger-history.ts';
import { TriggerStates } from '../../store/flow-triggers/trigger-states.ts';
import { giveUpAnswer } from '../../store/journal/give-up-answer.ts';
import type { Journal } from '../../store/journal/journal.ts';
import type { StepAddress } from '../../store/journal/record.ts';
import type { Store } from '../../store/store.ts';
import type { AppFlowTriggers } from '../rooms/flows.ts';
import type { CallbackUrlView, FlowTriggerView, TriggerHistoryView } from '../view/flow-trigger.ts';
import type { FireTrigger } from './delivery-handler.ts';
import { type FlowDefinitions, triggerNameOf } from './flow-definitions.ts';
import type { AppFlowRequests, FlowRequestKind, FlowRequestPlace } from './flow-requests.ts';

export interface FlowTriggersOptions {
  readonly store: Store;
  readonly clock: Clock;
  readonly random: Random;
  readonly logger: Logger;
  readonly owner: string;
  readonly guard: EgressGuard;
  readonly customerInsights?: CustomerInsightsPort | undefined;
  readonly engine: FlowEngine;
  readonly journal: Journal;
  readonly definitions: FlowDefinitions;
  readonly addresses: FlowAddresses;
  readonly signingKey: string;
  connection(version: FlowVersion, reference: string): Promise<ResolvedConnection>;
}

/** The triggers of flows: those that are called and those that watch. */
export interface FlowTriggerParts {
  readonly triggers: AppFlowTriggers;
  readonly requests: AppFlowRequests;
  readonly watcher: TriggerWatcher;
  /** Fires a trigger that waits for one of ours. */
  readonly fire: FireTrigger;
}

interface Host extends RequestHost {
  signal(address: StepAddress, payload: ValueObject): Promise<boolean>;
  findAnswer(runId: string): Promise<ValueObject | 'none' | undefined>;
}

const SIGNED_PLACES: Readonly<Record<FlowRequestKind, (place: FlowRequestPlace) => SignedPlace>> = {
  invoke: ({ flow, trigger }) => invokePlace(flow, trigger),
  notify: ({ flow, trigger }) => callbackPlace(flow, trigger),
  callBack: (step) => stepPlace(step),
  answer: ({ runId }) => answerPlace(runId),
};

/** Puts the triggers of flows together. */
export function createFlowTriggers(options: FlowTriggersOptions): FlowTriggerParts {
  const host = createHost(options);
  const states = new TriggerStates(options.store);
  return {
    watcher: new TriggerWatcher({ states, host, owner: options.owner }),
    fire: async ({ flow, trigger }, occurrence) =>
      fire(await findTrigger(flow, trigger, host), { ...occurrence, startedAt: host.clock.now() }, host),
    requests: {
      isSigned: (kind, place, query) => isSigned(query, SIGNED_PLACES[kind](place), host.signingKey),
      invoke: (place, request) => receiveRequest(place, request, host),
      notify: (place, request) => receiveNotification(place, request, host),
      callBack: (address, request) => receiveCallback(address, request, host),
      answer: (runId, request) => readAnswer(runId, request, host),
    },
    triggers: {
      list: (flow) => listTriggers(flow, { host, states }),
      callbackUrl: async (flow, trigger) => callbackUrlOf(await findTrigger(flow, trigger, host), host),
      run: async (flow, trigger, outputs) => {
        const source = await findTrigger(flow, trigger, host);
        if (!source.flow.isStarted) throw flowError('FLX_FLOW_STOPPED', { flow });
        const occurrenceId = createId(host.clock, host.random);
        const given = { inputs: undefined, outputs: outputs as Value | undefined, startedAt: host.clock.now() };
        const { status, runs, error } = await fire(source, { ...given, occurrenceId }, host);
        return { status, runIds: runs.map(({ runId }) => runId), ...(error && { error: { ...error } }) };
      },
      history: async (flow, filter, page) => {
        await options.definitions.require(flow);
        const { items, next } = await listFirings(options.store.db, { ...filter, flow }, page);
        return { items: items.map(viewOfFiring), nextCursor: next };
      },
    },
  };
}

function createHost(options: FlowTriggersOptions): Host {
  const { store, clock, random, logger, guard, customerInsights, engine, journal, definitions, addresses } = options;
  return {
    db: store.db,
    clock,
    random,
    logger,
    calls: { fetch: guard.fetch, resolveHost: guard.resolveHost, customerInsights },
    addresses,
    signingKey: options.signingKey,
    flows: async () => (await definitions.list()).flatMap((flow) => compiled(engine, flow)),
    flow: async (name) => defined(engine, await definitions.require(name)),
    readVersion: (flow, content) => engine.versions.read(flow, content),
    connection: options.connection,
    startRun: (request) => engine.startRun(request),
    callbackUrl: (flow, trigger) => addresses.callback(flow, trigger),
    answerOfRun: (runId, signal) => engine.answers.of(runId, signal),
    giveUp: (runId, answer) => giveUpAnswer(store.db, runId, printJson(answer)),
    signal: async (address, payload) => {
      const run = await journal.find(address.runId);
      if (!run || run.endedAt) return false;
      await engine.signal(address, payload);
      return true;
    },
    findAnswer: async (runId) => {
      const run = await journal.find(runId);
      const response = run?.response === undefined ? undefined : parseJson(run.response);
      if (isObject(response)) return response;
      return run && !run.endedAt ? undefined : 'none';
    },
  };
}

function defined(engine: FlowEngine, flow: Flow): DefinedFlow {
  return { name: flow.name, isStarted: flow.state !== 'stopped', version: engine.versions.of(flow) };
}

/** A flow that cannot be compiled is told where it is checked; its triggers rest. */
function compiled(engine: FlowEngine, flow: Flow): readonly DefinedFlow[] {
  try {
    return [defined(engine, flow)];
  } catch (error) {
    if (isFluxuError(error)) return [];
    throw error;
  }
}

async function findTrigger(name: string, wanted: string, host: Host) {
  const flow = await host.flow(name);
  const triggerName = triggerNameOf({ name, definition: flow.version.program.definition }, wanted);
  const trigger = flow.version.program.triggers.find((one) => one.name === triggerName);
  if (!trigger) throw flowError('FLX_FLOW_NO_TRIGGER', { flow: name, trigger: wanted });
  return { flow, trigger };
}

function isCalled({ type }: TriggerNode): boolean {
  return ['request', 'manual'].includes(type.toLowerCase());
}

async function listTriggers(
  name: string,
  { host, states }: { readonly host: Host; readonly states: TriggerStates },
): Promise<readonly FlowTriggerView[]> {
  const flow = await host.flow(name);
  const watched = (await states.list()).filter((state) => state.flow.toLowerCase() === flow.name.toLowerCase());
  return flow.version.program.triggers.map((trigger): FlowTriggerView => {
    const isSupported = isCalled(trigger) || watchedKindOf(trigger.type) !== undefined;
    const nextAt = watched.find(({ triggerName }) => triggerName === trigger.name)?.nextAt;
    const kind = trigger.definition['kind'];
    return {
      name: trigger.name,
      type: trigger.type,
      ...(kind !== undefined && { kind: toText(kind) }),
      state: !isSupported ? 'NotSupported' : flow.isStarted ? 'Enabled' : 'Disabled',
      ...(nextAt && { nextExecutionTime: nextAt.toISOString() }),
    };
  });
}

function callbackUrlOf({ flow, trigger }: { flow: DefinedFlow; trigger: TriggerNode }, host: Host): CallbackUrlView {
  if (!isCalled(trigger)) throw flowError('FLX_FLOW_NOT_CALLED', { flow: flow.name, trigger: trigger.name });
  const inputs = isObject(trigger.definition['inputs']) ? trigger.definition['inputs'] : {};
  const relativePath = toText(inputs['relativePath'] ?? null);
  const value = host.addresses.invoke(flow.name, trigger.name, relativePath);
  const method = toText(inputs['method'] ?? 'POST').toUpperCase();
  const url = new URL(host.addresses.invoke(flow.name, trigger.name));
  return {
    value,
    method,
    basePath: `${url.origin}${url.pathname}`,
    ...(relativePath !== '' && { relativePath }),
    queries: Object.fromEntries(url.searchParams),
  };
}

function viewOfFiring(firing: TriggerFiring): TriggerHistoryView {
  const { historyId, flow, triggerName, status, isFired, code, error, runId, clientTrackingId, outputs } = firing;
  return {
    name: historyId,
    flow,
    trigger: triggerName,
    status,
    fired: isFired,
    ...(code !== undefined && { code }),
    ...(error && { error }),
    startTime: firing.startedAt.toISOString(),
    endTime: firing.endedAt.toISOString(),
    ...(firing.scheduledAt && { scheduledTime: firing.scheduledAt.toISOString() }),
    ...(runId !== undefined && { runId }),
    ...(clientTrackingId !== undefined && { clientTrackingId }),
    ...(outputs !== undefined && { outputs: JSON.parse(outputs) as unknown }),
  };
}
