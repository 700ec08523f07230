/** How fields and quotes are written. */
export interface CsvMarks {
  readonly delimiter: string;
  readonly quote: string;
}

const LINE_FEED = 10;
const RETURN = 13;

/**
 * Rows of CSV text by RFC 4180, blank lines left out. For the first rows of a file only: the engine reads the rest.
 * @param limit most rows to give
 */
export function scanRows(text: string, { delimiter, quote }: CsvMarks, limit: number): string[][] {
  const rows: string[][] = [];
  let row: string[] = [];
  let at = 0;
  while (at < text.length && rows.length < limit) {
    const field = scanField(text, at, { delimiter, quote });
    row.push(field.value);
    at = field.end;
    if (text.startsWith(delimiter, at)) {
      at += delimiter.length;
      if (at < text.length) continue;
      row.push('');
    }
    if (row.length > 1 || row[0] !== '') rows.push(row);
    row = [];
    at += text.startsWith('\r\n', at) ? 2 : 1;
  }
  return rows;
}

function scanField(text: string, start: number, marks: CsvMarks): { value: string; end: number } {
  return text[start] === marks.quote ? scanQuoted(text, start, marks) : scanBare(text, start, marks.delimiter);
}

function scanBare(text: string, start: number, delimiter: string): { value: string; end: number } {
  const first = delimiter.charCodeAt(0);
  let end = start;
  for (; end < text.length; end++) {
    const code = text.charCodeAt(end);
    if (code === LINE_FEED || code === RETURN || (code === first && text.startsWith(delimiter, end))) break;
  }
  return { value: text.slice(start, end), end };
}

function scanQuoted(text: string, start: number, { delimiter, quote }: CsvMarks): { value: string; end: number } {
  let value = '';
  let at = start + 1;
  for (;;) {
    const close = text.indexOf(quote, at);
    if (close < 0) return { value: value + text.slice(at), end: text.length };
    value += text.slice(at, close);
    at = close + 1;
    if (text[at] !== quote) break;
    value += quote;
    at++;
  }
  const rest = scanBare(text, at, delimiter);
  return { value: value + rest.value, end: rest.end };
}
