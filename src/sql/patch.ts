import { id, type Sql, sql } from './sql.ts';

/** A table with a key column in which the rows of some keys were made anew. */
export interface Patch {
  readonly key: string;
  /** Query of the keys whose rows are new, gone or others. */
  readonly keys: Sql;
  /** Query or table of the rows that these keys have now; undefined where there are no such keys. */
  readonly fresh: Sql | undefined;
  /** Table with the rows of all other keys. */
  readonly rest: Sql;
}

/** Query of the rows of some keys, themselves a query. Where all of these were made anew, the rest is not read. */
export function patchedRows({ key, keys, fresh, rest }: Patch, columns: Sql, sought: Sql): Sql {
  const isSought = (among: Sql) => sql`where ${id(key)} in (${among})`;
  if (!fresh) return sql`select ${columns} from ${rest} ${isSought(sought)}`;
  return sql`select ${columns} from ${fresh} ${isSought(sought)}
    union all select ${columns} from ${rest} ${isSought(sql`(${sought}) except (${keys})`)}`;
}
