import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isFluxuError } from '../../../base/errors.ts';
import { createContextScope, evaluateTemplate, printJson } from '../index.ts';
import { parseExpression } from './parser.ts';
import { printExpression, printTemplate } from './printer.ts';
import { isTemplate, parseTemplate } from './template.ts';
import type { Dereference, Expression } from './tree.ts';

function outcome(template: string): string {
  try {
    return printJson(evaluateTemplate(template, createContextScope({})));
  } catch (error) {
    return String((error as { code?: string }).code ?? error);
  }
}

describe('templates', () => {
  it.each<[string, string]>([
    ['plain', '"plain"'],
    ['@1', '1'],
    ["@concat('a')", '"a"'],
    ['@', '"@"'],
    ['', '""'],
    [' @1', '" @1"'],
    ['@@1', '"@1"'],
    [' @@', '" @@"'],
    ['a @{1} b', '"a 1 b"'],
    ['@{1}', '"1"'],
    ['@{true}@{null}', '"True"'],
    ['a @@{1}', '"a @{1}"'],
    ["@{concat('}', '{')}", '"}{"'],
    ["@{'it''s'}", '"it\'s"'],
    ['@@{1}', '"@{1}"'],
    ['@null', 'null'],
    ['@NULL', 'null'],
    ['@TRUE', 'true'],
    ['@.5', '0.5'],
    ['@+.5', '0.5'],
    ['@1.', '1.0'],
    ['@3e1', '30.0'],
    ['@{+1.}', '"1"'],
    ['@-5', '-5'],
    ['@9223372036854775807', '9223372036854775807'],
    ["@ concat( 'a' , 'b' ) ", '"ab"'],
  ])('%j gives %s', (template, expected) => {
    expect(outcome(template)).toBe(expected);
  });

  it.each([
    '@{}',
    '@()',
    '@1e',
    '@++1',
    '@"a"',
    "@'a",
    '@concat(',
    "@concat('a',)",
    '@concat() x',
    '@f()()',
    '@[1]',
    '@{1',
    '@concat(1 2)',
    "@'a'.b",
    '@f().',
    '@f()?',
    '@f()[]',
    '@1 + 2',
    '@{"a"}',
  ])('%j cannot be read', (template) => {
    expect(outcome(template)).toBe('FLX_FLOW_SYNTAX');
  });

  it('may have 8,192 characters and no more', () => {
    const call = (length: number) => `@concat('${'a'.repeat(length - 10)}')`;
    expect(call(8192).length - 1).toBe(8192);
    expect(outcome(call(8192))).toMatch(/^"a+"$/);
    expect(outcome(call(8193))).toBe('FLX_FLOW_EXPRESSION_TOO_LONG');
  });
});

describe('errors of expressions', () => {
  const fault = (template: string) => {
    try {
      evaluateTemplate(template, createContextScope({}));
    } catch (error) {
      if (isFluxuError(error)) return error;
    }
    throw new Error(`${template} works`);
  };

  it('name the nearest function, the column, and show the place with a caret', () => {
    const error = fault('Hello @{addDay(utcNow(), 1)}');
    expect(error).toMatchObject({ code: 'FLX_FLOW_UNKNOWN_FUNCTION', mend: "Did you mean 'addDays'?" });
    expect(error.place).toMatchObject({ column: 9, excerpt: 'Hello @{addDay(utcNow(), 1)}\n        ^^^^^^' });
  });

  it('name the function, the argument and its value', () => {
    const error = fault("@concat(toUpper(5), 'a')");
    expect(error.message).toBe(
      "'toUpper' expects its parameter 1 'text' to be of type string, but it is the integer 5.",
    );
    expect(error.place?.excerpt).toBe("@concat(toUpper(5), 'a')\n                ^");
  });
});

const NOWHERE = { start: 0, end: 0 };
const text = fc
  .string({ maxLength: 8 })
  .map((value): Expression => ({ kind: 'literal', value, text: `'${value.replaceAll("'", "''")}'`, ...NOWHERE }));
const integer = fc.integer().map((value): Expression => ({ kind: 'literal', value, text: String(value), ...NOWHERE }));
const constant = fc
  .constantFrom<[boolean | null, string]>([true, 'true'], [false, 'false'], [null, 'null'])
  .map(([value, word]): Expression => ({ kind: 'literal', value, text: word, ...NOWHERE }));
const name = fc.stringMatching(/^[a-zA-Z_][\w-]{0,8}$/).filter((word) => !/^(?:true|false|null)$/i.test(word));
const { expression } = fc.letrec<{ expression: Expression; call: Expression; dereference: Dereference }>((tie) => ({
  expression: fc.oneof({ maxDepth: 4 }, text, integer, constant, tie('call')),
  call: fc.record({
    kind: fc.constant('call' as const),
    name,
    nameEnd: fc.constant(0),
    arguments: fc.array(tie('expression'), { maxLength: 3 }),
    dereferences: fc.array(tie('dereference'), { maxLength: 2 }),
    start: fc.constant(0),
    end: fc.constant(0),
  }),
  dereference: fc.record({
    isSafe: fc.boolean(),
    key: fc.oneof(text, integer),
    start: fc.constant(0),
    end: fc.constant(0),
  }),
}));

/** An expression without the places of its parts. */
function withoutPlaces(node: Expression): unknown {
  if (node.kind === 'literal') return node.value;
  return {
    name: node.name,
    arguments: node.arguments.map(withoutPlaces),
    dereferences: node.dereferences.map(({ isSafe, key }) => ({ isSafe, key: withoutPlaces(key) })),
  };
}

describe('printing', () => {
  it('is undone by parsing, whatever the expression', () => {
    fc.assert(
      fc.property(expression, (node) => {
        expect(withoutPlaces(parseExpression(printExpression(node)))).toEqual(withoutPlaces(node));
      }),
      { numRuns: 500 },
    );
  });

  it('gives a template that evaluates to the text it was made of', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom('@', '{', '}', "'", 'a', ' ') }), (plain) => {
        const printed = printTemplate({ kind: 'text', text: plain });
        expect(outcome(printed)).toBe(printJson(plain));
      }),
      { numRuns: 1000 },
    );
  });

  it('keeps what a template says', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom('@', '{', '}', "'", 'a', '1', '(', ')') }), (source) => {
        const parsed = tryParse(source);
        fc.pre(parsed !== undefined);
        const printed = printTemplate(parsed as NonNullable<typeof parsed>);
        expect(outcome(printed)).toBe(outcome(source));
      }),
      { numRuns: 1000 },
    );
  });
});

function tryParse(source: string) {
  try {
    return isTemplate(source) ? parseTemplate(source) : undefined;
  } catch {
    return undefined;
  }
}
