import { suggestSemanticType } from '../../sources/semantic-type.ts';
import type { EngineSession, Row } from '../../sql/engine.ts';
import { id, join, type Sql, sql } from '../../sql/sql.ts';
import type { SnapshotEntity } from '../../store/snapshots.ts';
import type { AttributeProfile } from '../view/entity.ts';
import { readDistribution } from './distribution.ts';

const TOP_VALUES = 10;
/** Types that a primary key can have. */
const KEY_TYPES: ReadonlySet<string> = new Set(['string', 'integer', 'guid']);
/** Attributes looked at in one statement. */
const ATTRIBUTES_AT_ONCE = 40;

/** Per attribute: how many values, how many different ones, the smallest, the largest, the most frequent, and how they are spread. */
export async function profileEntity(
  session: EngineSession,
  table: Sql,
  { columns, rowCount }: SnapshotEntity,
): Promise<AttributeProfile[]> {
  const profiles: AttributeProfile[] = [];
  for (let start = 0; start < columns.length; start += ATTRIBUTES_AT_ONCE) {
    const part = columns.slice(start, start + ATTRIBUTES_AT_ONCE);
    const [row = {}] = await session.rows(
      sql`select ${join(part.flatMap(({ name }, index) => counts(name, index)))} from ${table}`,
    );
    for (const [index, attribute] of part.entries()) {
      const counted = countsOf(row, index);
      const top = await topValues(session, table, attribute.name);
      profiles.push({
        ...attribute,
        ...counted,
        missing: rowCount - counted.filled,
        top,
        ...(await readDistribution(session, table, attribute)),
        isSuggestedKey: rowCount > 0 && counted.distinct === rowCount && KEY_TYPES.has(attribute.type),
        ...suggestion(attribute.name, top),
      });
    }
  }
  return profiles;
}

function suggestion(name: string, top: AttributeProfile['top']): Pick<AttributeProfile, 'suggestedSemanticType'> {
  const values = top.map(({ value }) => value);
  const suggestedSemanticType = suggestSemanticType(name, values);
  return suggestedSemanticType === undefined ? {} : { suggestedSemanticType };
}

/** Profiles beside those of a snapshot before: its counts, and the frequent values that came and went. */
export function compareProfiles(
  now: readonly AttributeProfile[],
  before: readonly AttributeProfile[],
  refreshId: string,
): AttributeProfile[] {
  const known = new Map(before.map((profile) => [profile.name, profile]));
  return now.map((profile) => {
    const old = known.get(profile.name);
    if (!old) return profile;
    const { filled, missing, distinct } = old;
    const [newTop, goneTop] = [valuesOnlyIn(profile, old), valuesOnlyIn(old, profile)];
    return { ...profile, before: { refreshId, rows: filled + missing, filled, distinct, newTop, goneTop } };
  });
}

/** Frequent values of one profile that are not among those of the other; where each value is alone, none is frequent. */
function valuesOnlyIn(profile: AttributeProfile, other: AttributeProfile): string[] {
  const known = new Set(other.top.map(({ value }) => value));
  return profile.distinct === profile.filled
    ? []
    : profile.top.map(({ value }) => value).filter((value) => !known.has(value));
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
