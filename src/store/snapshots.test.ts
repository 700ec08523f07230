import { expect, it } from 'vitest';
import { describeOnEachStore } from '../../test/support/store.ts';
import {
  getPublishedSnapshot,
  getSnapshot,
  listSnapshots,
  pruneSnapshots,
  publishSnapshot,
  recordSnapshot,
  type Snapshot,
} from './snapshots.ts';

const snapshot = (number: number, files: readonly string[]): Snapshot => ({
  snapshotId: `s${number}`,
  refreshId: `r${number}`,
  createdAt: `2026-01-0${number}T00:00:00.000Z`,
  entities: [
    {
      name: 'Customer',
      files,
      rowCount: 5_000_000_000,
      columns: [{ name: 'CustomerId', type: 'string' }],
      primaryKey: 'CustomerId',
    },
    {
      name: 'Shop_Contact',
      files: ['snapshots/s1/Shop_Contact.parquet'],
      rowCount: 3,
      columns: [],
      primaryKey: undefined,
    },
  ],
});

describeOnEachStore('snapshots', (test) => {
  it('are seen by nobody until one is published, and then all of it', async () => {
    const { store, clock } = test();
    await recordSnapshot(store.db, snapshot(1, ['snapshots/s1/Customer.parquet']));
    expect(await getPublishedSnapshot(store.db)).toBeUndefined();
    await publishSnapshot(store.db, { snapshotId: 's1', previousSnapshotId: undefined, clock });
    expect(await getPublishedSnapshot(store.db)).toEqual(snapshot(1, ['snapshots/s1/Customer.parquet']));
  });

  it('cannot be published over one that the refresh did not start from', async () => {
    const { store, clock } = test();
    await recordSnapshot(store.db, snapshot(2, ['snapshots/s2/Customer.parquet']));
    await publishSnapshot(store.db, { snapshotId: 's2', previousSnapshotId: 's1', clock });
    for (const previousSnapshotId of ['s1', undefined])
      await expect(publishSnapshot(store.db, { snapshotId: 's2', previousSnapshotId, clock })).rejects.toMatchObject({
        code: 'FLX_PUBLISH_CONFLICT',
      });
  });

  it('are forgotten from the oldest on, and give back only files that no kept one uses', async () => {
    const { store } = test();
    await recordSnapshot(store.db, snapshot(3, ['snapshots/s3/Customer.parquet']));
    const pruned = await store.transaction((tx) => pruneSnapshots(tx, { keep: 1 }));
    expect(pruned).toEqual({ snapshotIds: ['s1'], files: ['snapshots/s1/Customer.parquet'] });
    expect(await getSnapshot(store.db, 's1')).toBeUndefined();
    const { items } = await listSnapshots(store.db);
    expect(items.map(({ snapshotId }) => snapshotId)).toEqual(['s3', 's2']);
    expect(await getPublishedSnapshot(store.db)).toMatchObject({
      snapshotId: 's2',
      entities: [{ name: 'Customer' }, { name: 'Shop_Contact' }],
    });
  });
});
