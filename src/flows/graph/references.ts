import { isArray, isObject, type Value, type ValueObject } from '../language/index.ts';

const QUOTED = /'((?:[^']|'')*)'/g;

/**
 * Names (in lower case) of loops whose inside is read from outside: through `result('Loop')`, or through an action of the
 * loop named behind it. Only these keep their iterations in memory. A name that merely looks like one counts too.
 */
export function findKeptLoops(definition: ValueObject): ReadonlySet<string> {
  const loops: Loop[] = [];
  collectLoops(definition['actions'], [], loops);
  if (loops.length === 0) return new Set();
  const whole = countNames(definition);
  return new Set(loops.filter((loop) => isReadFromOutside(loop, whole)).map(({ name }) => name));
}

interface Loop {
  readonly name: string;
  readonly definition: ValueObject;
  /** The loop itself, what encloses it and what it encloses. */
  readonly names: readonly string[];
}

function collectLoops(actions: Value | undefined, enclosing: readonly string[], found: Loop[]): void {
  for (const [name, definition] of Object.entries(isObject(actions) ? actions : {})) {
    if (!isObject(definition)) continue;
    const key = name.toLowerCase();
    const isLoop = ['foreach', 'until'].includes(String(definition['type']).toLowerCase());
    if (isLoop) found.push({ name: key, definition, names: [key, ...enclosing, ...namesInside(definition)] });
    for (const inner of innerActions(definition)) collectLoops(inner, [...enclosing, key], found);
  }
}

/** The groups of actions directly inside of an action. */
export function innerActions(definition: ValueObject): readonly Value[] {
  const { actions, else: otherwise, default: fallback, cases } = definition;
  const branches = [otherwise, fallback, ...(isObject(cases) ? Object.values(cases) : [])];
  return [actions, ...branches.map((branch) => (isObject(branch) ? branch['actions'] : undefined))].filter(
    (inner) => inner !== undefined,
  );
}

function namesInside(definition: ValueObject): readonly string[] {
  return innerActions(definition).flatMap((actions) =>
    Object.entries(isObject(actions) ? actions : {}).flatMap(([name, inner]) => [
      name.toLowerCase(),
      ...(isObject(inner) ? namesInside(inner) : []),
    ]),
  );
}

function isReadFromOutside({ definition, names }: Loop, whole: ReadonlyMap<string, number>): boolean {
  const inside = countNames(definition);
  return names.some((name) => (whole.get(name) ?? 0) > (inside.get(name) ?? 0));
}

/** How often each quoted name occurs in the expressions of a value. */
function countNames(value: Value, counts: Map<string, number> = new Map()): ReadonlyMap<string, number> {
  if (typeof value === 'string') {
    if (value.includes('@'))
      for (const [, name = ''] of value.matchAll(QUOTED)) {
        const key = name.replaceAll("''", "'").toLowerCase();
        counts.set(key, (counts.get(key) ?? 0) + 1);
      }
  } else if (isArray(value)) {
    for (const element of value) countNames(element, counts);
  } else if (isObject(value)) {
    for (const member of Object.values(value)) countNames(member, counts);
  }
  return counts;
}
