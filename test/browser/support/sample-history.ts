import type { RunDetail } from '../../../src/app/view/flow.ts';
import type { BacktestRequest, BacktestView, EvaluationView, WatcherView } from '../../../src/app/view/watcher.ts';
import { createSeededRandom } from '../../../src/base/random.ts';
import { sampleFlow } from './sample-flow.ts';
import { SAMPLE_TIME, sampleHome } from './sample-home.ts';

const DAY_MILLISECONDS = 86_400_000;
const REFRESHES = 90;

/** Sizes of a segment over 90 daily refreshes: rising, with one fall. */
function sizes(): readonly number[] {
  const random = createSeededRandom(7);
  let size = 760;
  return Array.from({ length: REFRESHES }, (_, index) => {
    size += (random.fraction() - 0.38) * 40 - (index === 46 ? 170 : 0);
    return Math.round(size);
  });
}

/** Tries a threshold on the sample's history. */
export function backtestSample({ parameters }: BacktestRequest): BacktestView {
  const threshold = Number(parameters['threshold']);
  const evaluations = sizes().map((value, index, all): EvaluationView => {
    const previous = all[index - 1];
    const hasFired = previous !== undefined && previous <= threshold && value > threshold;
    return {
      evaluationId: `evaluation-${index}`,
      refreshId: `refresh-${index}`,
      evaluatedAt: new Date(Date.parse(SAMPLE_TIME) - (REFRESHES - 1 - index) * DAY_MILLISECONDS).toISOString(),
      value,
      previous,
      threshold,
      hasFired,
      decision: hasFired ? 'fired' : 'notCrossed',
      reason: hasFired
        ? `Rose from ${previous} to ${value}, above ${threshold}.`
        : `${value} did not cross ${threshold}.`,
    };
  });
  return { firings: evaluations.filter(({ hasFired }) => hasFired).length, evaluations };
}

/** Watchers of the sample company. */
export const sampleWatchers: readonly WatcherView[] = [
  {
    watcherId: 'watcher-1',
    displayName: 'Tell the growth channel',
    trigger: 'SegmentThresholdCrossed',
    parameters: { segment: 'HighValue', threshold: 1000 },
    isEnabled: true,
    owner: { kind: 'flow', name: 'TellGrowth' },
    state: 'above',
    threshold: 1000,
    value: 1042,
    lastEvaluatedAt: SAMPLE_TIME,
    lastFiredAt: SAMPLE_TIME,
  },
  {
    watcherId: 'watcher-2',
    displayName: 'Mail the data owner',
    trigger: 'DataSourceRefreshFailed',
    parameters: {},
    isEnabled: true,
    owner: { kind: 'definition', name: 'AnySourceFails' },
    state: 'unknown',
  },
];

/** A run of the sample in which an action has failed. */
export function sampleRun(runId: string): RunDetail | undefined {
  const run = sampleHome.runs.find((each) => each.runId === runId);
  return (
    run && {
      ...run,
      definition: sampleFlow.definition,
      triggerOutputs: { body: { segmentName: 'HighValue', threshold: 1000, previousSize: 987, size: 1042 } },
      actions: [
        {
          name: 'Get_segment',
          path: 'Get_segment',
          type: 'OpenApiConnection',
          status: 'Succeeded',
          seconds: 0.12,
          inputs: { segment: 'HighValue' },
          outputs: { body: { size: 1042 } },
        },
        {
          name: 'Post_card_in_a_chat_or_channel',
          path: 'Post_card_in_a_chat_or_channel',
          type: 'OpenApiConnection',
          status: 'Failed',
          seconds: 0.29,
          attempts: 4,
          inputs: { recipient: 'Growth' },
          outputs: { statusCode: 502 },
          error: { code: 'BadGateway', message: 'The receiver answered 502 four times.' },
        },
        { name: 'Log', path: 'Log', type: 'Compose', status: 'Skipped' },
      ],
    }
  );
}
