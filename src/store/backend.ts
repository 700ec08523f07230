import type { Database } from './schema.ts';

/** The database behind a state store. */
export interface Backend {
  readonly kind: 'sqlite' | 'postgresql';
  readonly db: Database;
  /** Keeps other processes out until the transaction ends. */
  lockForMigration(tx: Database): Promise<void>;
}
