import type { EngineSession } from '../../sql/engine.ts';
import { id, join, type Sql, sql } from '../../sql/sql.ts';
import type { SnapshotEntity } from '../../store/snapshots.ts';
import { BETWEEN, createMergedTable, fillMergedTable, MERGED_TABLE, type MergedRecords } from './merged-values.ts';

/** Column of the search text. */
export const SEARCH_COLUMN = 'searchText';
const TABLE = 'search_text';
const OWN_TABLE = 'search_text_own';

/** The values of a row as one text in lower case. */
function searchTextOf(columns: SnapshotEntity['columns'], textType: Sql): Sql {
  const values = columns.map(({ name }) => sql`cast(${id(name)} as ${textType})`);
  return sql`lower(concat_ws(${BETWEEN}, ${join(values)}))`;
}

/** What is searched: an entity with its table, and the source records that its rows were made of. */
export interface SearchedEntity {
  readonly entity: SnapshotEntity & { readonly primaryKey: string };
  readonly table: Sql;
  readonly merged?: MergedRecords | undefined;
}

/**
 * What people search in: of each row of one table its key, and all its values and those that its source records lost in
 * the merge as one text. It is made at the first search in a table and kept until another is searched or published, so
 * that a search over a million rows reads one column and a refresh has no work with it.
 */
export class SearchText {
  #searched: string | undefined;
  #made: Promise<Sql> | undefined;

  /** The table with the keys and `SEARCH_COLUMN` of an entity. When it is made, `MERGED_TABLE` tells what was lost. */
  of(session: EngineSession, searched: SearchedEntity): Promise<Sql> {
    const { entity, merged } = searched;
    const key = JSON.stringify([entity.files, merged?.files]);
    if (this.#searched !== key || !this.#made) {
      this.#searched = key;
      this.#made = this.#make(session, searched);
      this.#made.catch(() => {
        this.#made = undefined;
      });
    }
    return this.#made;
  }

  async #make(session: EngineSession, { entity, table, merged }: SearchedEntity): Promise<Sql> {
    const { columns, primaryKey } = entity;
    const key = id(primaryKey);
    const text = searchTextOf(columns, session.dialect.typeName('string'));
    for (const name of [TABLE, OWN_TABLE]) await session.drop(name);
    await createMergedTable(session);
    await session.run(
      sql`create table ${id(OWN_TABLE)} as select ${key}, ${text} as ${id(SEARCH_COLUMN)} from ${table}`,
    );
    const own = { table: id(OWN_TABLE), key, text: id(SEARCH_COLUMN) };
    if (!merged || !(await fillMergedTable(session, merged, own))) return id(OWN_TABLE);
    const lost = session.dialect.joinText(sql`lower(${id('text')})`, BETWEEN, id('entity'));
    await session.run(sql`create table ${id(TABLE)} as
      select own.${key}, concat_ws(${BETWEEN}, own.${id(SEARCH_COLUMN)}, more.lost) as ${id(SEARCH_COLUMN)} from ${id(OWN_TABLE)} as own
      left join (select owner, ${lost} as lost from ${id(MERGED_TABLE)} group by owner) as more on more.owner = own.${key}`);
    await session.drop(OWN_TABLE);
    return id(TABLE);
  }
}
