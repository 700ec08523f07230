/** By code (`*` for any), sentences as the server writes them, with `{parameters}`, and what they are in a language. */
export type ProblemTexts = Readonly<Record<string, Readonly<Record<string, string>>>>;

/**
 * A sentence of the server in another language: the parameters are read out of the sentence, so that what was kept long
 * ago is translated too. Sentences that are not known stay as they are.
 */
export function translateProblem(texts: ProblemTexts | undefined, code: string, sentence: string): string {
  for (const [pattern, translated] of [...entriesOf(texts, code), ...entriesOf(texts, '*')]) {
    const values = valuesIn(sentence, pattern);
    if (values) return translated.replaceAll(/\{(\w+)\}/g, (whole, name: string) => values[name] ?? whole);
  }
  return sentence;
}

function entriesOf(texts: ProblemTexts | undefined, code: string): readonly [string, string][] {
  return Object.entries(texts?.[code] ?? {});
}

/** What stands in a sentence in place of the parameters of a pattern; undefined when it is another sentence. */
function valuesIn(sentence: string, pattern: string): Readonly<Record<string, string>> | undefined {
  const names: string[] = [];
  const source = pattern
    .split(/(\{\w+\})/)
    .map((part) => {
      if (!/^\{\w+\}$/.test(part)) return part.replaceAll(/[\\^$.*+?()[\]{}|]/g, '\\$&');
      const name = part.slice(1, -1);
      if (names.includes(name)) return `\\k<${name}>`;
      names.push(name);
      return `(?<${name}>.*?)`;
    })
    .join('');
  return (
    new RegExp(`^${source}$`, 's').exec(sentence)?.groups ??
    (names.length === 0 && sentence === pattern ? {} : undefined)
  );
}
