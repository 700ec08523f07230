import type { HomeView } from '../../../src/app/view/home.ts';
import type { MessageView } from '../../../src/app/view/message.ts';
import type { OperationType, RefreshJob, RefreshTask, TaskStatus } from '../../../src/model/refresh.ts';

/** When the sample takes place. */
export const SAMPLE_TIME = '2026-11-24T06:00:00.000Z';

const at = (seconds: number) => new Date(Date.parse(SAMPLE_TIME) + seconds * 1000).toISOString();

function task(operationType: OperationType, displayName: string, more: Partial<RefreshTask> = {}): RefreshTask {
  return {
    taskId: `${operationType}-${displayName}`,
    operationType,
    identifier: displayName,
    displayName,
    status: 'successful' as TaskStatus,
    selectionReason: 'requested',
    waitsFor: [],
    attempts: 1,
    startedAt: at(1),
    endedAt: at(2),
    rows: 4120,
    seconds: 0.84,
    stages: [],
    error: undefined,
    warnings: [],
    additionalInfo: {},
    ...more,
  };
}

const sourceError = {
  code: 'FLX_SOURCE_UNREACHABLE',
  message: "The source 'PointOfSale' cannot be reached: connection refused.",
  mend: 'Start the database or correct its address.',
  place: { object: "data source 'PointOfSale'" },
};

/** A refresh of the sample company in which one source has failed. */
export const sampleRefresh: RefreshJob = {
  jobId: '0199a0b0-0000-7000-8000-000000000001',
  scope: { kind: 'full' },
  jobType: 'full',
  isFullLoad: false,
  learnsWeights: false,
  submissionKind: 'onDemand',
  submittedBy: 'local',
  status: 'failed',
  submittedAt: at(0),
  startedAt: at(0),
  endedAt: at(7),
  snapshotId: 'snapshot-2',
  error: undefined,
  tasks: [
    task('ingestion', 'E-commerce', { rows: 12_430 }),
    task('ingestion', 'Point of sale', { status: 'failed', attempts: 3, rows: undefined, error: sourceError }),
    task('ingestion', 'Loyalty programme', { rows: 5001, warnings: [sourceError] }),
    task('map', 'unification', { rows: 17_431, seconds: 0.21 }),
    task('match', 'unification', { rows: 4980, seconds: 1.4 }),
    task('merge', 'unification', { rows: 9120, seconds: 0.6 }),
    task('measures', 'Total revenue', { rows: 1, seconds: 0.02 }),
    task('measures', 'Store visits', { status: 'skipped', rows: undefined, seconds: undefined, startedAt: undefined }),
    task('segmentation', 'High value customers', { rows: 1042, seconds: 0.05 }),
  ],
};

/** The same refresh while it runs. */
export const sampleRunningRefresh: RefreshJob = {
  ...sampleRefresh,
  status: 'running',
  endedAt: undefined,
  tasks: sampleRefresh.tasks.map((each, index) =>
    index < 3
      ? each
      : { ...each, status: index < 5 ? 'running' : 'queued', rows: undefined, seconds: undefined, endedAt: undefined },
  ),
};

/** The first page of the sample company. */
export const sampleHome: HomeView = {
  now: at(120),
  timeZone: 'Europe/Madrid',
  workspaceName: 'Contoso Coffee',
  isDemo: true,
  lastRefresh: sampleRefresh,
  nextRefreshAt: at(86_400),
  asOf: { refreshId: sampleRefresh.jobId, publishedAt: at(7) },
  profiles: { value: 9120, previous: 9087 },
  measures: [
    { name: 'TotalRevenue', displayName: 'Total revenue', value: 1_284_310.5, previous: 1_270_118, unit: 'EUR' },
    { name: 'AverageBasket', displayName: 'Average basket', value: 38.21, previous: 38.74, unit: 'EUR' },
    { name: 'ActiveCustomers', displayName: 'Active customers', value: 5210 },
  ],
  segments: [
    { name: 'HighValue', displayName: 'High value customers', value: 1042, previous: 987, threshold: 1000 },
    { name: 'AtRisk', displayName: 'At risk of leaving', value: 310, previous: 310 },
  ],
  sources: [
    {
      name: 'PointOfSale',
      displayName: 'Point of sale',
      kind: 'postgresql',
      status: 'failed',
      isRetrying: false,
      lastRefresh: at(-86_400),
      error: sourceError,
    },
    {
      name: 'Ecommerce',
      displayName: 'E-commerce',
      kind: 'csv',
      status: 'successful',
      isRetrying: false,
      rows: 12_430,
      corruptRows: 12,
      lastRefresh: at(2),
    },
    {
      name: 'Loyalty',
      displayName: 'Loyalty programme',
      kind: 'json',
      status: 'successful',
      isRetrying: false,
      rows: 5001,
      lastRefresh: at(2),
    },
  ],
  firings: [
    {
      eventId: 'event-1',
      firedAt: at(7),
      refreshId: sampleRefresh.jobId,
      watcherId: 'watcher-1',
      displayName: 'Tell the growth channel',
      trigger: 'SegmentThresholdCrossed',
      subject: 'High value customers',
      value: 1042,
      previous: 987,
      threshold: 1000,
      reason: 'Rose from 987 to 1042, above 1000.',
      runIds: ['run-1'],
    },
    {
      eventId: 'event-2',
      firedAt: at(6),
      refreshId: sampleRefresh.jobId,
      watcherId: 'watcher-2',
      displayName: 'Mail the data owner',
      trigger: 'DataSourceRefreshFailed',
      subject: 'Point of sale',
      reason: 'The failure is permanent.',
      runIds: ['run-2'],
    },
    {
      eventId: 'event-3',
      firedAt: at(7),
      refreshId: sampleRefresh.jobId,
      watcherId: 'watcher-3',
      displayName: 'Every full refresh',
      trigger: 'FullRefreshCompleted',
      jobStatus: 'failed',
      reason: 'Every task has ended.',
      runIds: [],
    },
    {
      eventId: 'event-4',
      firedAt: at(5),
      refreshId: sampleRefresh.jobId,
      watcherId: 'watcher-4',
      displayName: 'Revenue is up',
      trigger: 'MeasureThresholdCrossed',
      subject: 'Revenue',
      value: 12_345,
      previous: 9876,
      threshold: 10_000,
      unit: 'EUR',
      reason: 'Rose from 9876 to 12345, above 10000.',
      runIds: [],
    },
  ],
  runs: [
    {
      runId: 'run-1',
      flow: 'TellGrowth',
      displayName: 'Tell the growth channel',
      status: 'Succeeded',
      startedAt: at(8),
      endedAt: at(9),
      seconds: 0.41,
      trigger: { name: 'SegmentThresholdCrossed', eventId: 'event-1', subject: 'High value customers' },
      staticResults: ['Post_card'],
    },
    {
      runId: 'run-2',
      flow: 'MailOwner',
      displayName: 'Mail the data owner',
      status: 'Failed',
      startedAt: at(8),
      endedAt: at(9),
      seconds: 0.9,
      trigger: { name: 'DataSourceRefreshFailed', eventId: 'event-2', subject: 'Point of sale', isByHand: true },
      error: { code: 'ActionFailed', message: 'An action failed. No dependent actions succeeded.' },
    },
  ],
};

/** What the sample's receivers took in; the mail tries everything a mail must not do in a page. */
export const sampleMessages: readonly MessageView[] = [
  {
    messageId: 'message-1',
    channel: 'teams',
    receivedAt: at(9),
    to: ['Growth'],
    card: {
      type: 'AdaptiveCard',
      version: '1.4',
      backgroundImage: 'https://outside.example/wall.png',
      body: [
        { type: 'TextBlock', text: 'High value customers crossed 1 000', weight: 'Bolder', size: 'Medium', wrap: true },
        { type: 'Image', url: 'https://outside.example/pixel.png' },
        {
          type: 'FactSet',
          facts: [
            { title: 'Segment', value: 'High value customers' },
            { title: 'Members', value: '1 042 (was 987)' },
            { title: 'Refresh', value: 'Full refresh, 24 November 2026' },
          ],
        },
      ],
      actions: [{ type: 'Action.OpenUrl', title: 'Open segment', url: 'https://fluxu.example/segments/HighValue' }],
    },
  },
  {
    messageId: 'message-2',
    channel: 'mail',
    receivedAt: at(9),
    from: 'fluxu@contoso.example',
    to: ['ane@contoso.example', 'jon@contoso.example'],
    subject: 'Point of sale could not be refreshed',
    html: `<p>The data source <b>Point of sale</b> failed.</p><script>document.title = 'taken over';</script>
      <img src="https://outside.example/pixel.png" onerror="document.title = 'taken over'">
      <p style="color: red">Look at <a href="javascript:alert(1)">this</a> or <a href="https://fluxu.example/">open Fluxu</a>.</p>`,
  },
];
