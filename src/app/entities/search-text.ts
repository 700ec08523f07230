import type { EngineSession } from '../../sql/engine.ts';
import { id, join, type Sql, sql } from '../../sql/sql.ts';
import type { SnapshotEntity } from '../../store/snapshots.ts';

/** Column of the search text. */
export const SEARCH_COLUMN = 'searchText';
const TABLE = 'search_text';
/** Stands between the values of a row; no word of a search holds it. */
const BETWEEN = '\n';

/** The values of a row as one text in lower case. */
function searchTextOf(columns: SnapshotEntity['columns'], textType: Sql): Sql {
  const values = columns.map(({ name }) => sql`cast(${id(name)} as ${textType})`);
  return sql`lower(concat_ws(${BETWEEN}, ${join(values)}))`;
}

/**
 * What people search in: of each row of one table its key and all its values as one text. It is made at the first search
 * in a table and kept until another is searched or published, so that a search over a million rows reads one column.
 */
export class SearchText {
  #files: string | undefined;
  #made: Promise<Sql> | undefined;

  /** The table with the keys and `SEARCH_COLUMN` of an entity. */
  of(session: EngineSession, entity: SnapshotEntity & { readonly primaryKey: string }, table: Sql): Promise<Sql> {
    const files = entity.files.join('|');
    if (this.#files !== files || !this.#made) {
      this.#files = files;
      this.#made = this.#make(session, entity, table);
      this.#made.catch(() => {
        this.#made = undefined;
      });
    }
    return this.#made;
  }

  async #make(session: EngineSession, { columns, primaryKey }: SnapshotEntity & { primaryKey: string }, table: Sql) {
    const text = searchTextOf(columns, session.dialect.typeName('string'));
    await session.drop(TABLE);
    await session.run(
      sql`create table ${id(TABLE)} as select ${id(primaryKey)}, ${text} as ${id(SEARCH_COLUMN)} from ${table}`,
    );
    return id(TABLE);
  }
}
