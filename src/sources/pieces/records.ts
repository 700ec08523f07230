/** Bytes that tell records of a text file apart. */
export interface RecordMarks {
  /** Around fields that may hold line ends; undefined where a line end always ends a record. */
  readonly quote: number | undefined;
  /** Between fields; undefined where it is longer than a byte, and so no quote can be told for sure. */
  readonly delimiter: number | undefined;
}

/** Records from the start of some bytes on. */
export interface Records {
  /** Those that are not empty. */
  readonly count: number;
  /** Where the last one ends, after its line end. */
  readonly end: number;
  /** Whether a quote is open in the end. */
  readonly isOpen: boolean;
}

export const LINE_END = 10;
const RETURN = 13;
const OPEN = -1;
const DOUBTFUL = -2;

export interface ScanOptions {
  /** Records to count, after which the rest is not looked at. */
  readonly most?: number;
  /** Called for each record with where its bytes start, and where they end without the line end. */
  readonly visit?: (start: number, end: number) => void;
}

/**
 * Counts records, which begin with the bytes.
 * @returns undefined where readers may differ about what is a record: a quote inside of a bare field, text after a closing
 * one, a carriage return by itself
 */
export function scanRecords(bytes: Buffer, marks: RecordMarks, options: ScanOptions = {}): Records | undefined {
  const { most = Number.POSITIVE_INFINITY, visit } = options;
  const nextQuote = watch(bytes, marks.quote);
  const nextReturn = watch(bytes, RETURN);
  let count = 0;
  let start = 0;
  while (start < bytes.length && count < most) {
    let end = lineEnd(bytes, start);
    const isQuoted = nextQuote(start) < end;
    if (isQuoted) end = quotedEnd(bytes, start, marks);
    if (end === DOUBTFUL) return undefined;
    if (end === OPEN) return { count, end: start, isOpen: true };
    const isReturned = bytes[end - 1] === RETURN && end > start && end < bytes.length;
    const last = isReturned ? end - 1 : end;
    if (!isQuoted && nextReturn(start) < last) return undefined;
    if (last > start) {
      count++;
      visit?.(start, last);
    }
    start = Math.min(end + 1, bytes.length);
  }
  return { count, end: start, isOpen: false };
}

/** Gives the next place of a byte from a place on that never goes back; beyond the end when there is none. */
function watch(bytes: Buffer, byte: number | undefined): (from: number) => number {
  let next = byte === undefined ? bytes.length : -1;
  return (from) => {
    if (next >= from || byte === undefined) return next;
    next = bytes.indexOf(byte, from);
    if (next < 0) next = bytes.length;
    return next;
  };
}

function lineEnd(bytes: Buffer, from: number): number {
  const end = bytes.indexOf(LINE_END, from);
  return end < 0 ? bytes.length : end;
}

/** The line end of a record with quotes (RFC 4180). */
function quotedEnd(bytes: Buffer, start: number, { quote, delimiter }: RecordMarks): number {
  if (quote === undefined || delimiter === undefined) return DOUBTFUL;
  let at = start;
  for (;;) {
    if (bytes[at] === quote) {
      at = closingQuote(bytes, at, quote) + 1;
      if (at === 0) return OPEN;
    } else at = bareEnd(bytes, at, { quote, delimiter });
    const next = bytes[at];
    if (next === undefined || next === LINE_END) return at;
    if (next === RETURN && bytes[at + 1] === LINE_END) return at + 1;
    if (next !== delimiter) return DOUBTFUL;
    at++;
  }
}

/** Place of the quote that closes the one at `opening`; -1 when there is none. */
export function closingQuote(bytes: Buffer, opening: number, quote: number): number {
  let close = bytes.indexOf(quote, opening + 1);
  while (close >= 0 && bytes[close + 1] === quote) close = bytes.indexOf(quote, close + 2);
  return close;
}

function bareEnd(bytes: Buffer, start: number, { quote, delimiter }: RecordMarks): number {
  let at = start;
  for (; at < bytes.length; at++) {
    const byte = bytes[at];
    if (byte === delimiter || byte === LINE_END || byte === RETURN || byte === quote) break;
  }
  return at;
}
