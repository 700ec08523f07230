import type { EngineSession, Row } from '../../sql/engine.ts';
import { id, join, type Sql, sql } from '../../sql/sql.ts';
import type { SnapshotEntity } from '../../store/snapshots.ts';
import type { AttributeProfile } from '../view/entity.ts';

const TOP_VALUES = 5;
/** Attributes looked at in one statement. */
const ATTRIBUTES_AT_ONCE = 40;

/** Per attribute: how many values, how many different ones, the smallest, the largest, and the most frequent. */
export async function profileEntity(
  session: EngineSession,
  table: Sql,
  { columns }: SnapshotEntity,
): Promise<AttributeProfile[]> {
  const profiles: AttributeProfile[] = [];
  for (let start = 0; start < columns.length; start += ATTRIBUTES_AT_ONCE) {
    const part = columns.slice(start, start + ATTRIBUTES_AT_ONCE);
    const [row = {}] = await session.rows(
      sql`select ${join(part.flatMap(({ name }, index) => counts(name, index)))} from ${table}`,
    );
    for (const [index, { name, type, semanticType }] of part.entries())
      profiles.push({ name, type, semanticType, ...countsOf(row, index), top: await topValues(session, table, name) });
  }
  return profiles;
}

function counts(name: string, index: number): Sql[] {
  return [
    sql`count(${id(name)}) as ${id(`f${index}`)}`,
    sql`count(distinct ${id(name)}) as ${id(`d${index}`)}`,
    sql`min(${id(name)}) as ${id(`l${index}`)}`,
    sql`max(${id(name)}) as ${id(`m${index}`)}`,
  ];
}

function countsOf(row: Row, index: number) {
  const text = (value: unknown) => (value === null || value === undefined ? undefined : String(value));
  return {
    filled: Number(row[`f${index}`] ?? 0),
    distinct: Number(row[`d${index}`] ?? 0),
    least: text(row[`l${index}`]),
    most: text(row[`m${index}`]),
  };
}

async function topValues(session: EngineSession, table: Sql, name: string): Promise<AttributeProfile['top']> {
  const rows = await session.rows(
    sql`select ${id(name)} as value, count(*) as rows from ${table} where ${id(name)} is not null group by ${id(name)} order by 2 desc, 1 limit ${TOP_VALUES}`,
  );
  return rows.map((row) => ({ value: String(row['value']), rows: Number(row['rows']) }));
}
