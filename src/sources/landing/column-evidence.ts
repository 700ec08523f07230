import type { EngineSession } from '../../sql/engine.ts';
import { id, type Sql } from '../../sql/sql.ts';
import { type DateSurvey, readDateFormats, surveyPlainDates } from './date-format.ts';
import {
  type ColumnShape,
  countShapes,
  findPossible,
  isCommaDecimal,
  NEARLY,
  NO_SHAPE,
  type PossibleShapes,
  type Shape,
  typeOfShape,
} from './detect.ts';
import type { PlannedColumn } from './planned-column.ts';

/** A number that is known to lie between two others. */
type Bounds = readonly [least: number, most: number];

/**
 * What the type of a column that nobody declared follows from, known as far as it can be without the rows that have left
 * since: each of them took at most one off each number. Plain data.
 */
export interface ColumnEvidence {
  readonly column: string;
  readonly filled: Bounds;
  /** Values that have not the shape, of the shapes that were looked for; of columns whose type is declared, only what proves their decimal commas. */
  readonly misfits?: Readonly<Partial<Record<Shape, Bounds>>> | undefined;
  readonly dates?: Readonly<Record<string, Bounds>> | undefined;
}

export interface EvidenceParts {
  readonly possible: readonly Shape[] | undefined;
  readonly shape: ColumnShape | undefined;
  readonly survey: DateSurvey | undefined;
}

const exactly = (count: number): Bounds => [count, count];

/** What all rows of a load tell of a column. */
export function evidenceOf(column: string, { possible, shape, survey }: EvidenceParts): ColumnEvidence {
  const filled = shape?.filled ?? 0;
  const misfits = shape && possible?.map((name) => [name, exactly(filled - shape[name])]);
  return {
    column,
    filled: exactly(filled),
    ...(misfits && { misfits: Object.fromEntries(misfits) }),
    ...(survey && { dates: mapBounds(survey, exactly) }),
  };
}

function mapBounds<From>(numbers: Readonly<Record<string, From>>, change: (value: From, name: string) => Bounds) {
  return Object.fromEntries(Object.entries(numbers).map(([name, value]) => [name, change(value, name)]));
}

export interface EvidenceChange {
  readonly session: EngineSession;
  readonly entityName: string;
  readonly columns: readonly PlannedColumn[];
  readonly evidence: readonly ColumnEvidence[];
  /** Raw rows that came. */
  readonly rawTable: string;
  /** Number of rows that left. */
  readonly gone: number;
  /** Query of the first rows, which decide what types are looked for; undefined where they are the same as before. */
  readonly sample: Sql | undefined;
}

/**
 * What is known of the columns after rows came and left.
 * @returns undefined where all rows would have to be read to know that names, types, formats and warnings stay the same.
 */
export async function followEvidence(change: EvidenceChange): Promise<readonly ColumnEvidence[] | undefined> {
  const { session, rawTable, evidence, columns, sample } = change;
  const open = evidence.filter(({ misfits }) => misfits);
  const looked = new Map(open.map(({ column, misfits = {} }) => [column, Object.keys(misfits) as Shape[]]));
  // Of a shape that the same sample ruled out since, some value is a misfit, and so it takes no part in the type.
  const possible = sample ? await findPossible(session, sample, [...looked.keys()]) : looked;
  const counts = await countShapes(session, id(rawTable), looked);
  const dated = evidence.filter(({ dates }) => dates).map(({ column }) => column);
  const plain = await surveyPlainDates(session, rawTable, dated);
  const followed: ColumnEvidence[] = [];
  for (const before of evidence) {
    const survey = before.dates && (plain.get(before.column) ?? (await surveyOf(change, before.column)));
    const now = add(before, { shape: counts.get(before.column), survey, gone: change.gone });
    const planned = columns.find(({ column }) => column === before.column);
    if (!planned || !keepsPlan(now, before, { planned, possible })) return undefined;
    followed.push(now);
  }
  return followed;
}

async function surveyOf({ session, rawTable, entityName }: EvidenceChange, column: string): Promise<DateSurvey> {
  return (await readDateFormats(session, { table: rawTable, column, entity: entityName })).survey;
}

type Arrival = {
  readonly shape: Omit<ColumnShape, 'name'> | undefined;
  readonly survey: DateSurvey | undefined;
  readonly gone: number;
};

function add({ column, filled, misfits, dates }: ColumnEvidence, { shape, survey, gone }: Arrival): ColumnEvidence {
  const moved = ([least, most]: Bounds, came: number): Bounds => [Math.max(0, least - gone) + came, most + came];
  const came = shape?.filled ?? 0;
  const misfit = (bounds: Bounds, name: string) => moved(bounds, came - (shape?.[name as Shape] ?? 0));
  return {
    column,
    filled: moved(filled, came),
    ...(misfits && { misfits: mapBounds(misfits as Readonly<Record<string, Bounds>>, misfit) }),
    ...(dates && { dates: mapBounds(dates, (bounds, name) => moved(bounds, survey?.[name] ?? 0)) }),
  };
}

/** Whether the plan of a column, made when the numbers were `before`, is that of all rows as they are now. */
function keepsPlan(
  now: ColumnEvidence,
  before: ColumnEvidence,
  { planned, possible }: { readonly planned: PlannedColumn; readonly possible: PossibleShapes },
): boolean {
  const isKept = planned.isDeclared
    ? Object.values(now.misfits ?? {}).every(signOf)
    : !now.misfits || keepsType(now, planned, possible.get(now.column) ?? []);
  if (!isKept) return false;
  const dates = Object.entries(now.dates ?? {});
  return dates.every(
    ([name, bounds]) => signOf(bounds) !== undefined && signOf(bounds) === signOf(before.dates?.[name]),
  );
}

/** How dates are read depends on which spellings there are, not on how many of each. */
function signOf(bounds: Bounds | undefined): boolean | undefined {
  if (!bounds) return undefined;
  if (bounds[1] === 0) return false;
  return bounds[0] > 0 ? true : undefined;
}

/** Whether the type is the same for sure, without a warning that the values are nearly of another. */
function keepsType(
  { column, filled: [least, most], misfits = {} }: ColumnEvidence,
  { type, formats, hasDecimalComma = false }: PlannedColumn,
  possible: readonly Shape[],
): boolean {
  const bounds = possible.map((shape) => misfits[shape]);
  const isKnown = bounds.every((each) => signOf(each) !== undefined) && (least > 0 || possible.length === 0);
  if (!isKnown) return false;
  const fitting = possible.map((shape) => [shape, signOf(misfits[shape]) === false ? least : 0] as const);
  const shape = { name: column, ...NO_SHAPE, filled: least, ...Object.fromEntries(fitting) };
  const found = typeOfShape(shape);
  const isNearly = bounds.some((each) => each && each[0] > 0 && each[0] <= most * (1 - NEARLY));
  if (found === 'string' && isNearly) return false;
  if (found === 'decimal' && isCommaDecimal(shape) !== hasDecimalComma) return false;
  // Formats settle whether a date has a time.
  return found === type || (found === 'date' && type === 'dateTime' && formats !== undefined);
}
