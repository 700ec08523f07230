import { LOAD_COLUMNS, rejectsTableOf } from '../../sql/engine.ts';
import { id, sql } from '../../sql/sql.ts';
import type { LandingPlace, RawRows } from '../kind.ts';

/** Lands no rows: there is nothing new. */
export async function landNothing({ session, table }: LandingPlace): Promise<RawRows> {
  await session.run(
    sql`create or replace table ${id(table)} (${id(LOAD_COLUMNS.file)} varchar, ${id(LOAD_COLUMNS.row)} bigint)`,
  );
  await session.run(
    sql`create or replace table ${id(rejectsTableOf(table))} (file varchar, line bigint, reason varchar, text varchar)`,
  );
  return { columns: [] };
}
