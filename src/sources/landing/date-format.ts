import { isMonthFirst } from '../../base/date-order.ts';
import type { ErrorRecord } from '../../base/errors.ts';
import type { Dialect } from '../../sql/dialect.ts';
import type { EngineSession } from '../../sql/engine.ts';
import { id, join, type Sql, sql } from '../../sql/sql.ts';
import { trimmedText } from '../../sql/text.ts';
import { sourceError } from '../catalogue.ts';

/** How the dates of one column are read: formats in the order they are tried. */
export interface DateReading {
  readonly survey: DateSurvey;
  readonly formats: readonly string[];
  readonly type: 'date' | 'dateTime';
  readonly warnings: readonly ErrorRecord[];
}

const SEPARATORS = ['/', '.', '-'] as const;
const TIMES = ['', ' H:mm', ' H:mm:ss'] as const;

/** A moment from text by the first of the formats that fits; null where none does. */
export function parseDate(value: Sql, formats: readonly string[], dialect: Dialect): Sql {
  const parsed = formats.map((format) => dialect.parseMoment(value, format));
  return parsed.length === 1 && parsed[0] ? parsed[0] : sql`coalesce(${join(parsed)})`;
}

/** How many dates of a column are written how: `iso`, `times`, and of each separator `monthFirst`, `dayFirst`, `ambiguous`, `withTime`, as in `/monthFirst`. */
export type DateSurvey = Readonly<Record<string, number>>;

interface Candidate {
  readonly separator: (typeof SEPARATORS)[number];
  readonly monthFirst: number;
  readonly dayFirst: number;
  readonly ambiguous: number;
  readonly withTime: number;
}

/**
 * Finds how the dates of a column are written, from all its values: ISO first, then day and month in the order that the
 * column's own values prove. What stays ambiguous is told, with what was taken and why.
 */
export async function readDateFormats(
  session: EngineSession,
  place: { readonly table: string; readonly column: string; readonly entity: string },
): Promise<DateReading> {
  const value = trimmedText(id(place.column));
  const survey = await surveyDates(session, place.table, value);
  const formats: string[] = Number(survey['iso']) > 0 ? ['iso'] : [];
  const warnings: ErrorRecord[] = [];
  for (const candidate of candidatesOf(survey)) {
    const { order, warning } = chooseOrder(candidate, place);
    if (warning) warnings.push(warning);
    formats.push(
      ...order.flatMap((first) => timesOf(candidate).map((time) => formatOf(first, candidate.separator) + time)),
    );
  }
  return { survey, formats, type: Number(survey['times']) > 0 ? 'dateTime' : 'date', warnings };
}

/** Counts how dates are written; each spelling is looked at once, since a column has far fewer dates than rows. */
async function surveyDates(session: EngineSession, table: string, value: Sql): Promise<DateSurvey> {
  const { dialect } = session;
  const text = id('text');
  const matches = (pattern: string) =>
    sql`coalesce(sum(case when ${dialect.regexpMatches(text, pattern)} then copies end), 0)`;
  const queries = SEPARATORS.map((separator) => {
    const s = separator === '.' ? '\\.' : separator;
    const date = `[0-9]{1,2}${s}[0-9]{1,2}${s}[0-9]{4}`;
    const big = '(1[3-9]|2[0-9]|3[01])';
    const small = '0?([1-9]|1[0-2])';
    return [
      matches(`^${small}${s}${big}${s}[0-9]{4}`),
      matches(`^${big}${s}${small}${s}[0-9]{4}`),
      matches(`^${small}${s}${small}${s}[0-9]{4}`),
      matches(`^${date}[T ]`),
    ] as const;
  });
  const counted = queries.flatMap((parts, index) =>
    parts.map((part, at) => sql`${part} as ${id(`${SEPARATORS[index]}${COUNTED[at]}`)}`),
  );
  const [row = {}] = await session.rows(
    sql`select ${matches('^[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}')} as iso, ${matches('^[^ T]+[T ][0-9]')} as times, ${join(counted)}
      from (select ${value} as text, count(*) as copies from ${id(table)} group by 1)`,
  );
  return Object.fromEntries(Object.entries(row).map(([name, count]) => [name, Number(count)]));
}

/** A date alone, in the order of ISO 8601. */
const PLAIN = '^[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}$';

/** Surveys of the columns of a table that have ISO dates without a time and nothing else, by one look at all of them. */
export async function surveyPlainDates(
  session: EngineSession,
  table: string,
  columns: readonly string[],
): Promise<ReadonlyMap<string, DateSurvey>> {
  if (columns.length === 0) return new Map();
  const parts = columns.flatMap((column, index) => {
    const value = trimmedText(id(column));
    const isPlain = session.dialect.regexpMatches(value, PLAIN);
    return [
      sql`count(${value}) as ${id(`filled${index}`)}`,
      sql`count(case when ${isPlain} then 1 end) as ${id(`plain${index}`)}`,
    ];
  });
  const [row = {}] = await session.rows(sql`select ${join(parts)} from ${id(table)}`);
  const of = (name: string, index: number) => Number(row[`${name}${index}`]);
  const surveys = columns.map((column, index) => [column, { iso: of('plain', index) }] as const);
  return new Map(surveys.filter((_survey, index) => of('plain', index) === of('filled', index)));
}

const COUNTED = ['monthFirst', 'dayFirst', 'ambiguous', 'withTime'] as const;

function candidatesOf(survey: DateSurvey): Candidate[] {
  const all = SEPARATORS.map((separator): Candidate => {
    const of = (name: (typeof COUNTED)[number]) => survey[`${separator}${name}`] ?? 0;
    return {
      separator,
      ...{
        monthFirst: of('monthFirst'),
        dayFirst: of('dayFirst'),
        ambiguous: of('ambiguous'),
        withTime: of('withTime'),
      },
    };
  });
  return all.filter(({ monthFirst, dayFirst, ambiguous }) => monthFirst + dayFirst + ambiguous > 0);
}

type First = 'month' | 'day';

function formatOf(first: First, separator: string): string {
  return (first === 'month' ? ['M', 'd', 'yyyy'] : ['d', 'M', 'yyyy']).join(separator);
}

function timesOf({ withTime }: Candidate): readonly string[] {
  return withTime > 0 ? [...TIMES].reverse() : [''];
}

function chooseOrder(
  candidate: Candidate,
  { column, entity }: { column: string; entity: string },
): { order: readonly First[]; warning?: ErrorRecord } {
  const { separator, monthFirst, dayFirst, ambiguous } = candidate;
  const [month, day] = [formatOf('month', separator), formatOf('day', separator)];
  const about = { attribute: column, entity };
  if (monthFirst > 0 && dayFirst > 0) {
    const order: readonly First[] = isMonthFirst(separator, candidate) ? ['month', 'day'] : ['day', 'month'];
    const [first, second] = order[0] === 'month' ? [month, day] : [day, month];
    return {
      order,
      warning: sourceError('FLX_SOURCE_DATE_MIXED', { ...about, first, second, count: ambiguous }).toJSON(),
    };
  }
  const order: readonly First[] = [isMonthFirst(separator, candidate) ? 'month' : 'day'];
  if (monthFirst + dayFirst > 0) return { order };
  const chosen = order[0] === 'month' ? month : day;
  const why =
    separator === '/'
      ? 'slashes mostly stand in month-first dates'
      : 'dots and hyphens mostly stand in day-first dates';
  const warning = sourceError('FLX_SOURCE_DATE_AMBIGUOUS', {
    ...about,
    count: ambiguous,
    first: month,
    second: day,
    chosen,
    why,
  }).toJSON();
  return { order, warning };
}

const FORMAT_PARTS = /^(yyyy|yy|M{1,4}|d{1,4}|H{1,2}|h{1,2}|m{1,2}|s{1,2}|f{1,7}|tt|'[^']*'|[^A-Za-z'])+$/;

/** Checks a date format such as `d.M.yyyy HH:mm`. @throws FLX_SOURCE_DATE_FORMAT */
export function checkDateFormat(format: string): void {
  if (!FORMAT_PARTS.test(format) || !/y/.test(format)) throw sourceError('FLX_SOURCE_DATE_FORMAT', { format });
}
