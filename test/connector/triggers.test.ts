import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Platform, PlatformAnswer } from './platform.ts';
import { type ServedPlatform, servePlatform } from './served-platform.ts';

type Subscribed = Awaited<ReturnType<Platform['subscribe']>>;

let served: ServedPlatform;

beforeAll(async () => {
  served = await servePlatform();
});
afterAll(() => served.close());

/** A trigger as a webhook and as a poll, what a user fills in, and what both tell when it happens. */
const TRIGGERS: readonly [string, string, Record<string, unknown>, Record<string, unknown>][] = [
  [
    'OnDataSourceRefreshFailed',
    'PollDataSourceRefreshFailed',
    { dataSource: 'Survey' },
    {
      friendlyName: 'Survey answers',
      refreshState: 'updateFailed',
      isPermanent: true,
      error: { resultSeverity: 'error' },
    },
  ],
  [
    'OnDataSourceRefreshSucceeded',
    'PollDataSourceRefreshSucceeded',
    { dataSource: 'Shop' },
    { refreshState: 'updated', entities: [{ rowCount: 12, quarantineRowCount: 0 }] },
  ],
  [
    'OnSegmentThresholdCrossed',
    'PollSegmentThresholdCrossed',
    { segment: 'HighValue', threshold: 6, direction: 'both', consecutive: 1 },
    { segmentName: 'HighValue', direction: 'up', previousEntityCount: 2, entityCount: 8, entered: 6, left: 0 },
  ],
  [
    'OnMeasureThresholdCrossed',
    'PollMeasureThresholdCrossed',
    { measure: 'TotalSpend', calculation: 'Spend', threshold: 3000.5, inclusive: true },
    { measureName: 'TotalSpend', row: {}, direction: 'up', previousValue: 1200, value: 4080, threshold: 3000.5 },
  ],
  [
    'OnFullRefreshCompleted',
    'PollFullRefreshCompleted',
    { submissionKind: 'onDemand' },
    { jobType: 'full', jobSubmissionKind: 'onDemand', tasksCount: expect.any(Number) },
  ],
  [
    'OnUnificationRefreshCompleted',
    'PollUnificationRefreshCompleted',
    {},
    { steps: { merge: { status: 'successful' } }, unifiedProfiles: 12, previousUnifiedProfiles: 12 },
  ],
];

describe('a platform whose flows wait for every trigger', () => {
  let watching: Platform;
  let jobId: string;
  const subscribed = new Map<string, Subscribed>();
  const polled = new Map<string, PlatformAnswer>();

  beforeAll(async () => {
    watching = await served.createPlatform();
    for (const [webhook, poll, filledIn] of TRIGGERS) {
      const parameters = { dataset: 'default', ...filledIn };
      subscribed.set(webhook, await watching.subscribe(webhook, parameters, `${served.callbackUrl}&flow=${webhook}`));
      polled.set(poll, await watching.poll(poll, parameters));
    }
    served.company.deliverContacts(2);
    await served.company.refresh();
    served.company.deliverContacts(8);
    served.company.loseSurvey();
    ({ jobId } = await served.company.refresh());
  });

  it('has met all of them', () => {
    expect(watching.triggers('single')).toEqual(TRIGGERS.map(([webhook]) => webhook));
    expect(watching.triggers('batch')).toEqual(TRIGGERS.map(([, poll]) => poll));
  });

  it.each(TRIGGERS)('%s calls it until it unsubscribes', async (webhook, _poll, filledIn, expected) => {
    const answer = subscribed.get(webhook) as Subscribed;
    expect(answer).toMatchObject({ status: 201, location: expect.stringMatching(/\/subscriptions\/.{40,}/) });
    const { body } = await served.callbackOf(
      (callback) => callback.url.endsWith(`&flow=${webhook}`) && callback.body['workflowJobId'] === jobId,
    );
    expect(watching.faultsOfNotification(webhook, body)).toEqual([]);
    expect(body).toMatchObject({ eventType: webhook.slice('On'.length), isTest: false, ...expected });
    expect(await offersWhatWasFilledIn(webhook, filledIn)).toBe(true);

    expect((await fetch(answer.location, { method: 'DELETE' })).status).toBe(204);
    expect((await fetch(answer.location, { method: 'DELETE' })).status).toBe(404);
    const { items } = await served.company.app.subscriptions.list({}, { limit: 20 });
    const { id } = answer.body as { id: string };
    expect(items.find(({ subscriptionId }) => subscriptionId === id)).toMatchObject({ state: 'ended' });
  });

  it.each(TRIGGERS)('%s can be polled instead, as %s', async (webhook, poll, filledIn, expected) => {
    const first = polled.get(poll) as PlatformAnswer;
    expect(first.status).toBe(202);
    expect(Number(first.headers.get('retry-after'))).toBeGreaterThan(0);
    const found = await watching.follow(first);
    expect(found.status).toBe(200);
    expect(watching.faultsOf(poll, found.body)).toEqual([]);
    const rows = (found.body as Record<string, unknown>[]).filter(({ workflowJobId }) => workflowJobId === jobId);
    expect(rows).toMatchObject([{ eventType: webhook.slice('On'.length), isTest: false, ...expected }]);
    expect(await offersWhatWasFilledIn(poll, filledIn)).toBe(true);
    expect((await watching.follow(found)).status).toBe(202);
  });

  /** True when each name that was filled in is one of those the definition's lists offer. */
  async function offersWhatWasFilledIn(operationId: string, filledIn: Record<string, unknown>): Promise<boolean> {
    for (const name of ['dataSource', 'segment', 'measure', 'calculation'].filter((listed) => listed in filledIn)) {
      const choices = await watching.choices(operationId, name, { dataset: 'default', ...filledIn });
      if (!choices.some(({ value }) => value === filledIn[name])) return false;
    }
    return true;
  }
});
