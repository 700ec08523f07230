import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openStory, type Story } from '../support/story.ts';

const workspace = {
  dataSources: [
    source('Ecommerce', 'Online shop', { name: 'Contact', options: { path: 'contacts.csv' }, primaryKey: 'ContactId' }),
    source('Loyalty', 'Loyalty club', { name: 'Member', options: { path: 'members.csv' }, primaryKey: 'MemberId' }),
  ],
  unification: {
    entities: [
      { entity: 'Ecommerce_Contact', primaryKey: 'ContactId' },
      { entity: 'Loyalty_Member', primaryKey: 'MemberId' },
    ],
    rules: [
      {
        name: 'SameMail',
        left: 'Ecommerce_Contact',
        right: 'Loyalty_Member',
        conditions: [{ left: 'Mail', right: 'Mail', normalize: ['lowerCase'] }],
      },
    ],
  },
  measures: [
    {
      name: 'Revenue',
      displayName: 'Revenue',
      kind: 'business',
      entity: 'Ecommerce_Contact',
      calculations: [{ name: 'Total', function: 'sum', expression: { attribute: 'Spend' } }],
    },
    {
      name: 'RevenueByCity',
      kind: 'business',
      entity: 'Ecommerce_Contact',
      dimensions: [{ attribute: 'City' }],
      calculations: [{ name: 'Total', function: 'sum', expression: { attribute: 'Spend' } }],
    },
  ],
  segments: [
    {
      name: 'HighValue',
      displayName: 'High value',
      rules: [{ condition: { operator: 'greaterThan', attribute: 'Spend', value: 100 } }],
    },
  ],
};

function source(name: string, displayName: string, entity: object) {
  return {
    name,
    displayName,
    kind: 'csv',
    options: { folder: '.' },
    entities: [entity],
    retry: { attempts: 2, firstDelaySeconds: 0 },
  };
}

/** Contacts who spent these amounts, by turns in Bilbao and Getxo. */
function contacts(...spends: readonly number[]): string[] {
  const rows = spends.map(
    (spend, id) => `C${id},person${id}@example.org,${spend},${id % 2 === 0 ? 'Bilbao' : 'Getxo'}`,
  );
  return ['ContactId,Mail,Spend,City', ...rows];
}

const members = ['MemberId,Mail', 'M0,PERSON0@example.org', 'M9,person9@example.org'];

let story: Story;
beforeEach(async () => {
  story = await openStory(workspace);
  story.given({ 'contacts.csv': contacts(500, 20), 'members.csv': members });
});
afterEach(() => story.close());

/** Event types of the refresh, in order, without repeats. */
async function eventsOf(job: Parameters<Story['company']['eventsOf']>[0]): Promise<string[]> {
  return [...new Set((await story.company.eventsOf(job)).map(({ type }) => type))];
}

describe('a data source refresh fails', () => {
  it('is told once, when the failure is permanent, with what was lost and how to mend it', async () => {
    await story.watch('DataSourceRefreshFailed', { dataSource: 'Ecommerce' });
    const before = await story.refresh();
    expect(await story.arrived()).toEqual([]);

    story.given({ 'contacts.csv': null });
    const job = await story.refresh();
    expect(await eventsOf(job)).toContain('DataSourceRefreshFailed');
    expect(await story.arrived()).toMatchObject([
      {
        eventType: 'DataSourceRefreshFailed',
        workflowJobId: job.jobId,
        dataSourceName: 'Ecommerce',
        friendlyName: 'Online shop',
        refreshState: 'updateFailed',
        isPermanent: true,
        lastRefresh: before.tasks.find((task) => task.identifier === 'Ecommerce')?.endedAt,
        error: { errorCode: 'FLX_SOURCE_FILE_MISSING', resultSeverity: 'error', mend: expect.any(String) },
      },
    ]);
  });

  it('leaves the last good data in place', async () => {
    await story.refresh();
    story.given({ 'contacts.csv': null });
    await story.refresh();
    expect(await story.company.rows('Ecommerce_Contact')).toHaveLength(2);
    expect(await story.company.rows('Customer')).toHaveLength(3);
  });

  it('is not told to who watches another source', async () => {
    await story.watch('DataSourceRefreshFailed', { dataSource: 'Loyalty' });
    story.given({ 'contacts.csv': null });
    await story.refresh();
    expect(await story.arrived()).toEqual([]);
  });
});

describe('a data source refresh succeeds', () => {
  it('is told with its entities, their rows, and how fresh the data is', async () => {
    await story.watch('DataSourceRefreshSucceeded', { dataSource: 'Loyalty' });
    story.given({ 'members.csv': [...members, 'M0,twice@example.org'] });
    const job = await story.refresh();
    expect(await eventsOf(job)).toContain('DataSourceRefreshSucceeded');
    expect(await story.arrived()).toMatchObject([
      {
        eventType: 'DataSourceRefreshSucceeded',
        dataSourceName: 'Loyalty',
        refreshState: 'updated',
        sourceModified: expect.any(String),
        entities: [{ entityName: 'Loyalty_Member', rowCount: 2, quarantineRowCount: 1 }],
      },
    ]);
  });

  it('is told for any source when none is named, and also when only that source is refreshed', async () => {
    await story.watch('DataSourceRefreshSucceeded', {});
    await story.refresh();
    expect((await story.arrived()).map(({ dataSourceName }) => dataSourceName).sort()).toEqual([
      'Ecommerce',
      'Loyalty',
    ]);
    await story.refresh({ kind: 'source', name: 'Loyalty' });
    expect(await story.arrived()).toMatchObject([{ dataSourceName: 'Loyalty' }]);
  });
});

describe('a segment crosses its threshold', () => {
  it('is told once on the way up, and again only after it came back', async () => {
    await story.watch('SegmentThresholdCrossed', { segment: 'HighValue', threshold: 2 });
    const told: unknown[] = [];
    for (const spends of [
      [500, 20],
      [500, 500, 500],
      [500, 500, 500, 500],
      [500, 500],
      [500, 500, 500],
    ]) {
      story.given({ 'contacts.csv': contacts(...spends) });
      await story.refresh();
      told.push(
        (await story.arrived()).map(({ previousEntityCount, entityCount }) => [previousEntityCount, entityCount]),
      );
    }
    expect(told).toEqual([[], [[1, 3]], [], [], [[2, 3]]]);
  });

  it('tells names, counts, and how many entered and left', async () => {
    await story.watch('SegmentThresholdCrossed', { segment: 'HighValue', threshold: 2 });
    await story.refresh();
    story.given({ 'contacts.csv': contacts(20, 500, 500, 500) });
    const job = await story.refresh();
    expect(await story.arrived()).toMatchObject([
      {
        segmentName: 'HighValue',
        segmentFriendlyName: 'High value',
        threshold: 2,
        direction: 'up',
        previousEntityCount: 1,
        entityCount: 3,
        entered: 3,
        left: 1,
        lastSuccessfulRunId: job.jobId,
      },
    ]);
  });

  it('neither fires nor moves its baseline while an evaluation fails', async () => {
    await story.watch('SegmentThresholdCrossed', { segment: 'HighValue', threshold: 2 });
    await story.refresh();
    story.given({ 'contacts.csv': null });
    await story.refresh();
    story.given({ 'contacts.csv': contacts(500, 500, 500) });
    await story.refresh();
    expect(await story.arrived()).toMatchObject([{ previousEntityCount: 1, entityCount: 3 }]);
  });

  it('is told after a refresh of the segment alone too', async () => {
    await story.watch('SegmentThresholdCrossed', { segment: 'HighValue', threshold: 2 });
    story.given({ 'contacts.csv': contacts(500, 90, 90, 90) });
    await story.refresh();
    const [segment] = workspace.segments;
    const definition = {
      ...segment,
      rules: [{ condition: { operator: 'greaterThan', attribute: 'Spend', value: 50 } }],
    };
    await story.company.app.definitions.put({ kind: 'segment', name: 'HighValue', definition, changedBy: 'test' });
    await story.refresh({ kind: 'segment', name: 'HighValue' });
    expect(await story.arrived()).toMatchObject([{ previousEntityCount: 1, entityCount: 4 }]);
  });
});

describe('a business measure crosses its threshold', () => {
  it('is told with the value before and after', async () => {
    await story.watch('MeasureThresholdCrossed', { measure: 'Revenue', threshold: 1000 });
    await story.refresh();
    story.given({ 'contacts.csv': contacts(500, 500) });
    await story.refresh();
    expect(await story.arrived()).toEqual([]);
    story.given({ 'contacts.csv': contacts(500, 500.5) });
    const job = await story.refresh();
    expect(await eventsOf(job)).toContain('MeasureEvaluated');
    expect(await story.arrived()).toMatchObject([
      { measureName: 'Revenue', calculation: 'Total', threshold: 1000, previousValue: 1000, value: 1000.5, row: {} },
    ]);
  });

  it('of a measure with dimensions, one row can be watched', async () => {
    const row = { City: 'Getxo' };
    await story.watch('MeasureThresholdCrossed', { measure: 'RevenueByCity', row, threshold: 100 });
    await story.refresh();
    story.given({ 'contacts.csv': contacts(5000, 20) });
    await story.refresh();
    expect(await story.arrived()).toEqual([]);
    story.given({ 'contacts.csv': contacts(5000, 120) });
    await story.refresh();
    expect(await story.arrived()).toMatchObject([{ row, previousValue: 20, value: 120 }]);
  });

  it('refuses a measure with dimensions and no row, and says how to mend it', async () => {
    const watching = story.watch('MeasureThresholdCrossed', { measure: 'RevenueByCity', threshold: 100 });
    await expect(watching).rejects.toMatchObject({ problems: [{ mend: expect.stringContaining('row') }] });
  });
});

describe('a full refresh is completed', () => {
  it('is told with every task, also when one of them failed', async () => {
    await story.watch('FullRefreshCompleted', {});
    story.given({ 'contacts.csv': null });
    const job = await story.refresh();
    const [told] = await story.arrived();
    expect(told).toMatchObject({ jobId: job.jobId, jobStatus: 'failed', jobSubmissionKind: 'onDemand', tasksCount: 8 });
    const tasks = told?.['tasks'] as readonly unknown[] | undefined;
    expect(tasks?.slice(0, 3)).toMatchObject([
      { identifier: 'Ecommerce', taskStatus: 'failed' },
      { identifier: 'Loyalty', taskStatus: 'successful' },
      { identifier: 'unification', taskStatus: 'skipped' },
    ]);
  });

  it('is not told when only a part was refreshed', async () => {
    await story.watch('FullRefreshCompleted', {});
    await story.refresh();
    expect(await story.arrived()).toHaveLength(1);
    await story.refresh({ kind: 'unify' });
    await story.refresh({ kind: 'source', name: 'Loyalty' });
    expect(await story.arrived()).toEqual([]);
  });
});

describe('a unification refresh is completed', () => {
  it('is told when map, match and merge are done, with what came of them', async () => {
    await story.watch('UnificationRefreshCompleted', {});
    await story.refresh();
    story.given({ 'contacts.csv': contacts(500, 20, 20) });
    const job = await story.refresh();
    expect(await eventsOf(job)).toContain('UnificationRefreshCompleted');
    expect((await story.arrived()).at(-1)).toMatchObject({
      jobId: job.jobId,
      steps: { map: { status: 'successful' }, match: { status: 'successful' }, merge: { status: 'successful' } },
      uniqueSourceRecords: 5,
      unifiedProfiles: 4,
      previousUnifiedProfiles: 3,
    });
  });

  it('is told after a refresh of unification alone, and not when a source that it needs fails', async () => {
    await story.watch('UnificationRefreshCompleted', {});
    await story.refresh();
    await story.refresh({ kind: 'unify' });
    expect(await story.arrived()).toHaveLength(2);
    story.given({ 'contacts.csv': null });
    await story.refresh();
    expect(await story.arrived()).toEqual([]);
  });
});
