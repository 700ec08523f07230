import { sql } from 'kysely';
import type { Clock } from '../base/clock.ts';
import { hashOf } from '../base/ids.ts';
import type { Backend } from './backend.ts';
import { storeError } from './catalogue.ts';
import type { Database } from './schema.ts';

/** Stands at the end of a table that SQLite keeps in the order of its primary key, as one tree instead of two. */
export const SQLITE_WITHOUT_ROWID = 'without rowid';

/** SQL that SQLite and PostgreSQL both understand, or one text for each. */
export type Statement = string | Readonly<Record<Backend['kind'], string>>;

/** One step from an older shape of the state store to a newer one. */
export interface Migration {
  /** Four digits and a title, e.g. `0001-operational-state`; the order is that of the numbers. */
  readonly name: string;
  readonly statements: readonly Statement[];
}

export interface MigrateOptions {
  readonly migrations: readonly Migration[];
  readonly clock: Clock;
  readonly kind: Backend['kind'];
  /** Keeps other processes out until the transaction ends. */
  readonly lock: (tx: Database) => Promise<void>;
}

/**
 * Brings the state store to the newest shape, in one transaction; processes that start together wait for each other.
 * @returns names of the migrations applied now.
 * @throws FLX_STORE_NEWER, FLX_STORE_MIGRATION_CHANGED
 */
export async function migrate(
  db: Database,
  { migrations, clock, kind, lock }: MigrateOptions,
): Promise<readonly string[]> {
  return db.transaction().execute(async (tx) => {
    await lock(tx);
    const applied = await readApplied(tx);
    checkApplied(applied, migrations);
    const pending = migrations.filter(({ name }) => !applied.has(name));
    for (const migration of pending) await apply(tx, migration, { clock, kind });
    return pending.map(({ name }) => name);
  });
}

async function readApplied(tx: Database): Promise<Map<string, string>> {
  await sql`create table if not exists migration (
    name text primary key, hash text not null, applied_at text not null)`.execute(tx);
  const rows = await tx.selectFrom('migration').select(['name', 'hash']).orderBy('name').execute();
  return new Map(rows.map(({ name, hash }) => [name, hash]));
}

function checkApplied(applied: ReadonlyMap<string, string>, migrations: readonly Migration[]): void {
  const known = new Map(migrations.map((migration) => [migration.name, hashOfMigration(migration)]));
  for (const [name, hash] of applied) {
    if (!known.has(name)) throw storeError('FLX_STORE_NEWER', { migration: name });
    if (known.get(name) !== hash) throw storeError('FLX_STORE_MIGRATION_CHANGED', { migration: name });
  }
}

async function apply(
  tx: Database,
  migration: Migration,
  { clock, kind }: Pick<MigrateOptions, 'clock' | 'kind'>,
): Promise<void> {
  for (const statement of migration.statements) {
    const text = typeof statement === 'string' ? statement : statement[kind];
    await sql.raw(kind === 'sqlite' ? text : text.replace(SQLITE_WITHOUT_ROWID, '')).execute(tx);
  }
  await tx
    .insertInto('migration')
    .values({ name: migration.name, hash: hashOfMigration(migration), applied_at: clock.now().toISOString() })
    .execute();
}

function hashOfMigration({ statements }: Migration): string {
  return hashOf(statements.map((each) => (typeof each === 'string' ? each : JSON.stringify(each))).join(';\n'));
}
