/** A value that an expression does no more than read: of what, and where in it. */
export interface Reference {
  readonly source: 'trigger' | 'step' | 'variable' | 'item' | 'index' | 'result' | 'parameter';
  /** Name of the step, loop, variable or parameter; empty for the trigger and for the item of the nearest loop. */
  readonly of: string;
  /** From the outputs on, or into the value: `['body', 'segment', 'name']`; places in a list are left out. */
  readonly path: readonly string[];
}

const READERS: Readonly<Record<string, Pick<Reference, 'source' | 'path'>>> = {
  triggeroutputs: { source: 'trigger', path: [] },
  triggerbody: { source: 'trigger', path: ['body'] },
  outputs: { source: 'step', path: [] },
  body: { source: 'step', path: ['body'] },
  variables: { source: 'variable', path: [] },
  item: { source: 'item', path: [] },
  items: { source: 'item', path: [] },
  iterationindexes: { source: 'index', path: [] },
  result: { source: 'result', path: [] },
  parameters: { source: 'parameter', path: [] },
};

const QUOTED = /'((?:[^']|'')*)'/.source;
const READING = `(\\w+)\\(\\s*(?:${QUOTED})?\\s*\\)((?:\\??\\[\\s*(?:${QUOTED}|\\d+)\\s*\\]|\\??\\.\\w+)*)`;
const WHOLE = new RegExp(`^\\s*${READING}\\s*$`);
const INSIDE = new RegExp(`\\b${READING}`, 'g');
const MEMBER = new RegExp(`\\[\\s*(?:${QUOTED}|\\d+)\\s*\\]|\\.(\\w+)`, 'g');

/** What an expression reads, without `@`; undefined where it computes something. */
export function readReference(expression: string): Reference | undefined {
  const [, reader = '', of = '', members = ''] = WHOLE.exec(expression) ?? [];
  const found = READERS[reader.toLowerCase()];
  if (!found) return undefined;
  const read = [...members.matchAll(MEMBER)].flatMap(([, quoted, plain]) => quoted ?? plain ?? []);
  return {
    source: found.source,
    of: unquoted(of),
    path: [...found.path, ...read.flatMap((key) => unquoted(key).split('/'))],
  };
}

/** An expression with what it reads under other names; a reading stays as it is where there is none. */
export function withNames(expression: string, nameOf: (reading: string) => string | undefined): string {
  return expression.replaceAll(INSIDE, (reading: string) => nameOf(reading) ?? reading);
}

/** Whether two expressions read one value, however they are written. */
export function isSameReference(one: Reference, other: Reference): boolean {
  return keyOf(one) === keyOf(other);
}

function keyOf({ source, of, path }: Reference): string {
  return JSON.stringify([source, of, ...path]).toLowerCase();
}

function unquoted(text: string): string {
  return text.replaceAll("''", "'");
}

/** What people call the values that no schema names. */
export type Whole = 'body' | 'outputs' | 'item' | 'index' | 'statusCode' | 'result';

/** The name of a value that no schema names: its members as words, or what it is as a whole. */
export function plainTitle({ source, of, path }: Reference, wordOf: (whole: Whole) => string): string {
  const [first = '', ...rest] = path;
  const isBody = first.toLowerCase() === 'body' && (source === 'trigger' || source === 'step');
  if (isBody && rest.length > 0) return wordsFrom(rest);
  if (isBody) return wordOf('body');
  if (first.toLowerCase() === 'statuscode' && rest.length === 0) return wordOf('statusCode');
  if (path.length > 0) return wordsFrom(path);
  if (source === 'variable' || source === 'parameter') return of;
  return wordOf(source === 'item' || source === 'index' || source === 'result' ? source : 'outputs');
}

/** `['segment', 'friendlyName']` as `Segment friendly name`. */
function wordsFrom(path: readonly string[]): string {
  const words = path
    .join(' ')
    .replaceAll(/[_\s-]+/g, ' ')
    .replaceAll(/([\p{Ll}\d])(\p{Lu})/gu, '$1 $2')
    .trim();
  return words.charAt(0).toUpperCase() + words.slice(1).toLowerCase();
}
