import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  createContextScope,
  evaluateCondition,
  evaluateExpression,
  evaluateTemplate,
  evaluateValue,
  printJson,
} from '../index.ts';

/** An expression as a tree of names and constants, apart from our own trees. */
type Tree = string | bigint | boolean | null | { readonly call: string; readonly given: readonly Tree[] };

/** What a small evaluator of its own knows: a constant, an array, or that it fails. */
type Known = string | bigint | boolean | null | readonly Known[];
const FAILS = Symbol('fails');

const LOWEST = -(2n ** 63n);
const HIGHEST = 2n ** 63n - 1n;

function reference(tree: Tree): Known {
  if (tree === null || typeof tree !== 'object') return tree;
  const { call, given } = tree;
  const at = (index: number) => reference(given[index] ?? null);
  switch (call) {
    case 'if':
      return boolean(at(0)) ? at(1) : at(2);
    case 'and':
      return given.every((_, index) => boolean(at(index)));
    case 'or':
      return given.some((_, index) => boolean(at(index)));
    case 'coalesce': {
      for (let index = 0; index < given.length; index++) {
        const value = at(index);
        if (value !== null) return value;
      }
      return null;
    }
    default:
      return strict(call, given.map(reference));
  }
}

function strict(call: string, values: readonly Known[]): Known {
  const [a, b] = values as [Known, Known];
  switch (call) {
    case 'not':
      return !boolean(a);
    case 'add':
      return integer(whole(a) + whole(b));
    case 'sub':
      return integer(whole(a) - whole(b));
    case 'mul':
      return integer(whole(a) * whole(b));
    case 'div':
      return integer(whole(a) / notZero(b));
    case 'mod':
      return integer(whole(a) % notZero(b));
    case 'concat':
      return values.map(textOf).join('');
    case 'string':
      return textOf(a);
    case 'length':
      if (typeof a !== 'string' && !Array.isArray(a)) throw FAILS;
      return BigInt((a as string | readonly Known[]).length);
    case 'createArray':
      return values;
    case 'first':
      if (typeof a === 'string') return a.slice(0, 1);
      if (!Array.isArray(a)) throw FAILS;
      return (a as readonly Known[])[0] ?? null;
    case 'equals':
      return same(a, b);
    case 'greater':
      return greater(a, b);
    default:
      throw new Error(call);
  }
}

function boolean(value: Known): boolean {
  if (typeof value !== 'boolean') throw FAILS;
  return value;
}

function whole(value: Known): bigint {
  if (typeof value !== 'bigint') throw FAILS;
  return value;
}

function notZero(value: Known): bigint {
  if (whole(value) === 0n) throw FAILS;
  return whole(value);
}

function integer(value: bigint): bigint {
  if (value < LOWEST || value > HIGHEST) throw FAILS;
  return value;
}

function textOf(value: Known): string {
  if (value === null) return '';
  if (typeof value === 'boolean') return value ? 'True' : 'False';
  return Array.isArray(value) ? json(value) : String(value);
}

function json(value: Known): string {
  if (Array.isArray(value)) return `[${(value as readonly Known[]).map(json).join(',')}]`;
  return typeof value === 'bigint' ? value.toString() : JSON.stringify(value);
}

/** Booleans equal the numbers 1 and 0. */
function same(a: Known, b: Known): boolean {
  if (Array.isArray(a) && Array.isArray(b))
    return (
      a.length === b.length && a.every((value: Known, index) => same(value, (b as readonly Known[])[index] ?? null))
    );
  const numeric = (value: Known) => (value === true ? 1n : value === false ? 0n : value);
  if (typeof a === 'boolean' && typeof b === 'boolean') return a === b;
  if (typeof a === 'boolean' && typeof b !== 'bigint') return false;
  if (typeof b === 'boolean' && typeof a !== 'bigint') return false;
  return numeric(a) === numeric(b);
}

function greater(a: Known, b: Known): boolean {
  if (typeof a === 'bigint' && typeof b === 'bigint') return a > b;
  if (typeof a === 'string' && typeof b === 'string') return a > b;
  throw FAILS;
}

const ARITY: Readonly<Record<string, readonly [number, number]>> = {
  if: [3, 3],
  and: [1, 3],
  or: [1, 3],
  coalesce: [1, 3],
  not: [1, 1],
  add: [2, 2],
  sub: [2, 2],
  mul: [2, 2],
  div: [2, 2],
  mod: [2, 2],
  concat: [1, 3],
  string: [1, 1],
  length: [1, 1],
  createArray: [1, 3],
  first: [1, 1],
  equals: [2, 2],
  greater: [2, 2],
};

const constant = fc.oneof(
  fc.string({ unit: fc.constantFrom('a', 'B', "'", ' ', 'é'), maxLength: 3 }),
  fc.oneof(fc.bigInt({ min: -5n, max: 5n }), fc.bigInt({ min: LOWEST, max: HIGHEST })),
  fc.boolean(),
  fc.constant(null),
);
const { tree } = fc.letrec<{ tree: Tree }>((tie) => ({
  tree: fc.oneof(
    { maxDepth: 4, depthSize: 'medium' },
    constant,
    fc
      .constantFrom(...Object.entries(ARITY))
      .chain(([call, [least, most]]) =>
        fc.array(tie('tree'), { minLength: least, maxLength: most }).map((given) => ({ call, given })),
      ),
  ),
}));

function write(node: Tree): string {
  if (typeof node === 'string') return `'${node.replaceAll("'", "''")}'`;
  if (node === null || typeof node !== 'object') return String(node);
  return `${node.call}(${node.given.map(write).join(', ')})`;
}

function expected(node: Tree): string {
  try {
    return json(reference(node));
  } catch (error) {
    if (error === FAILS) return 'fails';
    throw error;
  }
}

function given(expression: string): string {
  try {
    return printJson(evaluateExpression(expression, createContextScope({})));
  } catch {
    return 'fails';
  }
}

describe('evaluation', () => {
  it('gives what a small evaluator of its own gives, whatever the expression', () => {
    fc.assert(
      fc.property(tree, (node) => {
        expect(given(write(node))).toBe(expected(node));
      }),
      { numRuns: 3000 },
    );
  });

  it('evaluates every string of a value, keys included, and names the place of a fault', () => {
    const scope = createContextScope({ variables: { n: 2 } });
    expect(evaluateValue({ "@{'k'}": ["@variables('n')", 'x@{1}'], same: { a: null } }, scope)).toEqual({
      k: [2, 'x1'],
      same: { a: null },
    });
    expect(() => evaluateValue({ to: [{ cc: "@variables('m')" }] }, scope)).toThrow(
      expect.objectContaining({ place: expect.objectContaining({ pointer: '/to/0/cc' }) }),
    );
  });

  it('stops at its limits', () => {
    const limits = { steps: 1000, outputLength: 1000, seconds: 10 };
    const evaluate = (template: string) => () => evaluateTemplate(template, createContextScope({}), { limits });
    expect(evaluate('@range(0, 5000)')).toThrow(expect.objectContaining({ code: 'FLX_FLOW_STEPS' }));
    const ten = `'${'x'.repeat(100)}'`;
    const double = (text: string) => `concat(${text}, ${text})`;
    expect(evaluate(`@${double(double(double(double(ten))))}`)).toThrow(
      expect.objectContaining({ code: 'FLX_FLOW_SIZE' }),
    );
    let seconds = 0;
    const slow = () => (seconds += 60);
    const many = () => evaluateTemplate('@length(range(0, 90000))', createContextScope({}), { monotonicSeconds: slow });
    expect(many).not.toThrow();
    expect(() =>
      evaluateTemplate('@concat(string(range(0, 90000)), string(range(0, 90000)))', createContextScope({}), {
        monotonicSeconds: slow,
      }),
    ).toThrow(expect.objectContaining({ code: 'FLX_FLOW_TIME' }));
  });
});

describe('conditions', () => {
  const scope = createContextScope({ variables: { n: 2 } });

  it.each<[unknown, boolean]>([
    ["@equals(variables('n'), 2)", true],
    [{ and: [{ equals: [1, 1] }, { greater: ["@variables('n')", 5] }] }, false],
    [{ or: [{ equals: [1, 2] }, { contains: ['abc', 'b'] }] }, true],
    [{ not: { equals: [1, 2] } }, true],
    [{ NOT: [{ equals: [1, 1] }] }, false],
    [{ and: [{ equals: [{ lENgth: ['a'] }, 1] }] }, true],
    [true, true],
  ])('%j holds: %s', (condition, holds) => {
    expect(evaluateCondition(condition as never, scope)).toBe(holds);
  });

  it.each(['equals(1, 1)', { equals: [1] }, { and: [1] }, 5, '@1', {}])('%j is none', (condition) => {
    expect(() => evaluateCondition(condition as never, scope)).toThrow();
  });
});
