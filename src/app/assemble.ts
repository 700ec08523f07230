import { hostname } from 'node:os';
import { createEgressGuard } from '../base/egress/guarded-fetch.ts';
import type { Settings } from '../base/settings.ts';
import { Dispatcher } from '../connector/delivery/dispatcher.ts';
import { createWebhookService, WEBHOOK_TARGET } from '../connector/delivery/webhook/service.ts';
import { nextRuns } from '../refresh/schedule/next-run.ts';
import { createAccess } from './access/access.ts';
import { createBackground } from './background.ts';
import type { Changes } from './changes.ts';
import { createConnections } from './connections/connections.ts';
import { ConnectionSource } from './connections/source.ts';
import { createConnector, webhooksOf } from './connector/connector.ts';
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
import { createEvents } from './events/events.ts';
import { createDesigner } from './flows/designer/designer.ts';
import { createFavourites } from './flows/designer/favourites.ts';
import { listTestEvents } from './flows/designer/test-events.ts';
import { createFlowParts } from './flows/flows.ts';
import { createFlowPackages } from './flows/packages.ts';
import { createHome } from './home/home.ts';
import { createInsights } from './insights/insights.ts';
import { createForesight } from './matching/foresee.ts';
import { createMatching } from './matching/matching.ts';
import { createNotifications } from './notifications/notifications.ts';
import type { AppOptions, OpenedApp } from './opened-app.ts';
import type { Parts } from './parts.ts';
import { createPreviews } from './previews/previews.ts';
import { explainStage, listStages } from './refreshes/explain.ts';
import { createRefreshes } from './refreshes/refreshes.ts';
import { verifyPublished } from './refreshes/verify.ts';
import { readLastVerification } from './refreshes/verify-rounds.ts';
import { createRefreshWork } from './refreshes/work.ts';
import { Retention } from './retention/retention.ts';
import { createSourcePlace } from './sources/place.ts';
import { createSources } from './sources/sources.ts';
import { createUploads } from './sources/uploads.ts';
import { createSystem } from './system/system.ts';
import { createTrends } from './trends/trends.ts';
import { createDigestRounds } from './triggers/digests.ts';
import { createTriggers } from './triggers/triggers.ts';
import { Usage } from './usage/usage.ts';
import { createWorkspaceFolders } from './workspace/folders.ts';
import { createWorkspace } from './workspace/workspace.ts';

/** Path at which the browser comes back from a sign-in. */
const SIGN_IN_RETURN = '/api/connections/callback';

/** Puts the rooms of an application together; nothing works by itself before `start`. */
export async function assemble(options: AppOptions, parts: Parts): Promise<OpenedApp> {
  const shared = shareMore(parts);
  const work = await createWork(shared);
  const { loadSample } = options;
  const app: OpenedApp = {
    ...createInsightRooms(shared, work),
    ...createFlowRooms(shared, work),
    ...createServerRooms(shared, work, options),
    start: work.background.start,
    settle: work.background.settle,
    loadSample: loadSample && (() => loadSample(app)),
    close: async () => {
      await work.background.stop();
      await shared.reader.close();
      await shared.store.close();
    },
  };
  return app;
}

type Shared = ReturnType<typeof shareMore>;
type Work = Awaited<ReturnType<typeof createWork>>;

/** What rooms share beyond the parts they are given: the engine, and ways to the outside. */
function shareMore(parts: Parts) {
  const { settings, store, engine, clock, changes } = parts;
  const guard = createEgressGuard({ allowPrivateNetworks: settings.allowPrivateNetworks });
  const library = new ConnectorLibrary(store);
  const place = createSourcePlace(parts, guard);
  const address = settings.publicUrl || `http://${settings.host}:${settings.port}`;
  const tell: Changes['tell'] = (change) => changes.tell(change);
  return {
    ...parts,
    guard,
    fetch: guard.fetch,
    library,
    place,
    address,
    redirectUrl: `${address.replace(/\/+$/, '')}${SIGN_IN_RETURN}`,
    reader: new SnapshotReader({ store, engine, settings, clock }),
    source: new ConnectionSource({ ...parts, ...place, guard, library }),
    definitions: createDefinitions({ store, clock, tell, library, foresee: createForesight(parts) }),
    tell,
  };
}

/** What works by itself, put together but not started; refreshes that a killed process left are brought to an end. */
async function createWork(shared: Shared) {
  const { settings, clock, source, place, tell, instance } = shared;
  const insights = createInsights(shared);
  const customerInsights = createOwnConnector(insights);
  const flows = await createFlowParts({ ...shared, customerInsights, connections: source });
  const webhook = createWebhookService({
    ...shared,
    instanceId: instance.instanceId,
    onEnded: (id) => tell({ topic: 'subscription', id, status: 'ended', at: clock.now().toISOString() }),
  });
  const dispatcher = new Dispatcher({ ...shared, handlers: { ...flows.handlers, [WEBHOOK_TARGET]: webhook } });
  const wake = () => dispatcher.wake();
  const refreshes = createRefreshWork(shared, { ingestion: place, onPublished: wake });
  const retention = new Retention(shared);
  const digests = createDigestRounds(shared, wake);
  const notifications = createNotifications(shared);
  const usage = new Usage(shared);
  await refreshes.service.recover();
  const { role } = settings;
  const background = createBackground({
    role,
    refreshes,
    retention,
    digests,
    notifications: notifications.rounds,
    usage,
    dispatcher,
    flows,
  });
  return { insights, customerInsights, flows, refreshes, wake, background, notifications, usage };
}

/** Customer data: sources, unification, measures, segments, refreshes, triggers. */
function createInsightRooms(shared: Shared, { refreshes, wake }: Work) {
  const { store, reader, settings, place, changes, clock } = shared;
  return {
    refreshes: createRefreshes({
      store,
      service: refreshes.service,
      doesRefreshes: settings.role === 'all' || settings.role === 'refresh',
      hasTaker: refreshes.hasTaker,
      subscribe: changes.subscribe,
    }),
    entities: createEntities(store, reader),
    matching: createMatching(shared),
    sources: createSources({ ...shared, ...place }),
    uploads: createUploads(shared),
    previews: createPreviews(shared),
    customers: createCustomers(store, reader),
    trends: createTrends(shared),
    triggers: createTriggers({ ...shared, wake }),
    ...createEvents(store),
    stages: () => listStages(shared),
    explain: (stage: string, isRun: boolean) => explainStage(shared, stage, isRun),
    verify: () => verifyPublished(shared),
    lastVerification: () => readLastVerification(store),
    nextRefreshes: (schedule: unknown, count: number) => {
      const wanted = checkDefinition('schedule', 'schedule', schedule);
      return nextRuns({ ...wanted, isActive: true }, clock.now(), count).map((moment) => moment.toISOString());
    },
  };
}

/** Flows, and the connectors and connections they use. */
function createFlowRooms(shared: Shared, { flows, customerInsights }: Work) {
  const { library, source, guard, clock, store, instance } = shared;
  return {
    flows: flows.flows,
    flowTriggers: flows.flowTriggers,
    flowRequests: flows.flowRequests,
    flowPackages: createFlowPackages(shared),
    runs: flows.runs,
    runHistory: flows.runHistory,
    connectors: createConnectors({ ...shared, customerInsights }),
    connections: createConnections(shared),
    designer: createDesigner({
      connectors: () => library.all(),
      openConnection: (name) => source.require(name),
      findRun: (runId) => flows.runs.get(runId),
      rehearse: flows.rehearse,
      favourites: createFavourites({ db: store.db, clock }),
      testEvents: (request) => listTestEvents(request, { db: store.db, instance }),
      effects: { fetch: guard.fetch, clock, customerInsights },
    }),
  };
}

/** The server itself: who may use it, whom it tells, what it holds. */
function createServerRooms(shared: Shared, { insights, flows, wake, notifications, usage }: Work, options: AppOptions) {
  const { settings, store, clock, changes, definitions } = shared;
  const subscriptions = createSubscriptions({ ...shared, wake, origin: originOf(settings) });
  const isDemo = options.messages !== undefined;
  const { latestRuns, runsOfEvent } = flows;
  return {
    home: () => createHome({ store, clock, workspaceName: options.name, isDemo, latestRuns, runsOfEvent }),
    definitions,
    notifications,
    usage,
    subscriptions,
    deliveries: createDeliveries({ store, clock, wake }),
    connector: createConnector({
      ...shared,
      insights,
      webhooks: webhooksOf(subscriptions),
      callsPerMinute: settings.connectorCalls,
    }),
    access: createAccess(shared),
    messages: options.messages ?? (async () => ({ items: [] })),
    subscribe: changes.subscribe,
    ...createSystem(shared, { isDemo }),
    workspace: createWorkspace(store),
    ...createWorkspaceFolders(store, definitions),
  };
}

/** Host name under which this server is known to others. */
function originOf({ publicUrl }: Settings): string {
  return publicUrl === '' ? hostname() : new URL(publicUrl).hostname;
}
