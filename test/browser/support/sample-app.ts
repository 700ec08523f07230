import type { App } from '../../../src/app/app.ts';
import { createDesigner } from '../../../src/app/flows/designer/designer.ts';
import type { ChangeView } from '../../../src/app/view/change.ts';
import type { DefinitionRecord } from '../../../src/app/view/definition.ts';
import type { HomeView } from '../../../src/app/view/home.ts';
import type { BacktestRequest } from '../../../src/app/view/watcher.ts';
import { systemClock } from '../../../src/base/clock.ts';
import { CONNECTORS, findConnector } from '../../../src/flows/connectors/index.ts';
import { modelError } from '../../../src/model/catalogue.ts';
import type { DefinitionKind } from '../../../src/model/definition.ts';
import { sampleFlow } from './sample-flow.ts';
import { backtestSample, sampleRun, sampleWatchers } from './sample-history.ts';
import { SAMPLE_TIME, sampleHome, sampleMessages, sampleRefresh, sampleRunningRefresh } from './sample-home.ts';

/** An application whose state stands still, with every state the pages can show, until the test changes it. */
export interface SampleApp extends App {
  /** Puts another first page in place and tells the pages. */
  show(home: HomeView): void;
  tell(change: Omit<ChangeView, 'at'>): void;
}

const sampleBacktest: BacktestRequest = { trigger: 'SegmentThresholdCrossed', parameters: { threshold: 1000 } };

const records: readonly DefinitionRecord[] = [
  record('segment', 'HighValue', { name: 'HighValue', displayName: 'High value customers', rules: [] }),
  record('measure', 'TotalRevenue', { name: 'TotalRevenue', displayName: 'Total revenue', kind: 'business' }),
  record('flow', 'TellGrowth', sampleFlow),
  record('connection', 'Growth', { name: 'Growth', displayName: 'Growth channel', connector: 'teams' }),
  record('connection', 'OwnInsights', {
    name: 'OwnInsights',
    displayName: 'Our customers',
    connector: 'customer-insights',
  }),
  record('dataSource', 'Ecommerce', { name: 'Ecommerce', displayName: 'E-commerce', kind: 'csv' }),
];

/** Makes the sample application. */
export function createSampleApp(): SampleApp {
  const listeners = new Set<(change: ChangeView) => void>();
  let home = sampleHome;
  const tell = (change: Omit<ChangeView, 'at'>) => {
    for (const listener of listeners) listener({ ...change, at: SAMPLE_TIME });
  };
  const show = (next: HomeView) => {
    home = next;
    tell({ topic: 'refresh', id: sampleRefresh.jobId });
  };
  return {
    show,
    tell,
    home: async () => home,
    messages: async () => ({ items: sampleMessages }),
    eventHistory: async () => ({ items: [] }),
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    refreshes: {
      submit: async () => {
        show({ ...sampleHome, currentRefresh: sampleRunningRefresh });
        return sampleRunningRefresh;
      },
      list: async () => ({ items: [sampleRefresh] }),
      get: async (id) => (id === sampleRefresh.jobId ? sampleRefresh : missing('refresh', id)),
      hasTaker: async () => true,
      wait: async () => sampleRefresh,
      cancel: async () => {
        show(sampleHome);
        return { ...sampleRunningRefresh, status: 'aborted' };
      },
    },
    entities: {
      list: async () => [
        {
          name: 'Customer',
          kind: 'system',
          rowCount: 2,
          attributes: [
            { name: 'CustomerId', type: 'string' },
            { name: 'FullName', type: 'string' },
          ],
        },
      ],
      count: async () => 2,
      chunks: async function* () {},
      profile: async () => [],
      exportFile: async (request) => missing('entity', request.name),
      rows: async () => ({
        items: [
          { CustomerId: 'c-1', FullName: 'Ane Etxeberria' },
          { CustomerId: 'c-2', FullName: null },
        ],
      }),
    },
    sources: {
      kinds: () => [],
      try: async ({ kind }) => missing('source', kind),
      preview: async ({ kind }) => missing('source', kind),
    },
    uploads: { put: async ({ file }) => missing('upload', file) },
    previews: {
      segment: async () => missing('preview', 'segment'),
      measure: async () => missing('preview', 'measure'),
      unification: async () => missing('preview', 'unification'),
      audience: async () => missing('preview', 'audience'),
    },
    customers: {
      get: async (id) => missing('customer', id),
      timeline: async (id) => missing('customer', id),
      contact: async (id) => missing('contact', id),
      history: async () => [],
    },
    matching: {
      explain: async ({ left }) => missing('record', left.key),
      ownerOf: async () => null,
      review: async () => ({ items: [] }),
      decide: async () => undefined,
      thresholds: async () => ({ labels: 0, points: [] }),
      weights: async () => ({}),
    },
    trends: {
      segment: async () => [],
      measure: async () => [],
      members: async () => ({ items: [] }),
      changes: async () => ({ items: [] }),
      overlap: async (name) => missing('segment', name),
    },
    ownAddress: async () => ({ address: '', checks: [] }),
    proveAddress: async () => '',
    usage: { count: () => {}, read: async () => ({ since: '', days: [], operations: [], clients: [] }) },
    nextRefreshes: () => [],
    storage: async () => missing('storage', 'sample'),
    diagnostics: async () => missing('diagnostics', 'sample'),
    loadSample: undefined,
    workspace: {
      write: async (format) => missing('workspace', format),
      read: async (fileName) => missing('workspace', fileName),
      history: async () => ({ items: [] }),
      drift: async () => ({ changes: [] }),
    },
    definitions: {
      users: async () => [],
      list: async (kind) => records.filter((each) => each.kind === kind),
      get: async (kind, name) => find(kind, name),
      history: async (kind, name) => [find(kind, name)],
      put: async ({ kind, name, definition, changedBy }) => ({ ...record(kind, name, definition), changedBy }),
      remove: async ({ kind, name }) => void find(kind, name),
      plan: async () => ({ hash: 'hash', changes: [], unchanged: records.length, warnings: [] }),
      apply: async () => ({ hash: 'hash', changes: [], unchanged: records.length, warnings: [] }),
    },
    designer: createDesigner({
      connectors: async () => CONNECTORS,
      openConnection: async (name) => ({
        connector: findConnector(name === 'Growth' ? 'teams' : 'customer-insights'),
        values: {},
      }),
      findRun: async (runId) => sampleRun(runId) ?? missing('run', runId),
      rehearse: async ({ flow }) => missing('flow', flow),
      testEvents: async () => [],
      favourites: { read: async () => [], write: async () => undefined },
      effects: { fetch, clock: systemClock },
    }),
    triggers: {
      list: async () => sampleWatchers,
      get: async (id) => sampleWatchers.find(({ watcherId }) => watcherId === id) ?? missing('watcher', id),
      evaluations: async () => ({ items: backtestSample(sampleBacktest).evaluations.slice(0, 20) }),
      test: async (id) => missing('watcher', id),
      backtest: async (request) => backtestSample(request),
    },
    flowTriggers: {
      list: async () => [],
      callbackUrl: async (flow) => missing('flow', flow),
      run: async (flow) => missing('flow', flow),
      history: async () => ({ items: [] }),
    },
    runHistory: {
      requireRun: async () => {},
      runs: async () => ({ items: [] }),
      run: async (id) => missing('run', id),
      actions: async (id) => missing('run', id),
      action: async (id) => missing('run', id),
      repetitions: async (id) => missing('run', id),
      scopeRepetitions: async (id) => missing('run', id),
      content: async ({ runId }) => missing('run', runId),
      resubmitFrom: async (id) => missing('run', id),
      replay: async (id) => missing('run', id),
      dryRun: async () => [],
    },
    flowRequests: {
      isSigned: () => false,
      invoke: async () => ({ statusCode: 404, headers: {} }),
      notify: async () => ({ statusCode: 404, headers: {} }),
      callBack: async () => ({ statusCode: 404, headers: {} }),
      answer: async () => ({ statusCode: 404, headers: {} }),
    },
    flowPackages: {
      import: async () => [],
      preview: async () => [],
      exportAll: async () => missing('flow', 'any'),
      export: async (name) => ({ fileName: `${name}.json`, contentType: 'application/json', bytes: new Uint8Array() }),
    },
    connectors: {
      list: async () => [],
      get: async (name) => missing('connector', name),
      addFiles: async ({ size }) => missing('connector', String(size)),
      addBytes: async () => missing('connector', 'zip'),
      addDefinition: async () => missing('connector', 'definition'),
      addFromAddress: async ({ url }) => missing('connector', url),
      remove: async (name) => missing('connector', name),
      properties: async () => ({}),
    },
    connections: {
      list: async () => [],
      startSignIn: async (name) => missing('connection', name),
      finishSignIn: async ({ state }) => missing('connection', state),
      signOut: async (name) => missing('connection', name),
      test: async (name) => missing('connection', name),
    },
    notifications: {
      bell: { read: async () => ({ items: [], unread: 0 }), markRead: async () => undefined },
      get: async () => missing('notifications', 'sample'),
      put: async () => undefined,
      test: async () => undefined,
      look: async () => 0,
    },
    subscriptions: {
      list: async () => ({ items: [] }),
      get: async (id) => missing('subscription', id),
      add: async ({ displayName }) => missing('subscription', displayName),
      end: async (id) => missing('subscription', id),
      pause: async (id) => missing('subscription', id),
      resume: async (id) => missing('subscription', id),
      rotate: async (id) => missing('subscription', id),
      test: async (id) => missing('subscription', id),
    },
    deliveries: {
      list: async () => ({ items: [] }),
      get: async (id) => missing('delivery', id),
      replay: async () => ({ replayed: 0 }),
      replayOne: async (id) => missing('delivery', id),
    },
    flows: {
      list: async () =>
        sampleHome.runs.map((run) => ({
          name: run.flow,
          displayName: run.displayName,
          state: 'started' as const,
          trigger: run.trigger.name,
          lastRun: run,
        })),
      days: async () => [],
      weeks: async () => [],
      run: async (name) => sampleHome.runs.find(({ flow }) => flow === name) ?? missing('flow', name),
    },
    runs: {
      list: async ({ status }) => ({ items: sampleHome.runs.filter((run) => !status || run.status === status) }),
      get: async (id) => sampleRun(id) ?? missing('run', id),
      cancel: async (id) => missing('run', id),
      resubmit: async (id) => missing('run', id),
      bulk: async () => ({ count: 0, isMore: false, failures: [] }),
    },
    system: async () => ({
      product: 'Fluxu',
      version: '0.1.0',
      node: process.version,
      platform: process.platform,
      stateStore: 'SQLite',
      memoryLimit: '4GB',
      threads: 0,
      held: [],
      flowWorkers: [],
      engine: 'DuckDB',
      role: 'all',
      isDemo: true,
      startedAt: SAMPLE_TIME,
      timeZone: 'Europe/Madrid',
      checks: [{ name: 'state', status: 'ok', result: 'The state store answers.' }],
    }),
    readiness: async () => ({ isReady: true, checks: [] }),
  };
}

function record(kind: DefinitionKind, name: string, definition: unknown): DefinitionRecord {
  return { kind, name, version: 1, changedAt: SAMPLE_TIME, changedBy: 'local', isDeleted: false, definition };
}

function find(kind: DefinitionKind, name: string): DefinitionRecord {
  return records.find((each) => each.kind === kind && each.name === name) ?? missing(kind, name);
}

function missing(kind: string, name: string): never {
  throw modelError('FLX_UNKNOWN_ENTITY', { name: `${kind} ${name}` });
}
