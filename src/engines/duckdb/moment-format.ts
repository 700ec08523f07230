/** How DuckDB writes each part of a date format. */
const PARTS: Readonly<Record<string, string>> = {
  yyyy: '%Y',
  yy: '%y',
  MMMM: '%B',
  MMM: '%b',
  MM: '%m',
  M: '%m',
  dddd: '%A',
  ddd: '%a',
  dd: '%d',
  d: '%d',
  HH: '%H',
  H: '%H',
  hh: '%I',
  h: '%I',
  mm: '%M',
  m: '%M',
  ss: '%S',
  s: '%S',
  tt: '%p',
};

/** A date format such as `M/d/yyyy HH:mm` in the words of DuckDB's `strptime`. Text in single quotes stands for itself. */
export function toStrptimeFormat(format: string): string {
  return format.replaceAll(/'([^']*)'|([yMdHhmst])\2*|f+|%/g, (part, quoted: string | undefined) => {
    if (quoted !== undefined) return quoted.replaceAll('%', '%%');
    if (part === '%') return '%%';
    if (part.startsWith('f')) return part.length <= 3 ? '%g' : '%f';
    return PARTS[part] ?? part;
  });
}
