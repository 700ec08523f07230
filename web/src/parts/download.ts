/** Rows as a file in the browser's downloads: CSV with a header, or JSON. */
export function downloadRows(
  name: string,
  rows: readonly Readonly<Record<string, unknown>>[],
  format: 'csv' | 'json',
): void {
  downloadText(`${name}.${format}`, format === 'json' ? JSON.stringify(rows, null, 2) : csvOf(rows));
}

/** A text as a file in the browser's downloads. */
export function downloadText(fileName: string, text: string): void {
  const address = URL.createObjectURL(new Blob([text], { type: 'text/plain;charset=utf-8' }));
  const link = document.createElement('a');
  link.href = address;
  link.download = fileName;
  link.click();
  URL.revokeObjectURL(address);
}

/** Rows as CSV by RFC 4180; text that a spreadsheet would run is kept as text. */
export function csvOf(rows: readonly Readonly<Record<string, unknown>>[]): string {
  const [first] = rows;
  if (!first) return '';
  const names = Object.keys(first);
  const lines = rows.map((row) => names.map((name) => fieldOf(row[name])).join(','));
  return [names.map(fieldOf).join(','), ...lines, ''].join('\r\n');
}

function fieldOf(value: unknown): string {
  if (value === null || value === undefined) return '';
  const plain = typeof value === 'object' ? JSON.stringify(value) : String(value);
  const text = typeof value === 'string' && /^[=@\t\r]/.test(plain) ? `'${plain}` : plain;
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
