import type { ColumnType } from '../../sql/column.ts';
import { type EngineSession, LOAD_COLUMNS, type Row } from '../../sql/engine.ts';
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
  /** Numbers as in `1.234,50`, with or without a comma and points between thousands. */
  readonly commaDecimals: number;
  /** Those of them that leave open what a comma is, as `1.234`, `12` and `1,234` do. */
  readonly commaUnproven: number;
}

/** Patterns of values by type. A number with leading zeros is an identifier, not a number. */
export const PATTERNS = {
  integers: '^[+-]?(0|[1-9][0-9]{0,17})$',
  decimals: '^[+-]?(0|[1-9][0-9]{0,28})(\\.[0-9]{1,9})?$',
  doubles: '^[+-]?(0|[1-9][0-9]*)?(\\.[0-9]+)?([eE][+-]?[0-9]{1,3})?$',
  booleans: '^(?i:true|false)$',
  guids: '^[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}$',
  commaDecimals: '^[+-]?(0|[1-9][0-9]{0,28}|[1-9][0-9]{0,2}(\\.[0-9]{3}){1,8})(,[0-9]{1,9})?$',
  commaUnproven: '^[+-]?(0|[1-9][0-9]{0,28}|[1-9][0-9]{0,2}(\\.[0-9]{3}){1,8}|[1-9][0-9]{0,2},[0-9]{3})$',
  dateLike: '^([0-9]{4}-[0-9]{1,2}-[0-9]{1,2}|[0-9]{1,4}[./-][0-9]{1,2}[./-][0-9]{1,4})([T ].*)?$',
} as const;
export type Shape = keyof typeof PATTERNS;
const SHAPES = Object.keys(PATTERNS) as Shape[];

/** Rows looked at to find which types are possible at all; only those are then checked on every row. */
export const SAMPLE_ROWS = 500;

/** Shapes that the values of a column may have, by its name. */
export type PossibleShapes = ReadonlyMap<string, readonly Shape[]>;

/** Counts what the values of text columns look like; nothing is counted where the sample rules every type out. */
export async function readShapes(session: EngineSession, table: string, columns: readonly string[]) {
  const sample = sql`(select * from ${id(table)} where ${id(LOAD_COLUMNS.row)} <= ${SAMPLE_ROWS})`;
  const possible = await findPossible(session, sample, columns);
  const exact = await countShapes(session, id(table), possible);
  const shapes = columns.map((name): ColumnShape => ({ name, ...NO_SHAPE, ...exact.get(name) }));
  return { possible, shapes };
}

/** Shapes that all or nearly all values of a sample have. */
export async function findPossible(
  session: EngineSession,
  sample: Sql,
  columns: readonly string[],
): Promise<PossibleShapes> {
  const sampled = await countShapes(session, sample, new Map(columns.map((name) => [name, SHAPES])));
  const isPossible = (name: string, shape: Shape) =>
    (sampled.get(name)?.[shape] === sampled.get(name)?.filled || isNearly(sampled.get(name), shape)) &&
    !(COMMA_SHAPES.includes(shape) && isPlainDecimal(sampled.get(name)));
  return new Map(columns.map((name) => [name, SHAPES.filter((shape) => isPossible(name, shape))]));
}

const COMMA_SHAPES: readonly Shape[] = ['commaDecimals', 'commaUnproven'];

/** Of numbers without commas in the sample, commas are not looked for: nearly all columns of numbers are such. */
function isPlainDecimal(counts: Counts | undefined): boolean {
  return counts !== undefined && counts.filled > 0 && counts.decimals === counts.filled;
}

/** Of a column of which nothing was counted. */
export const NO_SHAPE = {
  filled: 0,
  integers: 0,
  decimals: 0,
  commaDecimals: 0,
  commaUnproven: 0,
  doubles: 0,
  booleans: 0,
  guids: 0,
  dateLike: 0,
};
export type Counts = Omit<ColumnShape, 'name'>;

/** A shape that nearly all values have is worth telling about. */
function isNearly(counts: Counts | undefined, shape: Shape): boolean {
  return counts !== undefined && counts.filled > 0 && counts[shape] >= counts.filled * NEARLY;
}

/** Share of values from which a column is "almost" of a type. */
export const NEARLY = 0.95;

/** Counts the values with each of the shapes asked for; columns without such are left out. */
export async function countShapes(
  session: EngineSession,
  from: Sql,
  wanted: PossibleShapes,
): Promise<ReadonlyMap<string, Counts>> {
  const columns = [...wanted.keys()].filter((name) => (wanted.get(name) ?? []).length > 0);
  if (columns.length === 0) return new Map();
  const { dialect } = session;
  const parts = columns.flatMap((name, index) => {
    const value = trimmedText(id(name));
    const filled = sql`count(${value}) as ${id(`c${index}_filled`)}`;
    const shapes = (wanted.get(name) ?? []).map(
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
    commaDecimals: of('commaDecimals'),
    commaUnproven: of('commaUnproven'),
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
  if (isCommaDecimal(shape)) return isPhoneLike(shape.name) ? 'string' : 'decimal';
  return fits('dateLike') ? 'date' : 'string';
}

/** Whether all values are numbers with decimal commas, of which one at least can be nothing else. */
export function isCommaDecimal({ filled, decimals, commaDecimals, commaUnproven }: ColumnShape): boolean {
  return filled > 0 && decimals < filled && commaDecimals === filled && commaUnproven < filled;
}

/** Numbers by which nobody calculates stay text, so that no digit is lost. */
function isPhoneLike(name: string): boolean {
  return /phone|tel[eé]?f|mobile|m[oó]vil|mugikorra|fax|zip|postcode|postal|plz|nif|dni|iban|ssn/i.test(name);
}

/** The type that nearly, but not quite, all values have; undefined when there is none. */
export function almostType(shape: ColumnShape) {
  const least = shape.filled * NEARLY;
  const found = CANDIDATES.find(
    ([, name]) =>
      shape[name] < shape.filled && shape[name] >= least && !(name === 'commaDecimals' && shape.commaUnproven >= least),
  );
  return found && { type: found[0], shape: found[1], misfits: shape.filled - shape[found[1]] };
}

const CANDIDATES = [
  ['integer', 'integers'],
  ['decimal', 'decimals'],
  ['decimal', 'commaDecimals'],
  ['boolean', 'booleans'],
  ['guid', 'guids'],
  ['date', 'dateLike'],
] as const;
