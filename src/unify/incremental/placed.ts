import { previousTableOf } from '../../model/tables.ts';
import { type EngineSession, PLACE_COLUMN } from '../../sql/engine.ts';
import { id, type Sql, sql } from '../../sql/sql.ts';

/** Query of the published rows of a table, each with its place in the file as `PLACE_COLUMN`; null where it is not known. */
export async function publishedRows(session: EngineSession, table: string): Promise<Sql> {
  const previous = previousTableOf(table);
  const nowhere = sql`select *, cast(null as ${session.dialect.typeName('integer')}) as ${id(PLACE_COLUMN)} from ${id(previous)}`;
  return (await session.placedRows(previous)) ?? nowhere;
}

/** Query of the places in a working table of such rows; undefined where they are not known. */
export async function placesIn(session: EngineSession, table: string, rows: Sql): Promise<Sql | undefined> {
  const isPlaced = (await session.placedRows(previousTableOf(table))) !== undefined;
  return isPlaced ? sql`select ${id(PLACE_COLUMN)} from ${rows}` : undefined;
}
