import { FluxuError } from '../../src/base/errors.ts';
import { createSeededRandom, type Random } from '../../src/base/random.ts';
import {
  checkUnwrapped,
  createContextScope,
  type EvaluationContext,
  evaluateTemplate,
  evaluateValue,
  FUNCTIONS,
  isArray,
  isObject,
  printJson,
  unwrapDefinitions,
  type Value,
} from '../../src/flows/language/index.ts';

/** A case in which the language did what it never may. */
export interface FuzzFault {
  readonly kind: 'expression' | 'definition';
  readonly source: string;
  readonly problem: string;
}

export interface FuzzOptions {
  readonly seed: number;
  readonly count: number;
  /** Texts that are changed at random, besides what is made up. */
  readonly templates?: readonly string[];
  readonly definitions?: readonly Value[];
  /** Called now and then with the count so far. */
  readonly onProgress?: (done: number) => void;
}

/** Longest time one case may take, in seconds. */
const MAX_SECONDS = 2;
const LIMITS = { steps: 50_000, outputLength: 200_000, seconds: MAX_SECONDS };
/** One case in so many is a definition; the others are expressions. */
const DEFINITION_EVERY = 50;
/** A property that every object inherits while the fuzz runs: whoever reads it has left its value. */
const TRAP = 'inheritedTrap';

/** Tries random and mutated expressions and definitions; gives what crashed, hung or reached outside of its value. */
export function fuzzLanguage(options: FuzzOptions): readonly FuzzFault[] {
  const random = createSeededRandom(options.seed);
  const faults: FuzzFault[] = [];
  setTrap();
  try {
    for (let done = 0; done < options.count; done++) {
      const isDefinition = done % DEFINITION_EVERY === DEFINITION_EVERY - 1;
      const fault = isDefinition ? tryDefinition(random, options) : tryTemplate(random, options);
      if (fault) faults.push(fault);
      if (done % 10_000 === 0) options.onProgress?.(done);
    }
  } finally {
    removeTrap();
  }
  return faults;
}

function setTrap(): void {
  Object.defineProperty(Object.prototype, TRAP, {
    configurable: true,
    enumerable: false,
    get: () => {
      throw new Error('an inherited property was read');
    },
    set(value: unknown) {
      Object.defineProperty(this, TRAP, { value, configurable: true, enumerable: true, writable: true });
    },
  });
}

function removeTrap(): void {
  delete (Object.prototype as unknown as Record<string, unknown>)[TRAP];
}

const CONTEXT: EvaluationContext = {
  parameters: { p: 'text', n: 5 },
  variables: { v: [1, 2, 3], o: { a: { b: null } } },
  trigger: { outputs: { headers: {}, body: { id: 1, list: ['a', { x: 1 }], 'a/b': true } } },
  actions: { Get: { status: 'Succeeded', outputs: { statusCode: 200, body: { value: [] } } } },
  items: { Each: 'item' },
  item: { x: 1 },
  utcNow: '2026-03-15T08:00:00.1234567Z',
};

function tryTemplate(random: Random, { templates = [] }: FuzzOptions): FuzzFault | undefined {
  const source =
    templates.length > 0 && random.fraction() < 0.5 ? mutateText(random, pick(random, templates)) : madeUp(random);
  const problem = observe(() => {
    const isTree = random.fraction() < 0.05;
    const scope = createContextScope(CONTEXT, { random });
    const value: Value = isTree
      ? evaluateValue({ [source]: [source] }, scope, { limits: LIMITS })
      : evaluateTemplate(source, scope, { limits: LIMITS });
    const strange = findStranger(value);
    if (strange !== undefined) throw new Error(`it gives ${strange}`);
  });
  return problem === undefined ? undefined : { kind: 'expression', source, problem };
}

function tryDefinition(random: Random, { definitions = [] }: FuzzOptions): FuzzFault | undefined {
  const seed = definitions.length > 0 && random.fraction() < 0.7 ? pick(random, definitions) : SMALL;
  let value = seed;
  for (let change = 1 + Math.floor(random.fraction() * 4); change > 0; change--) value = mutateValue(random, value);
  const source = printJson(value);
  const problem = observe(() => {
    for (const unwrapped of unwrapDefinitions('fuzz.json', source)) {
      const { diagnostics } = checkUnwrapped(unwrapped);
      if (diagnostics.some(({ pointer }) => pointer !== '' && !pointer.startsWith('/')))
        throw new Error('a pointer is none');
    }
  });
  return problem === undefined ? undefined : { kind: 'definition', source: source.slice(0, 2000), problem };
}

/** What is wrong with a case: an error that is not ours, or too much time. */
function observe(work: () => void): string | undefined {
  const before = process.threadCpuUsage();
  try {
    work();
  } catch (error) {
    if (!(error instanceof FluxuError)) return error instanceof Error ? (error.stack ?? error.message) : String(error);
  }
  const { user, system } = process.threadCpuUsage(before);
  const seconds = (user + system) / 1e6;
  return seconds > MAX_SECONDS * 2 ? `it takes ${seconds.toFixed(1)} s` : undefined;
}

/** A part of a result that is no JSON value: functions and what belongs to the machine never come out of an expression. */
function findStranger(value: Value): string | undefined {
  if (value === undefined || typeof value === 'function' || typeof value === 'symbol') return typeof value;
  if (isArray(value)) return value.map(findStranger).find((found) => found !== undefined);
  if (!isObject(value)) return undefined;
  const prototype: unknown = Object.getPrototypeOf(value);
  if (prototype !== Object.prototype && prototype !== null) return 'an object of a class';
  return Object.values(value)
    .map(findStranger)
    .find((found) => found !== undefined);
}

function pick<Item>(random: Random, items: readonly Item[]): Item {
  return items[Math.floor(random.fraction() * items.length)] as Item;
}

const KEYS = [
  'a',
  'b',
  'x',
  'value',
  'body/x',
  '__proto__',
  'constructor',
  'toString',
  'length',
  TRAP,
  'prototype',
  '',
];
const TEXTS = [
  ...KEYS,
  'abc',
  '1.5',
  '-7',
  'true',
  '2026-03-15T08:00:00Z',
  'yyyy-MM-dd',
  'en-US',
  'de-DE',
  'N2',
  '#,##0.00',
  '<a b="1"><c/></a>',
  '{"a":{"b":[1,2]}}',
  '//a/@b',
  'aGVsbG8=',
  'data:text/plain;base64,aGk=',
  'https://contoso.com:8080/p?q=1',
  'Pacific Standard Time',
  'Day',
  '\u0130\ud83d\ude00',
  '%E2%28',
];
const NUMBERS = [
  '0',
  '1',
  '-1',
  '2',
  '3.5',
  '1e3',
  '9223372036854775807',
  '-9223372036854775808',
  '1e308',
  '100000',
  '.5',
];

/** An expression that is well formed more often than not. */
function expression(random: Random, depth: number): string {
  const roll = random.fraction();
  if (depth <= 0 || roll < 0.2) {
    if (roll < 0.08) return pick(random, ['true', 'false', 'null']);
    if (roll < 0.14) return pick(random, NUMBERS);
    return `'${pick(random, TEXTS).replaceAll("'", "''")}'`;
  }
  const { name, parameters } = pick(random, FUNCTIONS);
  const usual = parameters.at(-1)?.isRest ? 2 : parameters.length;
  const count = random.fraction() < 0.1 ? Math.floor(random.fraction() * 5) : usual;
  const given = Array.from({ length: count }, () => expression(random, depth - 1));
  let text = `${random.fraction() < 0.1 ? name.toUpperCase() : name}(${given.join(', ')})`;
  while (random.fraction() < 0.2) text += dereference(random);
  return text;
}

function dereference(random: Random): string {
  const safe = random.fraction() < 0.6 ? '?' : '';
  const roll = random.fraction();
  if (roll < 0.3) return `${safe}[${Math.floor(random.fraction() * 4)}]`;
  const key = pick(random, KEYS);
  return roll < 0.7 || !/^\w+$/.test(key) ? `${safe}['${key}']` : `${safe}.${key}`;
}

function madeUp(random: Random): string {
  const roll = random.fraction();
  const own = expression(random, 1 + Math.floor(random.fraction() * 4));
  if (roll < 0.7) return `@${own}`;
  if (roll < 0.9) return `x @{${own}} y @@{ @{${expression(random, 1)}}`;
  return mutateText(random, `@${own}`);
}

const SIGNS = [...'@{}()[].,?\'"\\ \t\n+-0159eEx_/#%', '@@', '@{', "''", '\u0000', '\ud800', '\u2028'];

function mutateText(random: Random, text: string): string {
  let changed = text;
  for (let change = 1 + Math.floor(random.fraction() * 4); change > 0; change--) {
    const at = Math.floor(random.fraction() * (changed.length + 1));
    const length = Math.floor(random.fraction() * 4);
    const middle = random.fraction() < 0.6 ? pick(random, SIGNS) : random.fraction() < 0.3 ? pick(random, TEXTS) : '';
    changed = changed.slice(0, at) + middle + changed.slice(at + length);
  }
  return changed;
}

/** A definition with a bit of everything. */
const SMALL: Value = {
  $schema: 'https://schema.management.azure.com/providers/Microsoft.Logic/schemas/2016-06-01/workflowdefinition.json#',
  contentVersion: '1.0.0.0',
  parameters: { p: { type: 'String', defaultValue: 'x' } },
  triggers: { Timer: { type: 'Recurrence', recurrence: { frequency: 'Day', interval: 1 } } },
  actions: {
    Set: {
      type: 'InitializeVariable',
      inputs: { variables: [{ name: 'v', type: 'integer', value: 0 }] },
      runAfter: {},
    },
    Each: {
      type: 'Foreach',
      foreach: '@range(0, 3)',
      actions: { Add: { type: 'IncrementVariable', inputs: { name: 'v', value: 1 } } },
      runAfter: { Set: ['Succeeded'] },
    },
    Choose: {
      type: 'If',
      expression: { and: [{ greater: ["@variables('v')", 1] }] },
      actions: { Say: { type: 'Compose', inputs: "@{parameters('p')}" } },
      else: { actions: {} },
      runAfter: { Each: ['Succeeded', 'Failed'] },
    },
  },
  outputs: {},
};

const VALUES: readonly Value[] = [
  null,
  true,
  0,
  -1,
  1.5,
  '',
  '@',
  "@body('Nobody')",
  '@{',
  [],
  {},
  [[]],
  'Foreach',
  'x',
];

/** A value in which something, somewhere, has been replaced, removed, doubled or renamed. */
function mutateValue(random: Random, value: Value): Value {
  if (random.fraction() < 0.15) return pick(random, VALUES);
  if (isArray(value) && value.length > 0) {
    const at = Math.floor(random.fraction() * value.length);
    if (random.fraction() < 0.1) return value.toSpliced(at, 1);
    return value.with(at, mutateValue(random, value[at] ?? null));
  }
  if (isObject(value)) return mutateObject(random, value);
  return typeof value === 'string' ? mutateText(random, value) : pick(random, VALUES);
}

function mutateObject(random: Random, value: Readonly<Record<string, Value>>): Value {
  const entries = Object.entries(value);
  const roll = random.fraction();
  if (entries.length === 0 || roll < 0.05) return { ...value, [pick(random, KEYS)]: pick(random, VALUES) };
  const at = Math.floor(random.fraction() * entries.length);
  const [key, member] = entries[at] as [string, Value];
  if (roll < 0.12) return Object.fromEntries(entries.toSpliced(at, 1));
  if (roll < 0.18) return Object.fromEntries([...entries, [`${key}_`, member]]);
  if (roll < 0.24) return Object.fromEntries(entries.with(at, [mutateText(random, key), member]));
  return Object.fromEntries(entries.with(at, [key, mutateValue(random, member)]));
}
