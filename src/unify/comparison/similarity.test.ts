import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openTestSession } from '../../../test/support/unify.ts';
import type { EngineSession } from '../../sql/engine.ts';
import { sql } from '../../sql/sql.ts';
import { precisionOf } from './precision.ts';
import { similarity } from './similarity.ts';
import { sharedType } from './value.ts';

let session: EngineSession;

beforeAll(async () => {
  session = await openTestSession();
});
afterAll(() => session.close());

describe('similarity is (length of the longer text - edits) / length of the longer text', () => {
  it.each([
    ['equal texts', 'miren', 'miren', 1],
    ['one substitution of five', 'miren', 'maren', 0.8],
    ['one insertion: the longer text is the base', 'mirenn', 'miren', 5 / 6],
    ['a swap is two edits', 'mrien', 'miren', 3 / 5],
    ['the 22 and 20 characters of the documentation', 'sergei@contoso.com.abc', 'sergei@contoso.com.a', 20 / 22],
    ['nothing in common', 'abc', 'xyz', 0],
    ['nothing against something', '', 'abc', 0],
    ['an accent is one edit', 'José', 'Jose', 3 / 4],
    ['other scripts count by characters', '日本橋', '日木橋', 2 / 3],
    ['a missing foreign letter is one edit', 'Łukasz', 'ukasz', 5 / 6],
    ['the same foreign letter is no edit', 'Łukasz', 'Łukas', 5 / 6],
    ['nothing is compared with null', null, 'abc', null],
  ] as const)('%s', async (_title, left, right, expected) => {
    const compare = (a: string | null, b: string | null) =>
      session.value(
        sql`select ${similarity(sql`a`, sql`b`, { least: 0, dialect: session.dialect })} from (select cast(${a} as varchar) as a, cast(${b} as varchar) as b)`,
      );
    expect(await compare(left, right)).toBe(expected);
    expect(await compare(right, left)).toBe(expected);
  });

  it('counts no edits where the lengths alone keep a pair below what is asked', async () => {
    const query = similarity(sql`'abc'`, sql`'abcdef'`, { least: 0.6, dialect: session.dialect });
    expect(await session.value(sql`select ${query}`)).toBe(0);
  });
});

describe('precision', () => {
  it.each([
    ['low', 0.3],
    ['medium', 0.6],
    ['high', 0.8],
    ['exact', 1],
    [undefined, 1],
    [0.42, 0.42],
  ] as const)('%s is at least %s', (written, least) => {
    expect(precisionOf(written)).toBe(least);
  });
});

describe('values of two types are compared', () => {
  it.each([
    ['integer', 'integer', 'integer'],
    ['integer', 'decimal', 'decimal'],
    ['double', 'integer', 'double'],
    ['date', 'dateTime', 'dateTime'],
    ['integer', 'string', 'string'],
    ['guid', 'string', 'string'],
    ['boolean', 'integer', 'string'],
  ] as const)('%s and %s as %s', (left, right, shared) => {
    expect(sharedType(left, right)).toBe(shared);
    expect(sharedType(right, left)).toBe(shared);
  });
});
