import { Kysely, PostgresDialect, sql } from 'kysely';
import pg from 'pg';
import type { Logger } from '../../base/logger.ts';
import type { Backend } from '../backend.ts';
import type { Schema } from '../schema.ts';

const POOL_SIZE = 10;
const CONNECT_TIMEOUT_MILLISECONDS = 10_000;
/** Any fixed number: it names the lock under which processes that start together migrate one after another. */
const MIGRATION_LOCK = 7_420_001;
/** 64-bit integers come as numbers: the store counts nothing beyond 2^53. */
const BIGINT_TYPE = 20;

/** The state store on a PostgreSQL server, shared by any number of processes. */
export function openPostgresql(address: string, logger: Logger): Backend {
  const pool = new pg.Pool({
    connectionString: address,
    max: POOL_SIZE,
    connectionTimeoutMillis: CONNECT_TIMEOUT_MILLISECONDS,
    application_name: 'fluxu',
    types: { getTypeParser: (type, format) => (type === BIGINT_TYPE ? Number : pg.types.getTypeParser(type, format)) },
  });
  pool.on('error', (error) => logger.warn({ error: error.message }, 'an idle connection to the state store broke'));
  const db = new Kysely<Schema>({ dialect: new PostgresDialect({ pool }) });
  return {
    kind: 'postgresql',
    db,
    lockForMigration: async (tx) => {
      await sql`select pg_advisory_xact_lock(${MIGRATION_LOCK})`.execute(tx);
    },
  };
}
