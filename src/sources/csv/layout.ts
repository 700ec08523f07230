import { type CsvMarks, scanRows } from './scan.ts';

/** How a CSV file is written. */
export interface CsvLayout extends CsvMarks {
  readonly hasHeader: boolean;
  /** Column names, made unique. */
  readonly columns: readonly string[];
}

/** What the user said about the layout; the rest is found out. */
export interface CsvHints {
  readonly delimiter?: string | undefined;
  readonly quote?: string | undefined;
  readonly header?: boolean | undefined;
  readonly columns?: readonly string[] | undefined;
}

const DELIMITERS = [',', ';', '\t', '|'];
const QUOTES = ['"', "'"];
const ROWS_LOOKED_AT = 200;
/** A value that a header would hardly contain. */
const DATA_LIKE =
  /^\s*([+-]?[\d.,]*\d[\d.,]*%?|\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4}.*|\S+@\S+\.\S+|true|false|[\da-f]{8}-[\da-f-]{27})\s*$/i;

/** The layout of a file from its first part; undefined when that has no rows. */
export function detectLayout(head: string, isWhole: boolean, hints: CsvHints = {}): CsvLayout | undefined {
  const text = head.startsWith('\ufeff') ? head.slice(1) : head;
  const candidates = (hints.delimiter ? [hints.delimiter] : DELIMITERS).flatMap((delimiter) =>
    (hints.quote ? [hints.quote] : QUOTES).map((quote) => weigh(text, { delimiter, quote }, isWhole)),
  );
  const best = candidates.reduce((a, b) => (b.weight > a.weight ? b : a));
  const [first] = best.rows;
  if (!first) return undefined;
  const hasHeader = hints.header ?? looksLikeHeader(first);
  const width = Math.max(hasHeader ? first.length : 0, commonWidth(hasHeader ? best.rows.slice(1) : best.rows));
  const names = hints.columns ?? (hasHeader ? first : []);
  return { ...best.marks, hasHeader, columns: uniqueNames(names, Math.max(width, names.length)) };
}

interface Candidate {
  readonly marks: CsvMarks;
  readonly rows: readonly string[][];
  readonly weight: number;
}

/** More columns weigh more, but only as far as the rows agree on their number. */
function weigh(text: string, marks: CsvMarks, isWhole: boolean): Candidate {
  const scanned = scanRows(text, marks, ROWS_LOOKED_AT);
  const rows = isWhole || scanned.length === ROWS_LOOKED_AT ? scanned : scanned.slice(0, -1);
  const width = commonWidth(rows);
  const agreeing = rows.filter((row) => row.length === width).length / Math.max(rows.length, 1);
  const headerBonus = rows[0]?.length === width ? 1 : 0.5;
  const usesQuote = text.includes(`${marks.delimiter}${marks.quote}`) || text.startsWith(marks.quote);
  const quoteBonus = marks.quote === '"' ? 0.01 : usesQuote && !text.includes('"') ? 0.02 : 0;
  return {
    marks,
    rows,
    weight: width <= 1 ? quoteBonus : agreeing ** 2 * headerBonus * Math.log2(1 + width) + quoteBonus,
  };
}

/** The number of fields most rows have. */
function commonWidth(rows: readonly string[][]): number {
  const counts = new Map<number, number>();
  for (const row of rows) counts.set(row.length, (counts.get(row.length) ?? 0) + 1);
  return [...counts].reduce((best, entry) => (entry[1] > best[1] ? entry : best), [0, 0] as const)[0];
}

/** Names are no data, and repeat at most as an exception: `Name, Name` is a slip, `A, A, A` are values. */
function looksLikeHeader(first: readonly string[]): boolean {
  const named = first.filter((field) => field.trim() !== '');
  const distinct = new Set(named.map((field) => field.trim().toLowerCase()));
  const repeats = named.length - distinct.size;
  return named.length > 0 && repeats * 3 <= named.length && !named.some((field) => DATA_LIKE.test(field));
}

/** Names without surrounding space, none blank, none twice whatever the case: `column3`, `Name_2`. */
export function uniqueNames(names: readonly string[], count: number): string[] {
  const taken = new Set<string>();
  return Array.from({ length: count }, (_, index) => {
    const wanted = (names[index] ?? '').trim().slice(0, 120) || `column${index + 1}`;
    let name = wanted;
    for (let number = 2; taken.has(name.toLowerCase()); number++) name = `${wanted}_${number}`;
    taken.add(name.toLowerCase());
    return name;
  });
}
