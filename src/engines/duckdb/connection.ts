import type { DuckDBAppender, DuckDBConnection, DuckDBResult } from '@duckdb/node-api';
import type { Dialect } from '../../sql/dialect.ts';
import type { Row, Written } from '../../sql/engine.ts';
import { render, type Sql, type SqlValue } from '../../sql/sql.ts';
import { explainFault } from './fault.ts';
import { toSqlValue } from './value.ts';

/** What the statements of a connection are written in, and the limit that is told where it is reached. */
export interface ConnectionContext {
  readonly dialect: Dialect;
  readonly memoryLimit: string;
}

/**
 * A connection that takes statements of ours and tells faults in our words. Values go into the text as literals: file
 * readers take no bound ones, and the engine plans bound ones as unknown, and so compiles a pattern anew for every row.
 */
export class Connection {
  readonly #connection: DuckDBConnection;
  readonly #context: ConnectionContext;

  constructor(connection: DuckDBConnection, context: ConnectionContext) {
    this.#connection = connection;
    this.#context = context;
  }

  async run(statement: Sql): Promise<Written> {
    return writtenRows(await this.query(statement));
  }

  async rows(query: Sql): Promise<Row[]> {
    const result = await this.query(query);
    return (await result.convertRowObjects(toSqlValue)) as Row[];
  }

  async *chunks(query: Sql): AsyncIterable<readonly Row[]> {
    const result = await this.stream(query);
    for await (const rows of result.yieldConvertedRowObjects(toSqlValue)) yield rows as Row[];
  }

  async value(query: Sql): Promise<SqlValue> {
    const [row] = await this.rows(query);
    return row ? (Object.values(row)[0] ?? null) : null;
  }

  query(statement: Sql): Promise<DuckDBResult> {
    return this.#guard(statement, (text) => this.#connection.run(text));
  }

  stream(query: Sql): Promise<DuckDBResult> {
    return this.#guard(query, (text) => this.#connection.stream(text));
  }

  appender(table: string, schema: string): Promise<DuckDBAppender> {
    return this.#connection.createAppender(table, schema);
  }

  interrupt(): void {
    this.#connection.interrupt();
  }

  close(): void {
    this.#connection.closeSync();
  }

  async #guard<Result>(statement: Sql, work: (text: string) => Promise<Result>): Promise<Result> {
    const { dialect, memoryLimit } = this.#context;
    const text = render(statement, dialect);
    try {
      return await work(text);
    } catch (error) {
      throw explainFault(error, { statement: text, memoryLimit });
    }
  }
}

/** A statement that creates or copies says in one row how many it wrote. */
async function writtenRows(result: DuckDBResult): Promise<Written> {
  if (result.columnNames()[0] !== 'Count') return undefined;
  const [row] = await result.getRows();
  return row === undefined ? undefined : Number(row[0]);
}
