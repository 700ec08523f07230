import { hostname } from 'node:os';
import { type Clock, systemClock } from '../base/clock.ts';
import { createEgressGuard } from '../base/egress/guarded-fetch.ts';
import { createId } from '../base/ids.ts';
import { createLogger, type Logger } from '../base/logger.ts';
import { type Random, systemRandom } from '../base/random.ts';
import type { Environment, Settings } from '../base/settings.ts';
import { Dispatcher } from '../connector/delivery/dispatcher.ts';
import { createWebhookService, WEBHOOK_TARGET } from '../connector/delivery/webhook/service.ts';
import { duckdbEngine } from '../engines/duckdb/engine.ts';
import type { DomainEvent } from '../model/event.ts';
import type { RefreshJob } from '../model/refresh.ts';
import { nextRuns } from '../refresh/schedule/next-run.ts';
import { readWorkspace } from '../store/definitions.ts';
import { listEvents } from '../store/events.ts';
import { createOwner } from '../store/process-owner.ts';
import { readSetting, writeSetting } from '../store/settings.ts';
import { openStore, type Store } from '../store/store.ts';
import type { Instance } from '../triggers/envelope.ts';
import { type AppAccess, createAccess } from './access/access.ts';
import type { App } from './app.ts';
import { Changes } from './changes.ts';
import { createConnections } from './connections/connections.ts';
import { ConnectionSource } from './connections/source.ts';
import { type AppConnector, createConnector, webhooksOf } from './connector/connector.ts';
import { createOwnConnector } from './connector/own-connector.ts';
import { createConnectors } from './connectors/connectors.ts';
import { ConnectorLibrary } from './connectors/library.ts';
import { createCustomers } from './customers/customers.ts';
import { checkDefinition } from './definitions/check.ts';
import { createDefinitions } from './definitions/definitions.ts';
import { createDeliveries } from './deliveries/deliveries.ts';
import { createSubscriptions } from './deliveries/subscriptions.ts';
import { createEntities } from './entities/entities.ts';
import { SnapshotReader } from './entities/reader.ts';
import { createDesigner } from './flows/designer/designer.ts';
import { createFlowParts } from './flows/flows.ts';
import { createFlowPackages } from './flows/packages.ts';
import { createHome } from './home/home.ts';
import { createInsights } from './insights/insights.ts';
import { createMatching } from './matching/matching.ts';
import type { Parts } from './parts.ts';
import { createPreviews } from './previews/previews.ts';
import { type ExplainedStage, explainStage, listStages, type StageView } from './refreshes/explain.ts';
import { createRefreshes } from './refreshes/refreshes.ts';
import { type Verification, verifyPublished } from './refreshes/verify.ts';
import { type LastVerification, readLastVerification } from './refreshes/verify-rounds.ts';
import { createRefreshWork } from './refreshes/work.ts';
import { Retention } from './retention/retention.ts';
import { createSourcePlace } from './sources/place.ts';
import { createSources } from './sources/sources.ts';
import { createSystem } from './system/system.ts';
import { createTrends } from './trends/trends.ts';
import { createDigestRounds } from './triggers/digests.ts';
import { createTriggers } from './triggers/triggers.ts';
import type { PlanView } from './view/definition.ts';
import type { MessageView } from './view/message.ts';
import type { Page, PageRequest } from './view/page.ts';
import { readWorkspaceFolder } from './workspace/read.ts';
import { writeSchemas, writeWorkspaceFolder } from './workspace/write.ts';

export interface AppOptions {
  readonly settings: Settings;
  readonly environment: Environment;
  readonly clock?: Clock;
  readonly random?: Random;
  readonly logger?: Logger;
  /** Folder in which relative paths of file sources start. Default: the working directory. */
  readonly baseFolder?: string;
  /** Name of the company or environment, for people and payloads. */
  readonly name?: string;
  /** Loads the sample company into the application and starts its first refresh. */
  readonly loadSample?: (app: OpenedApp) => Promise<RefreshJob>;
  /** The receivers of the demo. */
  readonly messages?: (page: PageRequest) => Promise<Page<MessageView>>;
}

/** An application on its data folder, with what the command line does beyond what HTTP offers. */
export interface OpenedApp extends App {
  readonly access: AppAccess;
  readonly connector: AppConnector;
  /** Starts what works by itself: deliveries, flows, schedule. */
  start(): Promise<void>;
  /** Resolves when everything that was published has been delivered and no flow can go on now. */
  settle(): Promise<void>;
  /** Domain events that a refresh raised. */
  eventsOf(refreshId: string): Promise<readonly DomainEvent[]>;
  stages(): Promise<readonly StageView[]>;
  explain(stage: string, isRun: boolean): Promise<ExplainedStage>;
  /** Compares the published entities with what a full computation gives. */
  verify(): Promise<Verification>;
  /** What the last self-check of this server found; undefined before the first. */
  lastVerification(): Promise<LastVerification | undefined>;
  planFolder(folder: string, isPruning: boolean): Promise<PlanView>;
  applyFolder(folder: string, isPruning: boolean): Promise<PlanView>;
  pullFolder(folder: string, hasSchemas: boolean): Promise<readonly string[]>;
  close(): Promise<void>;
}

/** Opens the application: state store, engine, refreshes, triggers, deliveries, flows. Nothing works by itself before `start`. */
export async function openApp(options: AppOptions): Promise<OpenedApp> {
  const { settings, clock = systemClock, random = systemRandom } = options;
  const logger = options.logger ?? createLogger({ level: settings.logLevel });
  const { home, state, secretKey } = settings;
  const store = await openStore({ home, state, secretKey, clock, random, logger });
  try {
    const instance = await readInstance(store, { clock, random, name: options.name ?? 'Fluxu' });
    return assemble(options, {
      settings,
      environment: options.environment,
      baseFolder: options.baseFolder ?? process.cwd(),
      clock,
      random,
      logger,
      store,
      changes: new Changes(logger),
      instance,
      owner: createOwner(random),
    });
  } catch (error) {
    await store.close();
    throw error;
  }
}

/** Id and name of this instance; the id is made once. */
async function readInstance(
  store: Store,
  { clock, random, name }: { clock: Clock; random: Random; name: string },
): Promise<Instance> {
  const known = await readSetting<string>(store.db, 'instanceId');
  const instanceId = known ?? createId(clock, random);
  if (known === undefined) await writeSetting(store.db, { name: 'instanceId', value: instanceId, clock });
  return { instanceId, instanceName: name };
}

async function assemble(options: AppOptions, parts: Parts): Promise<OpenedApp> {
  const { settings, clock, random, logger, store, changes, instance, owner } = parts;
  const does = (role: 'refresh' | 'flows') => settings.role === 'all' || settings.role === role;
  const guard = createEgressGuard({ allowPrivateNetworks: settings.allowPrivateNetworks });
  const reader = new SnapshotReader({ store, engine: duckdbEngine, settings, clock });
  const insights = createInsights({ store, reader, clock, random, instance });
  const address = settings.publicUrl || `http://${settings.host}:${settings.port}`;
  const library = new ConnectorLibrary(store);
  const place = createSourcePlace(parts, guard);
  const source = new ConnectionSource({ ...place, store, clock, guard, library, owner });
  const flows = await createFlowParts({
    ...parts,
    customerInsights: createOwnConnector(insights),
    guard,
    connections: source,
    address,
  });
  const { fetch } = guard;
  const redirectUrl = `${address.replace(/\/+$/, '')}${SIGN_IN_RETURN}`;
  const tell = (change: Parameters<Changes['tell']>[0]) => changes.tell(change);
  const webhook = createWebhookService({
    store,
    clock,
    guard,
    instanceId: instance.instanceId,
    onEnded: (id) => tell({ topic: 'subscription', id, status: 'ended', at: clock.now().toISOString() }),
  });
  const handlers = { ...flows.handlers, [WEBHOOK_TARGET]: webhook };
  const dispatcher = new Dispatcher({ store, clock, random, logger, owner, handlers });
  const wakeDispatcher = () => dispatcher.wake();
  const refreshes = createRefreshWork(parts, { ingestion: place, onPublished: wakeDispatcher });
  const retention = new Retention(parts);
  const digests = createDigestRounds(parts, wakeDispatcher);
  const { service } = refreshes;
  await service.recover();
  const definitions = createDefinitions({ store, clock, tell, library });
  const subscriptions = createSubscriptions({
    store,
    clock,
    random,
    guard,
    instance,
    tell,
    wake: wakeDispatcher,
    origin: originOf(settings),
  });
  const app: OpenedApp = {
    home: () =>
      createHome({
        store,
        clock,
        workspaceName: options.name,
        isDemo: options.messages !== undefined,
        latestRuns: flows.latestRuns,
        runsOfEvent: flows.runsOfEvent,
      }),
    refreshes: createRefreshes({
      store,
      service,
      doesRefreshes: does('refresh'),
      hasTaker: refreshes.hasTaker,
      subscribe: changes.subscribe,
    }),
    entities: createEntities(store, reader),
    matching: createMatching({ store, engine: duckdbEngine, settings, clock, reader, definitions }),
    sources: createSources({ ...place, engine: duckdbEngine, settings, clock, random }),
    previews: createPreviews({ store, engine: duckdbEngine, settings, clock, random }),
    customers: createCustomers(store, reader),
    trends: createTrends({ store, reader }),
    definitions,
    triggers: createTriggers({ store, clock, random, instance, wake: wakeDispatcher }),
    connectors: createConnectors({ store, clock, library, source, fetch, redirectUrl }),
    connections: createConnections({ store, clock, random, source, fetch, redirectUrl }),
    subscriptions,
    access: createAccess({ store, clock, random, logger, fetch: guard.fetch }),
    connector: createConnector({
      store,
      clock,
      random,
      instance,
      insights,
      webhooks: webhooksOf(subscriptions),
      callsPerMinute: settings.connectorCalls,
    }),
    deliveries: createDeliveries({ store, clock, wake: wakeDispatcher }),
    flows: flows.flows,
    flowTriggers: flows.flowTriggers,
    flowRequests: flows.flowRequests,
    flowPackages: createFlowPackages({ store, clock, definitions }),
    runs: flows.runs,
    runHistory: flows.runHistory,
    designer: createDesigner({
      connectors: () => library.all(),
      openConnection: (name) => source.require(name),
      findRun: (runId) => flows.runs.get(runId),
      effects: { fetch: guard.fetch, clock },
    }),
    messages: options.messages ?? (async () => ({ items: [] })),
    eventHistory: async ({ limit, cursor, type, refreshId }) => {
      const types = type === undefined ? undefined : [type as DomainEvent['type']];
      const page = await listEvents(store.db, { limit, cursor, types, refreshId });
      const items = page.items.map(({ event }) => ({
        eventId: event.eventId,
        type: event.type,
        eventTime: event.eventTime,
        refreshId: event.refreshId,
        event,
      }));
      return { items, nextCursor: page.next };
    },
    ...createSystem(parts, { isDemo: options.messages !== undefined }),
    nextRefreshes: (schedule, count) => {
      const wanted = checkDefinition('schedule', 'schedule', schedule);
      return nextRuns({ ...wanted, isActive: true }, clock.now(), count).map((moment) => moment.toISOString());
    },
    loadSample: options.loadSample && (() => options.loadSample?.(app) as Promise<RefreshJob>),
    subscribe: changes.subscribe,
    start: async () => {
      if (does('flows')) {
        await flows.start();
        dispatcher.start();
      }
      if (does('refresh')) {
        refreshes.start();
        retention.start();
      }
      digests.start();
    },
    settle: async () => {
      await dispatcher.settle();
      await flows.settle();
    },
    eventsOf: async (refreshId) =>
      (await listEvents(store.db, { refreshId, order: 'oldestFirst', limit: 1000 })).items.map(({ event }) => event),
    stages: () => listStages({ store, engine: duckdbEngine, settings, clock }),
    verify: () => verifyPublished({ store, engine: duckdbEngine, settings, clock }),
    lastVerification: () => readLastVerification(store),
    explain: (stage, isRun) => explainStage({ store, engine: duckdbEngine, settings, clock }, stage, isRun),
    planFolder: async (folder, prune) =>
      definitions.plan({ workspace: plainWorkspace(await readWorkspaceFolder(folder)), prune }),
    applyFolder: async (folder, prune) =>
      definitions.apply({ workspace: plainWorkspace(await readWorkspaceFolder(folder)), prune }, 'command line'),
    pullFolder: async (folder, withSchemas) => {
      const { written } = await writeWorkspaceFolder(await readWorkspace(store.db), folder, { withSchemas });
      return withSchemas ? [...written, ...(await writeSchemas(folder))] : written;
    },
    close: async () => {
      await digests.stop();
      await retention.stop();
      await refreshes.stop();
      await dispatcher.stop();
      await flows.stop();
      await reader.close();
      await store.close();
    },
  };
  return app;
}

/** Path at which the browser comes back from a sign-in. */
const SIGN_IN_RETURN = '/api/connections/callback';

/** Host name under which this server is known to others. */
function originOf({ publicUrl }: Settings): string {
  return publicUrl === '' ? hostname() : new URL(publicUrl).hostname;
}

function plainWorkspace(workspace: Awaited<ReturnType<typeof readWorkspaceFolder>>) {
  return Object.fromEntries(
    Object.entries(workspace).filter(
      ([, value]) => value !== undefined && !(Array.isArray(value) && value.length === 0),
    ),
  );
}
