import { sql } from 'kysely';
import { expect, it } from 'vitest';
import { describeOnEachStore, openTestStore } from '../../test/support/store.ts';
import { migrate } from './migrate.ts';
import { MIGRATIONS } from './migrations/index.ts';
import { readSetting, writeSetting } from './settings.ts';
import { openStore } from './store.ts';

describeOnEachStore('the state store', (test) => {
  it('keeps all of a transaction or none of it', async () => {
    const { store, clock } = test();
    await expect(
      store.transaction(async (tx) => {
        await writeSetting(tx, { name: 'half', value: 1, clock });
        throw new Error('power cut');
      }),
    ).rejects.toThrow('power cut');
    expect(await readSetting(store.db, 'half')).toBeUndefined();
  });

  it('does not let transactions that run at the same time see or undo each other', async () => {
    const { store, clock } = test();
    const addOne = async (fails: boolean) =>
      store.transaction(async (tx) => {
        await tx
          .updateTable('counter')
          .set(({ eb }) => ({ value: eb('value', '+', 1) }))
          .where('name', '=', 'audit')
          .execute();
        await Promise.resolve();
        await writeSetting(tx, { name: 'last', value: fails, clock });
        if (fails) throw new Error('undone');
      });
    const results = await Promise.allSettled(Array.from({ length: 20 }, (_, index) => addOne(index % 2 === 0)));
    expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(10);
    const { value } = await store.db
      .selectFrom('counter')
      .selectAll()
      .where('name', '=', 'audit')
      .executeTakeFirstOrThrow();
    expect(value).toBe(10);
    expect(await readSetting(store.db, 'last')).toBe(false);
  });

  it('refuses a transaction inside of a transaction instead of waiting for ever', async () => {
    const { store } = test();
    await expect(store.transaction(() => store.transaction(async () => {}))).rejects.toMatchObject({
      code: 'FLX_STORE_NESTED',
    });
  });

  it('keeps what it had when it is opened again, and migrates nothing twice', async () => {
    const { store, clock, options } = test();
    await writeSetting(store.db, { name: 'lasting', value: { deep: [1, 'é'] }, clock });
    const again = await openStore(options);
    expect(await readSetting(again.db, 'lasting')).toEqual({ deep: [1, 'é'] });
    await again.close();
  });

  it('refuses a store that a newer version used, and a migration that is not the one applied', async () => {
    const { store, clock } = test();
    const lock = async () => {};
    const newer = migrate(store.db, { migrations: MIGRATIONS.slice(1), clock, kind: store.kind, lock });
    await expect(newer).rejects.toMatchObject({ code: 'FLX_STORE_NEWER' });
    const changed = MIGRATIONS.map((migration) => ({
      ...migration,
      statements: [...migration.statements, 'select 1'],
    }));
    await expect(migrate(store.db, { migrations: changed, clock, kind: store.kind, lock })).rejects.toMatchObject({
      code: 'FLX_STORE_MIGRATION_CHANGED',
    });
  });

  it('finds from their times how long refreshes and runs took that ended before this was kept', async () => {
    const { store, clock } = test();
    const { db, kind } = store;
    for (const statement of [
      'drop index flow_run_by_seconds',
      'drop index flow_run_by_status',
      'alter table flow_run drop column seconds',
      "delete from migration where name = '0270-run-orders'",
      `insert into refresh (job_id, status, submitted_at, ended_at, owner, heartbeat_at, content)
        values ('old', 'successful', '2026-02-27T23:59:00.000Z', '2026-02-28T00:01:00.250Z', '', '',
          '{"startedAt": "2026-02-27T23:59:59.000Z"}'),
          ('cut off', 'aborted', '2026-02-27T23:59:00.000Z', '2026-02-28T00:01:00.250Z', '', '', '{}')`,
      `insert into flow_run (run_id, flow_key, flow, version, trigger_name, trigger, client_tracking_id, status,
          started_at, ended_at, fence, signal)
        values ('old', 'f', 'F', 'v', 'Manual', 'null', 'c', 'Succeeded',
          '2026-02-27T23:59:59.000Z', '2026-02-28T00:00:01.125Z', 1, 0)`,
    ])
      await sql.raw(statement).execute(db);
    expect(await migrate(db, { migrations: MIGRATIONS, clock, kind, lock: async () => {} })).toEqual([
      '0270-run-orders',
    ]);
    const { rows } = await sql`select seconds from refresh union all select seconds from flow_run`.execute(db);
    expect(rows).toHaveLength(3);
    expect(rows).toEqual(expect.arrayContaining([{ seconds: 61.25 }, { seconds: 0 }, { seconds: 2.125 }]));
  });

  it('refuses to open with another secret key than the one its secrets were encrypted with', async () => {
    const { options } = test();
    const secretKey = Buffer.alloc(32, 7).toString('base64');
    await expect(openStore({ ...options, secretKey })).rejects.toMatchObject({ code: 'FLX_SECRET_KEY_MISMATCH' });
  });

  it('several processes may start at the same time', async () => {
    const { options, close } = await openTestStore(test().store.kind);
    const stores = await Promise.all([1, 2, 3].map(() => openStore(options)));
    expect(stores).toHaveLength(3);
    await Promise.all(stores.map((store) => store.close()));
    await close();
  });
});

it('a use of the store beside an open transaction of SQLite is refused instead of waiting for ever', async () => {
  const { store, close } = await openTestStore();
  const misuse = store.transaction(() => readSetting(store.db, 'any'));
  await expect(misuse).rejects.toMatchObject({ code: 'FLX_STORE_NESTED' });
  await close();
});

it('SQLite is set to lose nothing at a power cut', async () => {
  const { store, close } = await openTestStore();
  const pragma = async (name: string) =>
    Object.values((await sql`${sql.raw(`pragma ${name}`)}`.execute(store.db)).rows[0] ?? {})[0];
  expect([await pragma('journal_mode'), await pragma('synchronous'), await pragma('foreign_keys')]).toEqual([
    'wal',
    2,
    1,
  ]);
  await close();
});

it.each([
  ['mysql://u:secret@h/db', 'FLX_STORE_ADDRESS'],
  ['postgres://u:secret@127.0.0.1:1/db', 'FLX_STORE_OPEN'],
])('an address that cannot be used (%s) is refused without showing the password', async (state, code) => {
  const { options, close } = await openTestStore();
  const error = await openStore({ ...options, state }).catch((caught: unknown) => caught);
  expect(error).toMatchObject({ code });
  expect(JSON.stringify(error)).not.toContain('secret');
  await close();
});
