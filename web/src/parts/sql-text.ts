/** Where a new line begins, outside of names, texts and parentheses that stand on one line. */
const CLAUSES =
  /^(select|from|where|having|(?:(?:left|right|full|inner|cross|semi|anti) )?join|group by|order by|limit|union(?: all)?|intersect|except|with)\b/i;

/** Longest parenthesis that stays on its line. */
const SHORT = 60;

/** SQL with a line for each clause, indented by depth; nothing but white space differs. */
export function layOutSql(sql: string): string {
  let out = '';
  let rest = sql.trim();
  const depths: boolean[] = [];
  const newLine = () => {
    out = `${out.trimEnd()}\n${'  '.repeat(depths.filter(Boolean).length)}`;
  };
  while (rest !== '') {
    const quoted = /^(?:'(?:[^']|'')*'|"(?:[^"]|"")*")/.exec(rest)?.[0];
    const isInline = depths.includes(false);
    const clause = /\w$/.test(out) || isInline ? undefined : CLAUSES.exec(rest)?.[0];
    if (clause && out !== '' && !/\n\s*$/.test(out)) newLine();
    const taken = quoted ?? clause ?? rest.slice(0, 1);
    if (taken === ')' && depths.pop()) newLine();
    out += taken;
    rest = rest.slice(taken.length);
    if (taken === '(') {
      depths.push(lengthInside(rest) > SHORT && !isInline);
      if (depths.at(-1)) newLine();
    }
    if (/\n\s*$/.test(out)) rest = rest.trimStart();
  }
  return out;
}

/** Characters until the parenthesis closes that was opened just before. */
function lengthInside(text: string): number {
  let depth = 1;
  for (const { 0: part, index } of text.matchAll(/'(?:[^']|'')*'|"(?:[^"]|"")*"|[()]/g)) {
    if (part === '(') depth += 1;
    if (part === ')') depth -= 1;
    if (depth === 0) return index;
  }
  return text.length;
}
