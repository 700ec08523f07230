/**
 * What the server says in another language: by code, sentences as the server writes them, with `{parameters}`, and what
 * they are in the language. `*` holds sentences that come with any code or none, `#` what stands in place of parameters,
 * `names` what things of the server are called and how they are described, `evidence` what records are compared by.
 */
export type ServerTexts = Readonly<Record<string, Readonly<Record<string, string>>>>;

type Entries = readonly (readonly [pattern: string, translated: string])[];

const compiled = new Map<string, RegExp>();

/**
 * A sentence of the server in another language: the parameters are read out of the sentence, so that what was kept long
 * ago is translated too. Of a sentence with place and mend behind it, each part is. What is not known stays as it is.
 * Without a code, a sentence of any code may be meant.
 */
export function translateSentence(texts: ServerTexts | undefined, sentence: string, code?: string): string {
  if (!texts) return sentence;
  const known = code === undefined ? entriesOf(texts, ...Object.keys(texts)) : entriesOf(texts, code, '*');
  const whole = translateWhole(texts, known, sentence);
  if (whole !== undefined) return whole;
  for (const { index } of [...sentence.matchAll(/(?<=\.) /g)].reverse()) {
    const end = translateWhole(texts, known, sentence.slice(index + 1));
    if (end !== undefined) return `${translateSentence(texts, sentence.slice(0, index), code)} ${end}`;
  }
  return sentence;
}

/** Members of what the server gives in which people read names and descriptions. */
export const NAMING: ReadonlySet<string> = new Set(['title', 'summary', 'description', 'displayName', 'x-ms-summary']);

/** What the server gave, with its own names and descriptions in another language; names that people gave stay. */
export function translateNames<Given>(texts: ServerTexts | undefined, given: Given): Given {
  const { names } = texts ?? {};
  return names ? (named(names, given) as Given) : given;
}

function named(names: Readonly<Record<string, string>>, given: unknown): unknown {
  if (Array.isArray(given)) return given.map((each) => named(names, each));
  if (typeof given !== 'object' || given === null) return given;
  const members = Object.entries(given).map(([key, value]: [string, unknown]) => {
    const isNaming = typeof value === 'string' && NAMING.has(key);
    return [key, isNaming ? (names[value] ?? value) : named(names, value)] as const;
  });
  return Object.fromEntries(members);
}

function translateWhole(texts: ServerTexts, known: Entries, sentence: string): string | undefined {
  for (const [pattern, translated] of known) {
    const values = valuesIn(sentence, pattern);
    if (values) return fillIn(texts, translated, values);
  }
  return undefined;
}

/** What stands in quotes is a name or a value; the rest are words, and some of those are known. */
function fillIn(texts: ServerTexts, translated: string, values: Readonly<Record<string, string>>): string {
  return translated.replaceAll(/('?)\{(\w+)\}('?)/g, (whole, before: string, name: string, after: string) => {
    const value = values[name];
    if (value === undefined) return whole;
    return before && after ? `${before}${value}${after}` : `${before}${translateWords(texts, value)}${after}`;
  });
}

function translateWords(texts: ServerTexts, value: string): string {
  const known = entriesOf(texts, '#');
  const whole = translateWhole(texts, known, value);
  if (whole !== undefined) return whole;
  const parts = value.split(', ');
  return parts.map((part) => translateWhole(texts, known, part) ?? part).join(', ');
}

/** Those that say most come first, because a shorter one may fit what they are about. */
function entriesOf(texts: ServerTexts, ...codes: readonly string[]): Entries {
  const entries = codes.flatMap((code) => Object.entries(texts[code] ?? {}));
  return entries.toSorted(([one], [other]) => other.length - one.length);
}

/** What stands in a sentence in place of the parameters of a pattern; undefined when it is another sentence. */
function valuesIn(sentence: string, pattern: string): Readonly<Record<string, string>> | undefined {
  if (!pattern.includes('{')) return sentence === pattern ? {} : undefined;
  const expression = compiled.get(pattern) ?? compile(pattern);
  compiled.set(pattern, expression);
  return expression.exec(sentence)?.groups;
}

function compile(pattern: string): RegExp {
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
  return new RegExp(`^${source}$`, 's');
}
