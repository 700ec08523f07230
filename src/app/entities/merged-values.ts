import { TABLES } from '../../model/tables.ts';
import type { Unification } from '../../model/unification.ts';
import type { EngineSession, Row } from '../../sql/engine.ts';
import { id, join, type Sql, sql } from '../../sql/sql.ts';
import type { Snapshot, SnapshotEntity } from '../../store/snapshots.ts';
import type { AlsoKnown } from '../view/entity.ts';

/** Stands between the values of a row; no word of a search holds it. */
export const BETWEEN = '\n';

/** Values of source records that their customer does not show: owner, entity, text (values between line ends). */
export const MERGED_TABLE = 'search_merged';
const SEVERAL_TABLE = 'search_several';

/** Records of customers of several: comparing more would keep the first search after a refresh waiting for more than a second. */
const MOST_RECORDS = 300_000;

/** Source records of customers, and whose each one is. */
export interface MergedRecords {
  /** Addresses of all tables read. */
  readonly files: readonly string[];
  readonly keys: Sql;
  readonly sources: readonly {
    readonly entity: string;
    readonly primaryKey: string;
    readonly table: Sql;
    /** Columns whose values are searched. */
    readonly columns: readonly string[];
  }[];
}

/** The published records of a unification with their texts; undefined where nothing tells whose they are. */
export async function mergedRecords(
  { entities: published }: Snapshot,
  unification: Unification | undefined,
  tableOf: (entity: SnapshotEntity) => Promise<Sql>,
): Promise<MergedRecords | undefined> {
  const keys = published.find(({ name }) => name === TABLES.alternateKey);
  if (!keys || !unification) return undefined;
  const sources: MergedRecords['sources'][number][] = [];
  const files = [...keys.files];
  for (const { entity, primaryKey, attributes } of unification.entities) {
    const found = published.find(({ name }) => name === entity);
    const isMapped = (name: string) => !attributes || attributes.some(({ attribute }) => attribute === name);
    const columns = (found?.columns ?? []).filter(({ name, type }) => type === 'string' && isMapped(name));
    if (!found?.columns.some(({ name }) => name === primaryKey) || columns.length === 0) continue;
    files.push(...found.files);
    sources.push({ entity, primaryKey, table: await tableOf(found), columns: columns.map(({ name }) => name) });
  }
  return { files, keys: await tableOf(keys), sources };
}

/** Makes `MERGED_TABLE`, empty. */
export async function createMergedTable(session: EngineSession): Promise<void> {
  const text = session.dialect.typeName('string');
  await session.run(
    sql`create or replace table ${id(MERGED_TABLE)} (owner ${text}, entity ${text}, ${id('text')} ${text})`,
  );
}

/**
 * Fills `MERGED_TABLE` from customers of several records. `own` is a table of customers and the text in lower case of what
 * each shows. Gives false where nothing is lost, or more records would have to be compared than `MOST_RECORDS`.
 */
export async function fillMergedTable(
  session: EngineSession,
  { keys, sources }: MergedRecords,
  own: { readonly table: Sql; readonly key: Sql; readonly text: Sql },
): Promise<boolean> {
  const text = session.dialect.typeName('string');
  const [owner, entityName, value] = [id('CustomerId'), id('EntityName'), id('AlternateValue')];
  await session.run(sql`create or replace table ${id(SEVERAL_TABLE)} as
    select ${owner} as owner, count(*) as records from ${keys} group by ${owner} having count(*) > 1`);
  const records = Number(await session.value(sql`select coalesce(sum(records), 0) from ${id(SEVERAL_TABLE)}`));
  if (records === 0 || records > MOST_RECORDS) return false;
  for (const { entity, primaryKey, table, columns } of sources) {
    const lost = columns.map((name) => {
      const each = sql`cast(source.${id(name)} as ${text})`;
      return sql`case when position(lower(${each}) in own.${own.text}) = 0 then ${each} end`;
    });
    await session.run(sql`insert into ${id(MERGED_TABLE)} select owner, ${entity}, lost from (
      select keys.${owner} as owner, concat_ws(${BETWEEN}, ${join([...lost, sql`null`])}) as lost
      from ${table} as source join ${keys} as keys on keys.${entityName} = ${entity} and keys.${value} = cast(source.${id(primaryKey)} as ${text})
      join ${own.table} as own on own.${own.key} = keys.${owner}
      where keys.${owner} in (select owner from ${id(SEVERAL_TABLE)})) as found where lost <> ''`);
  }
  return Number(await session.value(sql`select count(*) from ${id(MERGED_TABLE)}`)) > 0;
}

/** Values that rows of customers do not show, and that hold a word of a search which the row does not. */
export async function alsoKnown(
  session: EngineSession,
  rows: readonly Row[],
  { key, words }: { readonly key: string; readonly words: readonly string[] },
): Promise<AlsoKnown[]> {
  const sought = new Map(rows.map((row) => [String(row[key]), words.filter((word) => !isShown(row, word))]));
  const owners = [...sought].filter(([, missing]) => missing.length > 0).map(([owner]) => sql`${owner}`);
  if (owners.length === 0) return [];
  const found = await session.rows(
    sql`select owner, entity, ${id('text')} as lost from ${id(MERGED_TABLE)} where owner in (${join(owners)}) order by owner, entity, lost`,
  );
  return found.flatMap((row) => {
    const missing = sought.get(String(row['owner'])) ?? [];
    const isSought = (value: string) => missing.some((word) => value.toLowerCase().includes(word));
    const values = String(row['lost']).split(BETWEEN).filter(isSought);
    return values.map((value) => ({ key: String(row['owner']), value, entity: String(row['entity']) }));
  });
}

const isShown = (row: Row, word: string) =>
  Object.values(row).some((value) => value !== null && String(value).toLowerCase().includes(word));
