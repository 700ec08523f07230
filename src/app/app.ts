import type { Readable } from 'node:stream';
import type { DefinitionKind } from '../model/definition.ts';
import type { RefreshJob, RefreshScope } from '../model/refresh.ts';
import type { AppFlowRequests } from './flows/flow-requests.ts';
import type { AppRunHistory } from './flows/run-history.ts';
import type { ChangeView } from './view/change.ts';
import type {
  ConnectionTestView,
  ConnectionView,
  ConnectorDetail,
  ConnectorSummary,
  DynamicRequest,
} from './view/connector.ts';
import type { CustomerView, MergeChange, TimelineEntry, TimelineFilter } from './view/customer.ts';
import type { DefinitionRecord, PlanView, WorkspaceInput } from './view/definition.ts';
import type { DeliveryDetail, DeliveryFilter, DeliveryView, ReplayInput, ReplayView } from './view/delivery.ts';
import type {
  ChoiceRequest,
  ChoiceView,
  ConnectorView,
  FlowCheckView,
  FunctionView,
  RehearsalRequest,
  TemplateTrial,
  TemplateTrialResult,
  TestEventRequest,
  TestEventView,
} from './view/designer.ts';
import type { AttributeProfile, EntityRow, EntityView, RowsQuery } from './view/entity.ts';
import type {
  FlowView,
  FlowWeeks,
  RunBulk,
  RunBulkResult,
  RunDay,
  RunDetail,
  RunFilter,
  RunSummary,
} from './view/flow.ts';
import type { FlowExport, FlowImport, ImportedFlow } from './view/flow-package.ts';
import type { CallbackUrlView, FlowTriggerView, TriggerHistoryView, TriggerRunView } from './view/flow-trigger.ts';
import type { HomeView } from './view/home.ts';
import type {
  MatchDecision,
  MatchExplanation,
  MatchLabels,
  MatchThresholds,
  RecordPair,
  ReviewPair,
} from './view/matching.ts';
import type { MessageView } from './view/message.ts';
import type { BellView, NotificationSettings, NotificationsView } from './view/notifications.ts';
import type { Page, PageRequest } from './view/page.ts';
import type { MeasurePreview, SegmentPreview, UnificationPreview } from './view/preview.ts';
import type { RefreshFilterView } from './view/refresh.ts';
import type {
  SourceKindView,
  SourcePreview,
  SourcePreviewRequest,
  SourceTrial,
  SourceTrialResult,
  UploadView,
} from './view/source.ts';
import type {
  CreatedSubscriptionView,
  RotationInput,
  RotationView,
  SubscriptionInput,
  SubscriptionView,
  TestDeliveryView,
} from './view/subscription.ts';
import type { OwnAddressView, ReadinessView, StorageView, SystemView, UsageView } from './view/system.ts';
import type { MeasurePointView, MembershipChangeView, SegmentOverlap, SegmentPointView } from './view/trend.ts';
import type {
  BacktestRequest,
  BacktestView,
  EvaluationView,
  EventView,
  TestFiringView,
  WatcherView,
} from './view/watcher.ts';
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

/** Refreshes: start, follow, cancel. */
export interface AppRefreshes {
  /** Starts a refresh (or queues it) and gives it at once. */
  submit(request: {
    readonly scope: RefreshScope;
    readonly submittedBy: string;
    /** Read every source whole, also those loaded incrementally. */
    readonly isFullLoad?: boolean;
    /** Leave the work to a server; without one it waits until there is one. Default: as the role of this process says. */
    readonly isHandedOver?: boolean;
  }): Promise<RefreshJob>;
  /** Whether a server takes what is handed over. */
  hasTaker(): Promise<boolean>;
  /** Resolves when it has ended, wherever it runs. Aborting stops the wait, not the refresh. */
  wait(jobId: string, options?: WaitOptions): Promise<RefreshJob>;
  /** Those that fit, newest first. */
  list(page: PageRequest & RefreshFilterView): Promise<Page<RefreshJob>>;
  get(jobId: string): Promise<RefreshJob>;
  /** Asks it to stop and gives its state; one that has ended is left as it is. */
  cancel(jobId: string): Promise<RefreshJob>;
}

export interface WaitOptions {
  readonly signal?: AbortSignal | undefined;
  readonly onProgress?: ((job: RefreshJob) => void) | undefined;
}

/** Entities of the published snapshot, system entities included. */
export interface AppEntities {
  list(): Promise<readonly EntityView[]>;
  /** @throws FLX_ENTITY_UNKNOWN; FLX_INVALID when the filter does not fit the entity */
  rows(name: string, request: PageRequest & RowsQuery): Promise<Page<EntityRow>>;
  /** Rows that fit. */
  count(name: string, query: RowsQuery): Promise<number>;
  /** All rows that fit, a few thousand at a time, for exports of any size. */
  chunks(name: string, query: RowsQuery): AsyncIterable<readonly EntityRow[]>;
  /**
   * What the values of each attribute are like, as a refresh left them (the newest without), beside the snapshot before.
   * @throws FLX_ENTITY_UNKNOWN, FLX_REFRESH_NOT_KEPT
   */
  profile(name: string, refreshId?: string): Promise<readonly AttributeProfile[]>;
  /** Writes all rows of an entity to a file on this machine and gives how many; for the command line. */
  exportFile(request: {
    readonly name: string;
    readonly path: string;
    readonly format: 'csv' | 'parquet' | 'json';
  }): Promise<number>;
}

/** Data sources tried before they are kept. */
export interface AppSources {
  kinds(): readonly SourceKindView[];
  /** Tests the connection and lists the entities the source offers. */
  try(trial: SourceTrial): Promise<SourceTrialResult>;
  /** Reads one entity as a refresh would; nothing is kept. */
  preview(request: SourcePreviewRequest): Promise<SourcePreview>;
}

/** A file, or a part of one, that comes in. */
export interface UploadPart {
  readonly upload: string;
  readonly file: string;
  /** Where the part begins. Default 0. */
  readonly offset?: number | undefined;
  /** Bytes of the whole file. Default: what comes is everything. */
  readonly size?: number | undefined;
  /** Tells the parts of one file from those of another that goes to the same place; a file in one part needs none. */
  readonly transfer?: string | undefined;
  readonly content: Readable;
  readonly actor: string;
}

/** How often the server is called. */
export interface AppUsage {
  /** Counts a call that was answered; costs no more than a place in memory. */
  count(call: { readonly kind: 'connector' | 'api'; readonly operation: string; readonly client: string }): void;
  /** Calls of the last days in UTC, today included. */
  read(days: number): Promise<UsageView>;
}

/** Files that people send to be data sources. */
export interface AppUploads {
  /**
   * Takes a file or a part of one; the last part puts the file in its place.
   * @throws FLX_UPLOAD_NAME, FLX_UPLOAD_TOO_LARGE, FLX_UPLOAD_GAP, FLX_UPLOAD_TRANSFER
   */
  put(part: UploadPart): Promise<UploadView>;
}

/** Definitions tried on the published data before they are kept. @throws FLX_NO_SNAPSHOT before the first refresh */
export interface AppPreviews {
  segment(definition: Readonly<Record<string, unknown>>): Promise<SegmentPreview>;
  measure(definition: Readonly<Record<string, unknown>>): Promise<MeasurePreview>;
  unification(definition: Readonly<Record<string, unknown>>): Promise<UnificationPreview>;
}

/** Unified customers, one by one. */
export interface AppCustomers {
  /** @throws FLX_CUSTOMER_UNKNOWN */
  get(customerId: string): Promise<CustomerView>;
  /** What the customer did, newest first. @throws FLX_CUSTOMER_UNKNOWN */
  timeline(customerId: string, filter: TimelineFilter, page: PageRequest): Promise<Page<TimelineEntry>>;
  /** When records came to it and left it, newest first, as far back as snapshots are kept. */
  history(customerId: string): Promise<readonly MergeChange[]>;
}

/** Kept sizes of segments and values of measures, oldest first. */
export interface AppTrends {
  segment(name: string, request: TrendRequest): Promise<readonly SegmentPointView[]>;
  measure(
    name: string,
    request: TrendRequest & {
      readonly calculation?: string | undefined;
      readonly row?: Readonly<Record<string, string>> | undefined;
    },
  ): Promise<readonly MeasurePointView[]>;
  /** Members of a segment in the published data, by their key or in the order of one of their attributes. */
  members(segment: string, page: PageRequest): Promise<Page<EntityRow>>;
  /** Who entered and left a segment in one refresh, in the order of `change` or of an attribute. */
  changes(segment: string, refreshId: string, page: PageRequest): Promise<Page<MembershipChangeView>>;
  /** How many members a segment shares with each other one, in the published data. */
  overlap(segment: string): Promise<SegmentOverlap>;
}

/** How far back a trend goes. */
export interface TrendRequest {
  /** Most points, the newest. Default 1000. */
  readonly limit?: number | undefined;
  /** Only points at or after this moment, ISO 8601. */
  readonly since?: string | undefined;
}

/** Explaining and correcting who is who. */
export interface AppMatching {
  /** Why two source records are, or are not, one customer. */
  explain(pair: RecordPair): Promise<MatchExplanation>;
  /** Pairs closest to the threshold, closest first. */
  review(limit: number): Promise<readonly ReviewPair[]>;
  /** Puts two records on the always or never match list, or takes them off; it counts from the next refresh on. */
  decide(decision: MatchDecision, changedBy: string): Promise<void>;
  /** Precision and recall by threshold, on labelled pairs. */
  thresholds(labels: MatchLabels): Promise<MatchThresholds>;
}

/** Definitions, versioned. */
export interface AppDefinitions {
  list(kind: DefinitionKind): Promise<readonly DefinitionRecord[]>;
  get(kind: DefinitionKind, name: string): Promise<DefinitionRecord>;
  /** All versions, newest first. */
  history(kind: DefinitionKind, name: string): Promise<readonly DefinitionRecord[]>;
  /** Creates or replaces; with `expectedVersion` (0: must not exist) only if that is the current one. */
  put(change: DefinitionChange & { readonly definition: unknown }): Promise<DefinitionRecord>;
  /** Deletes; refuses while other definitions use it and names them. */
  remove(change: DefinitionChange): Promise<void>;
  /** Definitions that use this one, as ‘kind name’ pairs: what removing it would break. */
  users(
    kind: DefinitionKind,
    name: string,
  ): Promise<readonly { readonly kind: DefinitionKind; readonly name: string }[]>;
  plan(input: WorkspaceInput): Promise<PlanView>;
  /** Makes what `plan` tells true, all or nothing. */
  apply(input: WorkspaceInput, changedBy: string): Promise<PlanView>;
}

/** Which definition changes, and by whom. */
export interface DefinitionChange {
  readonly kind: DefinitionKind;
  readonly name: string;
  readonly expectedVersion?: number | undefined;
  readonly changedBy: string;
}

/** Watchers of the six triggers. */
export interface AppTriggers {
  list(): Promise<readonly WatcherView[]>;
  get(watcherId: string): Promise<WatcherView>;
  /** Newest first. */
  evaluations(
    watcherId: string,
    page: PageRequest & { readonly decision?: string | undefined },
  ): Promise<Page<EvaluationView>>;
  /** Sends an occurrence marked as a test to the watcher's receivers. */
  test(watcherId: string): Promise<TestFiringView>;
  backtest(request: BacktestRequest): Promise<BacktestView>;
}

/** Flows as they stand. */
export interface AppFlows {
  list(): Promise<readonly FlowView[]>;
  /** The runs of the last four weeks, of each flow that had some. */
  weeks(): Promise<readonly FlowWeeks[]>;
  /** The last four weeks of its runs, a day with runs each. @throws FLX_FLOW_UNKNOWN */
  days(name: string): Promise<readonly RunDay[]>;
  /** Starts a run by hand with these outputs of a trigger, its first when none is named, and gives it at once. */
  run(name: string, triggerOutputs: unknown, triggerName?: string): Promise<RunSummary>;
}

/** The triggers of flows. */
export interface AppFlowTriggers {
  /** @throws FLX_FLOW_UNKNOWN */
  list(flow: string): Promise<readonly FlowTriggerView[]>;
  /** Where a Request trigger is called. @throws FLX_FLOW_UNKNOWN, FLX_FLOW_NO_TRIGGER, FLX_FLOW_NOT_CALLED */
  callbackUrl(flow: string, trigger: string): Promise<CallbackUrlView>;
  /** Fires a trigger now with these outputs, conditions and splitOn included. @throws FLX_FLOW_UNKNOWN, FLX_FLOW_NO_TRIGGER, FLX_FLOW_STOPPED */
  run(flow: string, trigger: string, outputs: unknown): Promise<TriggerRunView>;
  /** Newest first. @throws FLX_FLOW_UNKNOWN */
  history(
    flow: string,
    filter: { readonly triggerName?: string | undefined; readonly status?: string | undefined },
    page: PageRequest,
  ): Promise<Page<TriggerHistoryView>>;
}

/** Flows in and out, wrapped as Power Automate and Logic Apps wrap them. */
export interface AppFlowPackages {
  /**
   * Keeps every flow of a file: a new one, or a new version of the one of that name, which keeps its connections.
   * Connections that nobody named are told as missing, never guessed.
   */
  import(given: FlowImport): Promise<readonly ImportedFlow[]>;
  /** What `import` would do with each flow of a file; nothing is kept. */
  preview(given: FlowImport): Promise<readonly ImportedFlow[]>;
  /** Several flows as a zip of their files, which `import` takes. */
  exportAll(names: readonly string[], format: 'definition' | 'package' | 'solution' | 'arm'): Promise<FlowExport>;
  /** A flow as a file; one that was imported in that format and not changed is the file as it came. */
  export(name: string, format: 'definition' | 'package' | 'solution' | 'arm'): Promise<FlowExport>;
}

/** Runs of flows. */
export interface AppRuns {
  /** Newest first. */
  list(filter: RunFilter, page: PageRequest): Promise<Page<RunSummary>>;
  get(runId: string): Promise<RunDetail>;
  cancel(runId: string): Promise<RunSummary>;
  /** A new run with the same trigger outputs. */
  resubmit(runId: string): Promise<RunSummary>;
  /** One of these for every run that fits, at most 1000 at a time. */
  bulk(request: RunBulk): Promise<RunBulkResult>;
}

/** Who is told by mail of what fails for good. `actor` is who asks, for the audit log. */
export interface AppNotifications {
  /** What fails or drifts, for the bell of the pages. */
  readonly bell: {
    read(accountId: string): Promise<BellView>;
    /** Everything up to a moment (ISO 8601 in UTC; default now) counts as read by the account. */
    markRead(accountId: string, until?: string): Promise<void>;
  };
  get(): Promise<NotificationsView>;
  /** @throws FLX_NOTIFICATIONS_INCOMPLETE, FLX_FLOW_CONNECTION */
  put(settings: NotificationSettings, actor: string): Promise<void>;
  /** Sends a mail by these settings, whether they are kept or not. @throws FLX_NOTIFICATIONS_INCOMPLETE, FLX_MAIL_REFUSED, … */
  test(settings: NotificationSettings): Promise<void>;
  /** Looks now rather than in a minute; gives how many failures were told. */
  look(): Promise<number>;
}

/** Receivers outside that are told when a trigger fires. `actor` is who asks, for the audit log. */
export interface AppSubscriptions {
  /** Newest first. */
  list(
    filter: { readonly state?: SubscriptionView['state'] | undefined },
    page: PageRequest,
  ): Promise<Page<SubscriptionView>>;
  get(subscriptionId: string): Promise<SubscriptionView>;
  /** The secret is shown only now. */
  add(input: SubscriptionInput, actor: string): Promise<CreatedSubscriptionView>;
  end(subscriptionId: string, actor: string): Promise<void>;
  pause(subscriptionId: string, actor: string): Promise<SubscriptionView>;
  resume(subscriptionId: string, missed: 'all' | 'latest' | 'none', actor: string): Promise<SubscriptionView>;
  rotate(subscriptionId: string, input: RotationInput, actor: string): Promise<RotationView>;
  /** Sends an occurrence marked as a test. */
  test(subscriptionId: string): Promise<TestDeliveryView>;
}

/** What is on its way to flows and receivers, what arrived, and what was given up. */
export interface AppDeliveries {
  /** Newest first. */
  list(filter: DeliveryFilter, page: PageRequest): Promise<Page<DeliveryView>>;
  get(deliveryId: string): Promise<DeliveryDetail>;
  /** Sends deliveries once more, under the same ids. */
  replay(input: ReplayInput): Promise<ReplayView>;
  replayOne(deliveryId: string): Promise<ReplayView>;
}

/** What the flow designer asks for. */
export interface AppDesigner {
  connectors(): Promise<readonly ConnectorView[]>;
  functions(): readonly FunctionView[];
  check(definition: unknown): FlowCheckView;
  /** A text that cannot be evaluated is a result too. */
  evaluate(trial: TemplateTrial): Promise<TemplateTrialResult>;
  /** Runs a definition in memory, with its static results. @throws FLX_FLOW_DEFINITION, FLX_FLOW_UNKNOWN_RUN, FLX_FLOW_CUT_OFF */
  rehearse(request: RehearsalRequest): Promise<RunDetail>;
  /** Past runs, and events that started none with why, newest first: what a flow can be tested with. */
  testEvents(request: TestEventRequest): Promise<readonly TestEventView[]>;
  /** Operations that an account has starred, newest last. */
  readonly favourites: {
    read(accountId: string): Promise<readonly string[]>;
    write(accountId: string, operations: readonly string[]): Promise<void>;
  };
  /** Values that a parameter can take now, asked of the service. */
  choices(request: ChoiceRequest): Promise<readonly ChoiceView[]>;
}

/** What somebody hands over to add a connector. */
export interface ConnectorToAdd {
  /** Made from the title when left out. */
  readonly name?: string | undefined;
  /** Where it came from, for people. */
  readonly origin: string;
  readonly actor: string;
}

/** Connectors that flows can use: those that come with Fluxu, and any other Power Platform definition. */
export interface AppConnectors {
  list(): Promise<readonly ConnectorSummary[]>;
  /** With operations, the ways to connect, and what is wrong with its files. */
  get(name: string): Promise<ConnectorDetail>;
  addFiles(files: ReadonlyMap<string, Buffer>, request: ConnectorToAdd): Promise<ConnectorDetail>;
  /** From a zip, or a definition alone. */
  addBytes(bytes: Uint8Array, request: ConnectorToAdd): Promise<ConnectorDetail>;
  addDefinition(
    request: ConnectorToAdd & { readonly definition: unknown; readonly properties?: unknown },
  ): Promise<ConnectorDetail>;
  /** From a zip or a definition at an address. */
  addFromAddress(request: Omit<ConnectorToAdd, 'origin'> & { readonly url: string }): Promise<ConnectorDetail>;
  /** Refuses while connections use it. */
  remove(name: string, actor: string): Promise<void>;
  /** The schema that a body, a field or the answer (`$response`) has now. */
  properties(request: DynamicRequest): Promise<Readonly<Record<string, unknown>>>;
}

/** Connections: their state, sign-in, and a try. They are made and changed as definitions. */
export interface AppConnections {
  list(): Promise<readonly ConnectionView[]>;
  /** Where the browser goes to sign in; it comes back with `state`. */
  startSignIn(name: string): Promise<{ readonly url: string; readonly state: string }>;
  /** Ends a sign-in and gives the name of the connection. */
  finishSignIn(answer: {
    readonly state: string;
    readonly code?: string | undefined;
    readonly error?: string | undefined;
  }): Promise<string>;
  /** Forgets the token. */
  signOut(name: string): Promise<void>;
  test(name: string): Promise<ConnectionTestView>;
}
