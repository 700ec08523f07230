import { chmodSync, closeSync, openSync } from 'node:fs';
import { join } from 'node:path';
import BetterSqlite3 from 'better-sqlite3';
import { Kysely, SqliteAdapter, SqliteIntrospector, SqliteQueryCompiler } from 'kysely';
import { makePrivateFolder } from '../../base/folder.ts';
import type { Backend } from '../backend.ts';
import type { Schema } from '../schema.ts';
import { SqliteDriver } from './driver.ts';

/** Longest wait for another process while opening; afterwards the driver waits without blocking. */
const OPEN_TIMEOUT_MILLISECONDS = 10_000;

/** Only the account that runs the server: it holds sessions, hashes and sealed secrets. */
const PRIVATE_FILE = 0o600;

/** The state store in one file, `state.db` in the data folder: every commit is on disk when it returns. */
export function openSqlite(home: string): Backend {
  makePrivateFolder(home);
  const path = join(home, 'state.db');
  makePrivateFile(path);
  const database = new BetterSqlite3(path, { timeout: OPEN_TIMEOUT_MILLISECONDS });
  for (const pragma of [
    'journal_mode = WAL',
    'synchronous = FULL',
    'foreign_keys = ON',
    'temp_store = MEMORY',
    'busy_timeout = 0',
  ])
    database.pragma(pragma);
  const db = new Kysely<Schema>({
    dialect: {
      createAdapter: () => new SqliteAdapter(),
      createDriver: () => new SqliteDriver(database),
      createIntrospector: (kysely) => new SqliteIntrospector(kysely),
      createQueryCompiler: () => new SqliteQueryCompiler(),
    },
  });
  return { kind: 'sqlite', db, lockForMigration: async () => {} };
}

/** SQLite gives the files beside the database (log and shared memory) the rights of the database. */
function makePrivateFile(path: string): void {
  closeSync(openSync(path, 'a', PRIVATE_FILE));
  chmodSync(path, PRIVATE_FILE);
}
