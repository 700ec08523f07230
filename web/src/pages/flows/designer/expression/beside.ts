/** A stretch of a text. */
export interface Stretch {
  readonly from: number;
  readonly to: number;
}

/** True when the cursor stands inside `@{…}` or the whole text is one expression. */
export function isInExpression(before: string): boolean {
  if (/^@(?![@{])/.test(before)) return true;
  const open = before.lastIndexOf('@{');
  return open >= 0 && before.charAt(open - 1) !== '@' && !before.slice(open).includes('}');
}

/** How an expression is written in place of a stretch of a text: `@…` alone, which keeps its type, bare inside of another, `@{…}` beside text. */
export function expressionAt(text: string, { from, to }: Stretch, expression: string): string {
  const before = text.slice(0, from);
  const others = before + text.slice(to);
  if (others === '') return `@${expression}`;
  const isAfterWhole = others === before && isWhole(before.trimEnd());
  return isInExpression(before) && !isAfterWhole ? expression : `@{${expression}}`;
}

/**
 * The expression of a text that has stood alone as `@…` and has other text beside it now, so that it needs braces.
 * `before` is the text as it was. Blanks after it, and what may go on as `?.name`, are no text yet.
 */
export function needsBraces(before: string, now: string): Stretch | undefined {
  const to = endOfWhole(now);
  if (to !== undefined && !/^(?:\s*|\??\.?|[)\]].*)$/s.test(now.slice(to))) return { from: 0, to };
  const from = now.length - before.length;
  const hasTextBefore = from > 0 && now.endsWith(before) && isWhole(before) && now.slice(0, from) !== '@';
  return hasTextBefore ? { from, to: now.length } : undefined;
}

/** Where the complete expressions of a text stand, each a token: `@{…}`, or all of it as `@call(…)`. What is still being written is none. */
export function tokensIn(text: string): readonly Stretch[] {
  if (isWhole(text)) return [{ from: 0, to: text.length }];
  return [...text.matchAll(/(?<!@)@\{(?:[^}'"]|'(?:[^']|'')*')+\}/g)].map(({ index, 0: found }) => {
    return { from: index, to: index + found.length };
  });
}

/** The expression of a token, without `@` and braces; also of what somebody writes with them. */
export function expressionOf(token: string): string {
  const written = token.trim();
  const [braced] = tokensIn(written);
  if (written.startsWith('@{') && braced?.to === written.length) return written.slice(2, -1);
  return written.replace(/^@/, '');
}

/** A token with another expression in it, in braces as it was. */
export function withExpression(token: string, expression: string): string {
  return token.startsWith('@{') || token === '' ? `@{${expression}}` : `@${expression}`;
}

function isWhole(text: string): boolean {
  return endOfWhole(text) === text.length;
}

/** Where the call that a text begins with ends, with the members read of it: `@body('Get')?['name']`; undefined while there is none or it is open. */
function endOfWhole(text: string): number | undefined {
  const plain = text.replaceAll(/'(?:[^']|'')*'/g, (quoted) => ' '.repeat(quoted.length));
  let open = /^@[a-zA-Z]\w*(?=\()/.exec(plain)?.[0].length;
  while (open !== undefined) {
    const end = endOfBrackets(plain, open);
    if (end === undefined) return undefined;
    const members = /^(?:\??\.\w+)*/.exec(plain.slice(end))?.[0].length ?? 0;
    const next = /^\??\[/.exec(plain.slice(end + members))?.[0].length;
    if (next === undefined) return end + members;
    open = end + members + next - 1;
  }
  return undefined;
}

function endOfBrackets(plain: string, open: number): number | undefined {
  let depth = 0;
  for (let at = open; at < plain.length; at += 1) {
    const letter = plain.charAt(at);
    if (letter === "'") return undefined;
    if (letter === '(' || letter === '[') depth += 1;
    if (letter === ')' || letter === ']') depth -= 1;
    if (depth === 0) return at + 1;
  }
  return undefined;
}
