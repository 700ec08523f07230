import { describe, expect, it } from 'vitest';
import { callAtEnd } from './signature.ts';

describe('the call around the cursor', () => {
  it.each([
    ['@concat(', { name: 'concat', argument: 0 }],
    ["@concat('a, (b', ", { name: 'concat', argument: 1 }],
    ["@if(equals(1, 2), body('X')?['a'], ", { name: 'if', argument: 2 }],
    ['@{add(mul(2, 3), sub(', { name: 'sub', argument: 0 }],
    ["@concat('it''s', item(", { name: 'item', argument: 0 }],
    ["@concat('a')", undefined],
    ['plain', undefined],
  ])('of %s is %j', (before, call) => {
    expect(callAtEnd(before)).toEqual(call);
  });
});
