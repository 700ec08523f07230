import type { RefreshJob } from '../model/refresh.ts';
import type { AppFlowRequests } from './flows/flow-requests.ts';
import type { AppRunHistory } from './flows/run-history.ts';
import type { AppEntities, AppRefreshes, AppSources, AppUploads } from './rooms/data.ts';
import type { AppDefinitions } from './rooms/definitions.ts';
import type {
  AppConnections,
  AppConnectors,
  AppDesigner,
  AppFlowPackages,
  AppFlows,
  AppFlowTriggers,
  AppRuns,
} from './rooms/flows.ts';
import type { AppCustomers, AppMatching, AppPreviews, AppTrends } from './rooms/insights.ts';
import type { AppNotifications, AppUsage } from './rooms/server.ts';
import type { AppDeliveries, AppSubscriptions, AppTriggers } from './rooms/triggers.ts';
import type { ChangeView } from './view/change.ts';
import type { FlowExport } from './view/flow-package.ts';
import type { HomeView } from './view/home.ts';
import type { MessageView } from './view/message.ts';
import type { Page, PageRequest } from './view/page.ts';
import type { OwnAddressView, ReadinessView, StorageView, SystemView } from './view/system.ts';
import type { EventView } from './view/watcher.ts';
import type { AppWorkspace } from './workspace/workspace.ts';

/**
 * Everything a running Fluxu offers to who stands outside: HTTP, the command line, and through them the pages.
 * All that goes in and comes out is plain data. What does not exist is a FluxuError of status 404, what collides one
 * of status 409 (a version) or 412, what is wrong one of status 422.
 */
export interface App {
  home(): Promise<HomeView>;
  readonly refreshes: AppRefreshes;
  readonly entities: AppEntities;
  readonly matching: AppMatching;
  readonly sources: AppSources;
  readonly uploads: AppUploads;
  readonly previews: AppPreviews;
  readonly customers: AppCustomers;
  readonly trends: AppTrends;
  readonly definitions: AppDefinitions;
  readonly workspace: AppWorkspace;
  readonly triggers: AppTriggers;
  readonly connectors: AppConnectors;
  readonly connections: AppConnections;
  readonly notifications: AppNotifications;
  readonly subscriptions: AppSubscriptions;
  readonly deliveries: AppDeliveries;
  readonly flows: AppFlows;
  readonly flowTriggers: AppFlowTriggers;
  readonly flowRequests: AppFlowRequests;
  readonly flowPackages: AppFlowPackages;
  readonly runs: AppRuns;
  readonly runHistory: AppRunHistory;
  readonly designer: AppDesigner;
  /** What the demo's own receivers took in, newest first; empty outside of the demo. */
  messages(page: PageRequest): Promise<Page<MessageView>>;
  /** Domain events of past refreshes, newest first. */
  eventHistory(
    page: PageRequest & { readonly type?: string | undefined; readonly refreshId?: string | undefined },
  ): Promise<Page<EventView>>;
  /** The next moments at which a schedule would start a refresh, ISO 8601, whether it is on or not. @throws FLX_SCHEDULE_CRON, FLX_SCHEDULE_TIME_ZONE */
  nextRefreshes(schedule: unknown, count: number): readonly string[];
  readonly usage: AppUsage;
  /** What the data folder holds. */
  storage(): Promise<StorageView>;
  /** What helps to find a fault, as a zip without secrets and without data. */
  diagnostics(): Promise<FlowExport>;
  /** Loads the sample company and starts its first refresh; undefined where the server brings none. */
  readonly loadSample: (() => Promise<RefreshJob>) | undefined;
  /** What this server is, with the doctor's checks run now. */
  system(): Promise<SystemView>;
  /** Whether others reach this server under its public address: asks it itself, and takes seconds where nobody answers. */
  ownAddress(): Promise<OwnAddressView>;
  /** The answer of this server to who asks whether it is itself. */
  proveAddress(challenge: string): Promise<string>;
  /** Whether it can work now: state store answers and is migrated, engine opens. Cheap enough for a probe. */
  readiness(): Promise<ReadinessView>;
  /** Calls `listener` after each change, in order, until the returned function is called. Never throws into the caller. */
  subscribe(listener: (change: ChangeView) => void): () => void;
}
