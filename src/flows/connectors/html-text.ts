const ENTITIES: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: ' ',
  hellip: '…',
  ndash: '–',
  mdash: '—',
  euro: '€',
};

/** HTML as plain text: tags gone, blocks on lines of their own, entities decoded. */
export function plainTextOf(html: string): string {
  return tidy(stripTags(breakLines(dropCode(html))));
}

/** HTML as the Markdown that Adaptive Cards show: bold, italic, links and lists stay. */
export function markdownOf(html: string): string {
  if (!/<\w|&\w+;|&#/.test(html)) return html;
  const marked = dropCode(html)
    .replaceAll(/<a\b[^>]*?href\s*=\s*["']([^"']*)["'][^>]*>([\s\S]*?)<\/a\s*>/gi, '[$2]($1)')
    .replaceAll(/<(?:b|strong)\b[^>]*>([\s\S]*?)<\/(?:b|strong)\s*>/gi, '**$1**')
    .replaceAll(/<(?:i|em)\b[^>]*>([\s\S]*?)<\/(?:i|em)\s*>/gi, '_$1_')
    .replaceAll(/<li\b[^>]*>/gi, '\n- ')
    .replaceAll(/<h[1-6]\b[^>]*>([\s\S]*?)<\/h[1-6]\s*>/gi, '\n**$1**\n');
  return tidy(stripTags(breakLines(marked)));
}

function dropCode(html: string): string {
  return html.replaceAll(/<(style|script)\b[\s\S]*?<\/\1\s*>/gi, '').replaceAll(/<!--[\s\S]*?-->/g, '');
}

function breakLines(html: string): string {
  return html
    .replaceAll(/\r?\n/g, '\n')
    .replaceAll(/<br\s*\/?>|<\/(?:div|tr|ul|ol|table)\s*>/gi, '\n')
    .replaceAll(/<\/(?:p|h[1-6])\s*>/gi, '\n\n');
}

function stripTags(html: string): string {
  return decodeEntities(html.replaceAll(/<\/?[a-z][^>]*>/gi, ''));
}

function decodeEntities(text: string): string {
  return text.replaceAll(/&(?:#(\d{1,7})|#x([0-9a-f]{1,6})|(\w+));/gi, (whole, decimal, hex, name) => {
    if (name) return ENTITIES[String(name).toLowerCase()] ?? whole;
    const code = decimal ? Number(decimal) : Number.parseInt(String(hex), 16);
    return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : whole;
  });
}

function tidy(text: string): string {
  return text
    .replaceAll(/[ \t]+\n/g, '\n')
    .replaceAll(/\n{3,}/g, '\n\n')
    .trim();
}
