import { mkdir, rm } from 'node:fs/promises';
import { type DuckDBConnection, DuckDBInstance } from '@duckdb/node-api';
import { messageOf } from '../../base/errors.ts';
import { MemoryBudget } from '../../base/memory-budget.ts';
import { memoryBytes } from '../../base/memory-limit.ts';
import type { Dialect } from '../../sql/dialect.ts';
import type { EngineOptions, EngineSession } from '../../sql/engine.ts';
import { engineError } from './catalogue.ts';
import { DuckDBSession } from './session.ts';
import { ViewBook } from './tables.ts';

/** A private in-memory database with one session. @throws FLX_ENGINE_LIMITS */
export async function openSession(options: EngineOptions, dialect: Dialect): Promise<EngineSession> {
  await mkdir(options.workFolder, { recursive: true });
  const instance = await createInstance(options);
  const connection = await instance.connect();
  const close = async () => {
    instance.closeSync();
    await rm(options.workFolder, { recursive: true, force: true });
  };
  const database = {
    dialect,
    memoryLimit: options.memoryLimit,
    processMemory: new MemoryBudget(Math.min(memoryBytes(options.memoryLimit) * PROCESS_SHARE, MOST_PROCESS_BYTES)),
    book: new ViewBook(options.workFolder),
    schemas: new Map(),
    connect: () => instance.connect(),
    close,
  };
  return new DuckDBSession(database, await prepare(connection));
}

async function createInstance(options: EngineOptions): Promise<DuckDBInstance> {
  try {
    return await DuckDBInstance.create(':memory:', configurationOf(options));
  } catch (cause) {
    throw engineError('FLX_ENGINE_LIMITS', { memoryLimit: options.memoryLimit, reason: messageOf(cause) }, { cause });
  }
}

/**
 * What the limit leaves to DuckDB's buffers: the rest is for what it holds beside them and for this process. Measured: a
 * refresh of 5 M rows took 0.8 GB more than the buffers had.
 */
const BUFFER_SHARE = 0.8;
/** What the limit leaves to what this process holds for the work: half of what lies beside the buffers. */
const PROCESS_SHARE = 0.1;
/** Files of more bytes are not read into memory at once by Node.js. */
const MOST_PROCESS_BYTES = 2 ** 31 - 1;

/** Share of a size such as `4GB`; other texts stay, for the engine to refuse. */
function shareOf(size: string, share: number): string {
  return size.replace(/^\d+(\.\d+)?/, (amount) => String(Math.round(Number(amount) * share * 1000) / 1000));
}

function configurationOf(options: EngineOptions): Record<string, string> {
  return {
    memory_limit: shareOf(options.memoryLimit, BUFFER_SHARE),
    temp_directory: options.workFolder,
    autoinstall_known_extensions: 'false',
    autoload_known_extensions: options.extensionDirectory ? 'true' : 'false',
    preserve_insertion_order: 'false',
    ...(options.threads > 0 && { threads: String(options.threads) }),
    ...(options.extensionDirectory && { extension_directory: options.extensionDirectory }),
  };
}

/** Settings of this connection and of all that follow. */
async function prepare(connection: DuckDBConnection): Promise<DuckDBConnection> {
  await connection.run("set global timezone = 'UTC'");
  return connection;
}
