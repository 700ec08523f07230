import type { Attribute } from '../../model/attribute.ts';
import type { EngineSession } from '../../sql/engine.ts';
import { id, join, type Sql, sql } from '../../sql/sql.ts';
import type { AttributeProfile } from '../view/entity.ts';

const NUMBERS: ReadonlySet<string> = new Set(['integer', 'decimal', 'double']);
const DATES: ReadonlySet<string> = new Set(['date', 'dateTime']);
const QUANTILES = [0.05, 0.25, 0.5, 0.75, 0.95] as const;
const BINS = 20;

type Distribution = Pick<AttributeProfile, 'mean' | 'quantiles' | 'histogram'>;

/** How the values of a number or date are spread; nothing for other types and where there are no values. */
export async function readDistribution(
  session: EngineSession,
  table: Sql,
  { name, type }: Attribute,
): Promise<Distribution> {
  if (!NUMBERS.has(type) && !DATES.has(type)) return {};
  const quantiles = await readQuantiles(session, table, name);
  if (quantiles.length === 0 || DATES.has(type)) return { quantiles };
  const number = session.dialect.tryCast(id(name), 'double');
  const [row = {}] = await session.rows(
    sql`select avg(${number}) as mean, min(${number}) as least, max(${number}) as most from ${table}`,
  );
  const [least, most] = [Number(row['least']), Number(row['most'])];
  return {
    mean: Number(row['mean']),
    quantiles,
    histogram: await readHistogram(session, table, { number, least, most }),
  };
}

/** The value below which each share of the rows lies, by rank: the smallest value with at least that share at or below it. */
async function readQuantiles(
  session: EngineSession,
  table: Sql,
  name: string,
): Promise<{ share: number; value: string }[]> {
  const ranked = sql`select ${id(name)} as value, row_number() over (order by ${id(name)}) as place, count(*) over () as total from ${table} where ${id(name)} is not null`;
  const picked = QUANTILES.map(
    (share, index) => sql`min(case when place >= ${share} * total then value end) as ${id(`q${index}`)}`,
  );
  const [row = {}] = await session.rows(sql`select ${join(picked)} from (${ranked})`);
  return QUANTILES.flatMap((share, index) => {
    const value = row[`q${index}`];
    return value === null || value === undefined ? [] : [{ share, value: String(value) }];
  });
}

/** Rows in each of some equally wide parts between the smallest and the largest value. */
async function readHistogram(
  session: EngineSession,
  table: Sql,
  { number, least, most }: { readonly number: Sql; readonly least: number; readonly most: number },
): Promise<{ from: number; to: number; rows: number }[]> {
  const width = (most - least) / BINS;
  if (!(width > 0)) return [];
  const bin = sql`least(floor((${number} - ${least}) / ${width}), ${BINS - 1})`;
  const rows = await session.rows(
    sql`select ${bin} as bin, count(*) as rows from ${table} where ${number} is not null group by 1`,
  );
  const counts = new Map(rows.map((row) => [Number(row['bin']), Number(row['rows'])]));
  return Array.from({ length: BINS }, (_, index) => ({
    from: least + index * width,
    to: index === BINS - 1 ? most : least + (index + 1) * width,
    rows: counts.get(index) ?? 0,
  }));
}
