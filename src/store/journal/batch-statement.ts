import { CompiledQuery, type QueryExecutor, type QueryResult } from 'kysely';
import type { Backend } from '../backend.ts';

type Parameter = string | number | null;
export type Row = readonly Parameter[];

/** A database or a transaction in it, whatever tables it knows. */
interface Executor {
  executeQuery<Result>(query: CompiledQuery<Result>): Promise<QueryResult<Result>>;
  getExecutor(): QueryExecutor;
}

/** One statement over many rows: `v` stands for the rows, with these columns. */
export interface BatchStatement {
  readonly columns: Readonly<Record<string, 'text' | 'bigint'>>;
  /** SQL over the row source. */
  readonly sql: (rows: string, kind: Backend['kind']) => string;
  /** Column of the target that tells which rows took effect. */
  readonly key: string;
}

const compiled = new WeakMap<BatchStatement, Partial<Record<Backend['kind'], string>>>();

/**
 * Writes all rows. PostgreSQL takes them in one statement; SQLite, which lives in this process, one by one through a
 * statement that stays prepared (measured: faster than a JSON array).
 * @returns the first column of the rows that took no effect: those of a late owner, or those that were there already
 */
export async function runBatch(
  tx: Executor,
  kind: Backend['kind'],
  { statement, rows }: { readonly statement: BatchStatement; readonly rows: readonly Row[] },
): Promise<readonly string[]> {
  if (rows.length === 0) return [];
  const sql = sqlOf(statement, kind);
  return kind === 'sqlite' ? writeOneByOne(tx, sql, rows) : writeTogether(tx, sql, rows);
}

function sqlOf(statement: BatchStatement, kind: Backend['kind']): string {
  const known = compiled.get(statement)?.[kind];
  if (known) return known;
  const names = Object.keys(statement.columns);
  const made =
    kind === 'sqlite'
      ? statement.sql(`(select ${names.map((name) => `? as ${name}`).join(', ')})`, kind)
      : `${statement.sql(`(select * from ${unnest(statement)})`, kind)} returning ${statement.key}`;
  compiled.set(statement, { ...compiled.get(statement), [kind]: made });
  return made;
}

function unnest({ columns }: BatchStatement): string {
  const arrays = Object.values(columns).map((type, index) => `$${index + 1}::${type}[]`);
  return `unnest(${arrays.join(', ')}) as rows (${Object.keys(columns).join(', ')})`;
}

/** The connection is asked directly: what Kysely does around each query costs about as much as the query (measured). */
async function writeOneByOne(tx: Executor, sql: string, rows: readonly Row[]): Promise<readonly string[]> {
  const query = CompiledQuery.raw(sql);
  return tx.getExecutor().provideConnection(async (connection) => {
    const without: string[] = [];
    for (const row of rows) {
      const { numAffectedRows } = await connection.executeQuery({ ...query, parameters: row });
      if (numAffectedRows === 0n) without.push(String(row[0]));
    }
    return without;
  });
}

async function writeTogether(tx: Executor, sql: string, rows: readonly Row[]): Promise<readonly string[]> {
  const columns = (rows[0] ?? []).map((_, index) => rows.map((row) => row[index] ?? null));
  const result = await tx.executeQuery<Record<string, string>>(CompiledQuery.raw(sql, columns));
  if (result.rows.length === rows.length) return [];
  const written = new Set(result.rows.map((row) => Object.values(row)[0]));
  return rows.map((row) => String(row[0])).filter((key) => !written.has(key));
}
