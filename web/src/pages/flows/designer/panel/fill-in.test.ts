import { describe, expect, it } from 'vitest';
import { expressionsIn, fillIn } from './fill-in.ts';

const values: Readonly<Record<string, unknown>> = { 'utcNow()': 'now', "body('Get')": [1, 2], 'rand(1, 9)': 7 };
const shown = (expression: string) => values[expression] ?? `‹${expression}›`;

describe('a preview', () => {
  it.each([
    ['text', 'as it is', 'as it is'],
    ['text around', 'It is @{utcNow()}, @{rand(1, 9)} of @{nosuch()}', 'It is now, 7 of ‹nosuch()›'],
    ['a value that stands alone', "@body('Get')", [1, 2]],
    ['a value in braces', "@{body('Get')}", '[1,2]'],
    [
      'all texts inside',
      { a: ['@{utcNow()}'], b: { c: '@rand(1, 9)' }, d: true },
      { a: ['now'], b: { c: 7 }, d: true },
    ],
    ['signs that begin no expression', '@@me and @@{x} at a@b.eus', '@me and @{x} at a@b.eus'],
  ])('fills in %s', (_title, template, expected) => {
    expect(fillIn(template, shown)).toEqual(expected);
  });

  it('needs each expression once', () => {
    expect(expressionsIn({ a: '@{utcNow()} @{rand(1, 9)}', b: ['@utcNow()'] })).toEqual(['utcNow()', 'rand(1, 9)']);
  });
});
