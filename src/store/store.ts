import type { Clock } from '../base/clock.ts';
import { isFluxuError, messageOf } from '../base/errors.ts';
import type { Logger } from '../base/logger.ts';
import type { Random } from '../base/random.ts';
import type { Backend } from './backend.ts';
import type { BlobStore } from './blobs/blob-store.ts';
import { createFolderBlobStore } from './blobs/folder.ts';
import { storeError } from './catalogue.ts';
import { migrate } from './migrate.ts';
import { MIGRATIONS } from './migrations/index.ts';
import { openPostgresql } from './postgresql/open.ts';
import type { Database } from './schema.ts';
import { bindSecretKey } from './secrets.ts';
import { openSqlite } from './sqlite/open.ts';
import { isInsideTransaction, runInTransactionScope } from './transaction-scope.ts';
import { createVault, type Vault } from './vault.ts';

/** Everything that must survive a restart or be shared between processes. */
export interface Store {
  readonly kind: Backend['kind'];
  /** For single statements. Inside `transaction` use the transaction instead. */
  readonly db: Database;
  readonly vault: Vault;
  readonly blobs: BlobStore;
  /**
   * All of the work or none of it; on SQLite transactions run one after another.
   * @throws FLX_STORE_NESTED when one is open here already, and whatever the work throws.
   */
  transaction<Result>(work: (tx: Database) => Promise<Result>): Promise<Result>;
  close(): Promise<void>;
}

export interface StoreOptions {
  /** Data folder. */
  readonly home: string;
  /** Empty for SQLite in the data folder, or a postgres:// address. */
  readonly state: string;
  readonly secretKey: string;
  readonly clock: Clock;
  readonly random: Random;
  readonly logger: Logger;
}

/**
 * Opens the state store and brings it to the newest shape.
 * @throws FLX_STORE_ADDRESS, FLX_STORE_OPEN, FLX_STORE_NEWER, FLX_STORE_MIGRATION_CHANGED, FLX_SECRET_KEY_INVALID, FLX_SECRET_KEY_MISMATCH
 */
export async function openStore(options: StoreOptions): Promise<Store> {
  const backend = openBackend(options);
  try {
    const vault = createVault(options);
    const applied = await migrate(backend.db, {
      migrations: MIGRATIONS,
      clock: options.clock,
      kind: backend.kind,
      lock: backend.lockForMigration,
    });
    if (applied.length > 0) options.logger.info({ applied }, 'state store migrated');
    await backend.db.transaction().execute((tx) => bindSecretKey(tx, vault.keyId, options.clock));
    return createStore(backend, { vault, blobs: createFolderBlobStore(options) });
  } catch (error) {
    await backend.db.destroy();
    throw asOpenError(error);
  }
}

function openBackend({ home, state, logger }: StoreOptions): Backend {
  if (state !== '' && !/^postgres(ql)?:\/\//.test(state))
    throw storeError('FLX_STORE_ADDRESS', { address: state.replace(/\/\/[^@/]*@/, '//***@') });
  try {
    return state === '' ? openSqlite(home) : openPostgresql(state, logger);
  } catch (error) {
    throw asOpenError(error);
  }
}

function asOpenError(error: unknown): Error {
  if (isFluxuError(error)) return error;
  return storeError('FLX_STORE_OPEN', { reason: messageOf(error) }, { cause: error });
}

function createStore({ kind, db }: Backend, parts: Pick<Store, 'vault' | 'blobs'>): Store {
  return Object.freeze({
    kind,
    db,
    ...parts,
    transaction: async <Result>(work: (tx: Database) => Promise<Result>) => {
      if (isInsideTransaction()) throw storeError('FLX_STORE_NESTED', {});
      return db.transaction().execute((tx) => runInTransactionScope(() => work(tx)));
    },
    close: () => db.destroy(),
  });
}
