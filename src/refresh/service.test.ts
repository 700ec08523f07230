import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { systemClock } from '../base/clock.ts';
import { everyFile } from '../base/file-gate.ts';
import { silentLogger } from '../base/logger.ts';
import { systemRandom } from '../base/random.ts';
import { readSettings } from '../base/settings.ts';
import { duckdbEngine } from '../engines/duckdb/engine.ts';
import type { DefinitionKind } from '../model/definition.ts';
import type { DomainEvent } from '../model/event.ts';
import type { RefreshScope } from '../model/refresh.ts';
import { putDefinition, removeDefinition } from '../store/definitions.ts';
import { listChangeFiles } from '../store/history.ts';
import { createOwner } from '../store/process-owner.ts';
import { getPublishedSnapshot, listSnapshotFiles } from '../store/snapshots.ts';
import { openStore, type Store } from '../store/store.ts';
import { RefreshService } from './service.ts';
import { hasTaker, RefreshTaker } from './taker.ts';
import { createWorkers } from './work/workers.ts';

const definitions: readonly [DefinitionKind, Record<string, unknown>][] = [
  [
    'dataSource',
    {
      name: 'Crm',
      kind: 'csv',
      options: {},
      entities: [{ name: 'Contact', primaryKey: 'Id' }],
      retry: { attempts: 1 },
    },
  ],
  [
    'dataSource',
    {
      name: 'Shop',
      kind: 'csv',
      options: {},
      entities: [{ name: 'Orders', primaryKey: 'OrderId' }],
      retry: { attempts: 1 },
    },
  ],
  [
    'relationship',
    {
      name: 'OrderOfContact',
      fromEntity: 'Shop_Orders',
      fromAttribute: 'ContactId',
      toEntity: 'Crm_Contact',
      toAttribute: 'Id',
    },
  ],
  [
    'unification',
    {
      entities: [
        {
          entity: 'Crm_Contact',
          primaryKey: 'Id',
          deduplicate: {
            rules: [{ name: 'SameMail', conditions: [{ attribute: 'Email', normalize: ['lowerCase'] }] }],
          },
        },
      ],
    },
  ],
  [
    'measure',
    {
      name: 'Spend',
      kind: 'customerAttribute',
      entity: 'Shop_Orders',
      calculations: [{ name: 'Spend', function: 'sum', expression: { attribute: 'Amount' }, replaceNull: 0 }],
    },
  ],
  [
    'measure',
    {
      name: 'Revenue',
      kind: 'business',
      entity: 'Shop_Orders',
      calculations: [{ name: 'Total', function: 'sum', expression: { attribute: 'Amount' } }],
    },
  ],
  ['segment', { name: 'Buyers', rules: [{ condition: { operator: 'greaterThan', measure: 'Spend', value: 0 } }] }],
];

let home: string;
let store: Store;
let events: DomainEvent[];

beforeEach(async () => {
  home = mkdtempSync(join(tmpdir(), 'fluxu-refresh-'));
  store = await openStore({
    home,
    state: '',
    secretKey: '',
    clock: systemClock,
    random: systemRandom,
    logger: silentLogger,
  });
  events = [];
  for (const [kind, content] of definitions) {
    await putDefinition(store.db, {
      kind,
      name: String(content['name'] ?? kind),
      content: content as never,
      author: 'test',
      clock: systemClock,
    });
  }
  put('Contact.csv', 'Id,Name,Email\n1,Ane,ane@example.org\n2,Ane M.,ANE@example.org\n3,Jon,jon@example.org\n');
  put('Orders.csv', 'OrderId,ContactId,Amount\n10,1,5.50\n11,2,4.50\n');
});
afterEach(async () => {
  await store.close();
  rmSync(home, { recursive: true, force: true });
});

function put(name: string, content: string): void {
  writeFileSync(join(home, name), content);
}

function createService(owner = createOwner(systemRandom)): RefreshService {
  return new RefreshService({
    store,
    engine: duckdbEngine,
    clock: systemClock,
    random: systemRandom,
    settings: { ...readSettings({ FLUXU_HOME: home }), memoryLimit: '500MB' },
    writer: { owner, clock: systemClock },
    logger: silentLogger,
    workers: createWorkers({
      environment: {},
      baseFolder: home,
      files: everyFile,
      fetch,
      resolveHost: async (host: string) => host,
    }),
    onEvents: async (_tx, raised) => {
      events = [...raised];
    },
    onChange: () => {},
  });
}

async function refresh(scope: RefreshScope = { kind: 'full' }) {
  const service = createService();
  const { jobId } = await service.submit({ scope, submittedBy: 'test' });
  return service.wait(jobId);
}

describe('a refresh', () => {
  it('loads, unifies, measures, segments and publishes at once', async () => {
    const job = await refresh();
    expect(job.tasks.map((task) => [task.taskId, task.status, task.error?.message])).toEqual(
      [
        'ingestion:Crm',
        'ingestion:Shop',
        'map',
        'match',
        'merge',
        'measures:Revenue',
        'measures:Spend',
        'segmentation:Buyers',
      ].map((taskId) => [taskId, 'successful', undefined]),
    );
    const snapshot = await getPublishedSnapshot(store.db);
    const rows = Object.fromEntries((snapshot?.entities ?? []).map((entity) => [entity.name, entity.rowCount]));
    expect(rows).toMatchObject({
      Crm_Contact: 3,
      Shop_Orders: 2,
      Customer: 2,
      AlternateKey: 3,
      Customer_Measure: 2,
      Revenue: 1,
      SegmentMembership: 1,
    });
    expect(events.map((event) => event.type)).toEqual([
      'DataSourceRefreshSucceeded',
      'DataSourceRefreshSucceeded',
      'UnificationRefreshCompleted',
      'MeasureEvaluated',
      'SegmentEvaluated',
      'FullRefreshCompleted',
    ]);
    expect(events.find((event) => event.type === 'MeasureEvaluated')).toMatchObject({
      rows: [{ dimensions: {}, values: { Total: 10 } }],
    });
    expect(events.find((event) => event.type === 'SegmentEvaluated')).toMatchObject({ size: 1, entered: 1, left: 0 });
  });

  it('keeps the last good data of a source that fails, skips what depends on it, and publishes the rest', async () => {
    await refresh();
    rmSync(join(home, 'Orders.csv'));
    put('Contact.csv', 'Id,Name,Email\n1,Ane,ane@example.org\n');
    const job = await refresh();
    expect(Object.fromEntries(job.tasks.map((task) => [task.taskId, task.status]))).toMatchObject({
      'ingestion:Shop': 'failed',
      merge: 'successful',
      'measures:Spend': 'skipped',
      'segmentation:Buyers': 'skipped',
    });
    const snapshot = await getPublishedSnapshot(store.db);
    const rows = Object.fromEntries((snapshot?.entities ?? []).map((entity) => [entity.name, entity.rowCount]));
    expect(rows).toMatchObject({
      Crm_Contact: 1,
      Shop_Orders: 2,
      Customer: 1,
      Customer_Measure: 1,
      SegmentMembership: 1,
    });
    expect(events.find((event) => event.type === 'DataSourceRefreshFailed')).toMatchObject({
      dataSource: 'Shop',
      isPermanent: true,
      error: { code: 'FLX_SOURCE_FILE_MISSING' },
    });
  });

  it('of one segment evaluates just that, from the published data', async () => {
    await refresh();
    const job = await refresh({ kind: 'segment', name: 'Buyers' });
    expect(job.tasks.map((task) => [task.taskId, task.status, task.error?.message])).toEqual([
      ['segmentation:Buyers', 'successful', undefined],
    ]);
    expect(events.map((event) => event.type)).toEqual(['SegmentEvaluated']);
  });

  it('of one source takes along what depends on it', async () => {
    await refresh();
    put('Orders.csv', 'OrderId,ContactId,Amount\n10,1,5.50\n11,2,4.50\n12,3,90\n');
    const job = await refresh({ kind: 'source', name: 'Shop' });
    expect(job.tasks.map((task) => [task.taskId, task.status, task.error?.message])).toEqual(
      ['ingestion:Shop', 'measures:Revenue', 'measures:Spend', 'segmentation:Buyers'].map((taskId) => [
        taskId,
        'successful',
        undefined,
      ]),
    );
    expect(events.find((event) => event.type === 'SegmentEvaluated')).toMatchObject({ size: 2, entered: 1 });
  });

  it('keeps customer ids from one refresh to the next', async () => {
    await refresh();
    put('Contact.csv', 'Id,Name,Email\n3,Jon,jon@example.org\n2,Ane M.,ane@example.org\n1,Ane,ane@example.org\n');
    await refresh();
    expect(events.find((event) => event.type === 'SegmentEvaluated')).toMatchObject({ size: 1, entered: 0, left: 0 });
  });

  it('leaves no file that nothing points at, whether members moved or not', async () => {
    await refresh();
    await refresh();
    put('Orders.csv', 'OrderId,ContactId,Amount\n1,3,900\n');
    await refresh();
    const used = [...(await listSnapshotFiles(store.db)), ...(await listChangeFiles(store.db))].sort();
    const kept = await Array.fromAsync(store.blobs.list());
    expect(kept.map(({ address }) => address).filter((address) => !address.startsWith('payloads/'))).toEqual(used);
    expect(used.filter((address) => address.startsWith('changes/')).length).toBeGreaterThan(0);
  });

  it('that is handed over waits for a process that takes it, and survives one that dies', async () => {
    const asking = createService('elsewhere/1/asking');
    const isTaken = () => hasTaker({ store, clock: systemClock, owner: 'elsewhere/1/asking' });
    expect(await isTaken()).toBe(false);
    const { jobId } = await asking.submit({ scope: { kind: 'full' }, submittedBy: 'test', isHandedOver: true });
    await asking.recover();
    expect(await asking.get(jobId)).toMatchObject({ status: 'queued' });
    const server = createService();
    const owner = createOwner(systemRandom);
    const take = () => server.takeHandedOver();
    const taker = new RefreshTaker({ store, clock: systemClock, logger: silentLogger, owner, take });
    taker.start();
    expect(await asking.wait(jobId)).toMatchObject({ status: 'successful', submittedBy: 'test' });
    expect(await isTaken()).toBe(true);
    await taker.stop();
    expect(await isTaken()).toBe(false);
  });

  it('that is handed over and fits nothing any more ends with the reason', async () => {
    const asking = createService();
    const scope = { kind: 'segment', name: 'Buyers' } as const;
    const { jobId } = await asking.submit({ scope, submittedBy: 'test', isHandedOver: true });
    await removeDefinition(store.db, { kind: 'segment', name: 'Buyers', author: 'test', clock: systemClock });
    expect(await createService().takeHandedOver()).toBe(true);
    expect(await asking.wait(jobId)).toMatchObject({ status: 'failed', error: { code: 'FLX_REFRESH_TARGET' } });
  });
});
