import { duckdbDialect } from '../../src/engines/duckdb/dialect.ts';
import { createDuckdbEngine } from '../../src/engines/duckdb/engine.ts';

/** DuckDB as an engine to and from which columns of integers do not pass: clusters and ids are found by SQL alone. */
export const sqlOnlyEngine = createDuckdbEngine({ ...duckdbDialect, supportsIntegerPairs: false });
