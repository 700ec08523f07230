import type {
  ConnectionTestView,
  ConnectionView,
  ConnectorDetail,
  ConnectorSummary,
  DynamicRequest,
} from '../view/connector.ts';
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
} from '../view/designer.ts';
import type {
  FlowView,
  FlowWeeks,
  RunBulk,
  RunBulkResult,
  RunDay,
  RunDetail,
  RunFilter,
  RunSummary,
} from '../view/flow.ts';
import type { FlowExport, FlowImport, ImportedFlow } from '../view/flow-package.ts';
import type { CallbackUrlView, FlowTriggerView, TriggerHistoryView, TriggerRunView } from '../view/flow-trigger.ts';
import type { Page, PageRequest } from '../view/page.ts';

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
