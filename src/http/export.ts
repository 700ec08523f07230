type Row = Readonly<Record<string, unknown>>;

/** Rows as CSV by RFC 4180, with a header, a chunk at a time; nothing at all when there is no row. */
export async function* writeCsv(chunks: AsyncIterable<readonly Row[]>): AsyncIterable<string> {
  let isFirst = true;
  for await (const rows of chunks) {
    const [first] = rows;
    if (!first) continue;
    if (isFirst) yield `${Object.keys(first).map(field).join(',')}\r\n`;
    isFirst = false;
    yield rows.map((row) => `${Object.values(row).map(field).join(',')}\r\n`).join('');
  }
}

/** Rows as one JSON array, a chunk at a time. */
export async function* writeJsonArray(chunks: AsyncIterable<readonly Row[]>): AsyncIterable<string> {
  let separator = '[\n';
  for await (const rows of chunks) {
    if (rows.length === 0) continue;
    yield separator + rows.map((row) => JSON.stringify(row)).join(',\n');
    separator = ',\n';
  }
  yield separator === '[\n' ? '[]\n' : '\n]\n';
}

/** A spreadsheet would run text that begins like a formula; an apostrophe before it keeps it text. */
function field(value: unknown): string {
  if (value === null || value === undefined) return '';
  const plain = typeof value === 'object' ? JSON.stringify(value) : String(value);
  const text =
    typeof value === 'string' && /^[=+@\t\r]/.test(plain) && !/^[+]?[\d\s().-]+$/.test(plain) ? `'${plain}` : plain;
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
