import type { Dialect } from '../../sql/dialect.ts';
import type { Engine, EngineOptions } from '../../sql/engine.ts';
import { duckdbDialect } from './dialect.ts';

/**
 * DuckDB inside this process: a private in-memory database a session, which spills to the work folder.
 * Extensions are never fetched; those in `extensionDirectory` can be used. The driver, some 30 MB, is loaded with the first session.
 */
export function createDuckdbEngine(dialect: Dialect = duckdbDialect): Engine {
  return Object.freeze({
    dialect,
    describe: async () => {
      const { version } = await import('@duckdb/node-api');
      return `DuckDB ${version().replace(/^v/, '')}`;
    },
    open: async (options: EngineOptions) => {
      const { openSession } = await import('./open.ts');
      return openSession(options, dialect);
    },
  });
}

/** DuckDB as it is. */
export const duckdbEngine: Engine = createDuckdbEngine();
