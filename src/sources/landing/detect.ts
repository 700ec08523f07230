import type { ColumnType } from '../../sql/column.ts';
import type { EngineSession, Row } from '../../sql/engine.ts';
import { id, join, type Sql, sql } from '../../sql/sql.ts';
import { trimmedText } from '../../sql/text.ts';

/** What the values of a text column look like, counted over all rows that have a value; all 0 for plain text. */
export interface ColumnShape {
  readonly name: string;
  readonly filled: number;
  readonly integers: number;
  readonly decimals: number;
  readonly doubles: number;
  readonly booleans: number;
  readonly guids: number;
  /** Values that begin like a date. */
  readonly dateLike: number;
}

/** Patterns of values by type. A number with leading zeros is an identifier, not a number. */
const PATTERNS = {
  integers: '^[+-]?(0|[1-9][0-9]{0,17})$',
  decimals: '^[+-]?(0|[1-9][0-9]{0,28})(\\.[0-9]{1,9})?$',
  doubles: '^[+-]?(0|[1-9][0-9]*)?(\\.[0-9]+)?([eE][+-]?[0-9]{1,3})?$',
  booleans: '^(?i:true|false)$',
  guids: '^[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}$',
  dateLike: '^([0-9]{4}-[0-9]{1,2}-[0-9]{1,2}|[0-9]{1,4}[./-][0-9]{1,2}[./-][0-9]{1,4})([T ].*)?$',
} as const;
type Shape = keyof typeof PATTERNS;
const SHAPES = Object.keys(PATTERNS) as Shape[];

/** Rows looked at to find which types are possible at all; only those are then checked on every row. */
const SAMPLE_ROWS = 5_000;

/** Counts what the values of text columns look like; nothing is counted where the sample rules every type out. */
export async function readShapes(
  session: EngineSession,
  table: string,
  columns: readonly string[],
): Promise<ColumnShape[]> {
  const sample = sql`(select * from ${id(table)} limit ${SAMPLE_ROWS})`;
  const sampled = await count(session, sample, columns, () => SHAPES);
  const possible = new Map(
    columns.map((name) => [
      name,
      SHAPES.filter(
        (shape) => sampled.get(name)?.[shape] === sampled.get(name)?.filled || isNearly(sampled.get(name), shape),
      ),
    ]),
  );
  const open = columns.filter((name) => (possible.get(name) ?? []).length > 0);
  const exact = await count(session, id(table), open, (name) => possible.get(name) ?? []);
  return columns.map((name) => ({ name, ...EMPTY, ...exact.get(name) }));
}

const EMPTY = { filled: 0, integers: 0, decimals: 0, doubles: 0, booleans: 0, guids: 0, dateLike: 0 };
type Counts = Omit<ColumnShape, 'name'>;

/** A shape that nearly all values have is worth telling about. */
function isNearly(counts: Counts | undefined, shape: Shape): boolean {
  return counts !== undefined && counts.filled > 0 && counts[shape] >= counts.filled * NEARLY;
}

/** Share of values from which a column is "almost" of a type. */
export const NEARLY = 0.95;

async function count(
  session: EngineSession,
  from: Sql,
  columns: readonly string[],
  shapesOf: (name: string) => readonly Shape[],
): Promise<Map<string, Counts>> {
  if (columns.length === 0) return new Map();
  const { dialect } = session;
  const parts = columns.flatMap((name, index) => {
    const value = trimmedText(id(name));
    const filled = sql`count(${value}) as ${id(`c${index}_filled`)}`;
    const shapes = shapesOf(name).map(
      (shape) =>
        sql`count(case when ${dialect.regexpMatches(value, PATTERNS[shape])} then 1 end) as ${id(`c${index}_${shape}`)}`,
    );
    return [filled, ...shapes];
  });
  const [row] = await session.rows(sql`select ${join(parts)} from ${from}`);
  return new Map(columns.map((name, index) => [name, countsOf(row ?? {}, index)]));
}

function countsOf(row: Row, index: number): Counts {
  const of = (key: string) => Number(row[`c${index}_${key}`] ?? 0);
  return {
    filled: of('filled'),
    integers: of('integers'),
    decimals: of('decimals'),
    doubles: of('doubles'),
    booleans: of('booleans'),
    guids: of('guids'),
    dateLike: of('dateLike'),
  };
}

/** The narrowest type that every value fits; `date` stands for dates of any format and is settled by the formats. */
export function typeOfShape(shape: ColumnShape): ColumnType {
  const fits = (key: Shape) => shape.filled > 0 && shape[key] === shape.filled;
  if (fits('integers')) return isPhoneLike(shape.name) ? 'string' : 'integer';
  if (fits('decimals')) return isPhoneLike(shape.name) ? 'string' : 'decimal';
  if (fits('doubles')) return 'double';
  if (fits('booleans')) return 'boolean';
  if (fits('guids')) return 'guid';
  return fits('dateLike') ? 'date' : 'string';
}

/** Numbers by which nobody calculates stay text, so that no digit is lost. */
function isPhoneLike(name: string): boolean {
  return /phone|tel[eé]?f|mobile|m[oó]vil|mugikorra|fax|zip|postcode|postal|plz|nif|dni|iban|ssn/i.test(name);
}

/** The type that nearly, but not quite, all values have; undefined when there is none. */
export function almostType(shape: ColumnShape): { readonly type: ColumnType; readonly misfits: number } | undefined {
  const candidates = [
    ['integer', shape.integers],
    ['decimal', shape.decimals],
    ['boolean', shape.booleans],
    ['guid', shape.guids],
    ['date', shape.dateLike],
  ] as const;
  const found = candidates.find(([, fitting]) => fitting < shape.filled && fitting >= shape.filled * NEARLY);
  return found && { type: found[0], misfits: shape.filled - found[1] };
}
