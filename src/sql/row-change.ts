import type { DifferingRows, EngineSession } from './engine.ts';
import { id, type Sql, sql } from './sql.ts';

/** A table and an older one of the same rows, told apart by a key. */
export interface RowComparison {
  readonly table: string;
  readonly previous: string;
  /** Column that tells rows apart. */
  readonly key: string;
  /** Columns that count. */
  readonly columns: readonly string[];
  /** Those among them of which it is kept whether they differ; all of them by default. */
  readonly relevant?: readonly string[];
  /** Table to write. */
  readonly into: string;
  /** The rows that may differ, where the caller asked for them already. */
  readonly differing?: DifferingRows | undefined;
}

/**
 * Writes which rows are new, gone or another, by hashes: key, was_there, is_there, is_relevant. Where it is known in which
 * rows the files of both tables can differ, only those are looked at.
 */
export async function writeRowChanges(session: EngineSession, comparison: RowComparison): Promise<void> {
  const { table, previous, columns, relevant = columns, into } = comparison;
  const key = id(comparison.key);
  const all = { now: sql`select * from ${id(table)}`, before: sql`select * from ${id(previous)}` };
  const { now, before } = comparison.differing ?? (await session.differingRows(table, previous)) ?? all;
  const hashes = { hash: hashOf(session, columns), relevant: hashOf(session, relevant) };
  const rows = (among: Sql) =>
    sql`(select ${key} as key, ${hashes.hash} as hash, ${hashes.relevant} as relevant from (${among}))`;
  await session.run(sql`create or replace table ${id(into)} as
    select coalesce(now.key, before.key) as key, before.hash is not null as was_there, now.hash is not null as is_there,
      now.relevant is distinct from before.relevant as is_relevant
    from ${rows(now)} as now full outer join ${rows(before)} as before on now.key = before.key
    where now.hash is distinct from before.hash`);
}

const hashOf = ({ dialect }: EngineSession, columns: readonly string[]): Sql =>
  columns.length > 0 ? dialect.hash(columns.map((column) => id(column))) : sql`0`;
