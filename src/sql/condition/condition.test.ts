import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { listOf, loadTables, modelOf, openSession } from '../../../test/support/insight-fixture.ts';
import type { Condition } from '../../model/condition.ts';
import { createConditionNames } from '../../model/condition-names.ts';
import type { InsightModel } from '../../model/insight-model.ts';
import type { EngineSession } from '../engine.ts';
import { render, sql } from '../sql.ts';
import { compileCondition } from './condition.ts';

const NOW = '2024-03-31T10:30:00Z';
const GUIDS = ['0b1f0d9e-5a51-4b1c-9f7d-0c9b7a6f1e01', '0b1f0d9e-5a51-4b1c-9f7d-0c9b7a6f1e02'] as const;

let session: EngineSession;
let model: InsightModel;

beforeAll(async () => {
  session = await openSession();
  const entities = await loadTables(session, {
    Shop_Row: {
      columns: {
        id: 'string',
        text: 'string',
        whole: 'integer',
        exact: 'decimal',
        real: 'double',
        flag: 'boolean',
        day: 'date',
        moment: 'dateTime',
        key: 'guid',
        parent: 'string',
      },
      rows: [
        ['a', 'Bilbao', 1, '0.1', 1.5, true, '2024-02-29', '2024-02-29T22:30:00Z', GUIDS[0], null],
        ['b', 'bilbao', 2, '0.2', 2.5, false, '2024-03-31', '2024-03-31T10:30:00Z', GUIDS[1], 'a'],
        ['c', '100%_\\!', 3, '0.3', -3, true, '2024-01-01', '2024-03-01T00:00:00Z', null, 'b'],
        [
          'd',
          'Donostia',
          12345678901,
          '12345678901234567890.123456789',
          0,
          false,
          '2023-02-28',
          '2023-12-31T23:59:59.999999Z',
          null,
          'c',
        ],
        ['e', null, null, null, null, null, null, null, null, 'e'],
      ],
    },
  });
  const tree = {
    name: 'ParentOfRow',
    fromEntity: 'Shop_Row',
    fromAttribute: 'parent',
    toEntity: 'Shop_Row',
    toAttribute: 'id',
  };
  model = modelOf(entities, { relationships: [tree] });
});
afterAll(() => session.close());

function compile(condition: Condition) {
  const context = { dialect: session.dialect, names: createConditionNames(model), now: NOW };
  return compileCondition(condition, { entity: 'Shop_Row', alias: 'r0' }, context);
}

function matching(condition: Condition): Promise<string[]> {
  return listOf(session, sql`select id from "Shop_Row" as r0 where ${compile(condition)}`);
}

describe('a comparison', () => {
  const cases: readonly [string, Condition, string][] = [
    ['text equals, case included', { operator: 'equals', attribute: 'text', value: 'Bilbao' }, 'a'],
    ['text equals, case ignored', { operator: 'equals', attribute: 'text', value: 'BILBAO', ignoreCase: true }, 'a b'],
    ['text differs; what is missing does not', { operator: 'notEquals', attribute: 'text', value: 'Bilbao' }, 'b c d'],
    [
      'text differs, case ignored',
      { operator: 'notEquals', attribute: 'text', value: 'bilbao', ignoreCase: true },
      'c d',
    ],
    ['text contains', { operator: 'contains', attribute: 'text', value: 'ba' }, 'a b'],
    ['text contains, case ignored', { operator: 'contains', attribute: 'text', value: 'OST', ignoreCase: true }, 'd'],
    ['a percent sign is no wildcard', { operator: 'contains', attribute: 'text', value: '%_' }, 'c'],
    [
      'a backslash and an exclamation mark stand for themselves',
      { operator: 'endsWith', attribute: 'text', value: '\\!' },
      'c',
    ],
    ['an underscore is no wildcard', { operator: 'startsWith', attribute: 'text', value: 'B_lbao' }, ''],
    ['text starts with', { operator: 'startsWith', attribute: 'text', value: 'bil' }, 'b'],
    ['text ends with, case ignored', { operator: 'endsWith', attribute: 'text', value: 'TIA', ignoreCase: true }, 'd'],
    ['text is in a list', { operator: 'isIn', attribute: 'text', values: ['Bilbao', 'Donostia'] }, 'a d'],
    [
      'text is in a list, case ignored',
      { operator: 'isIn', attribute: 'text', values: ['BILBAO'], ignoreCase: true },
      'a b',
    ],
    ['text is missing', { operator: 'isNull', attribute: 'text' }, 'e'],
    ['text is there', { operator: 'isNotNull', attribute: 'text' }, 'a b c d'],
    ['a quote in the value ends nothing', { operator: 'equals', attribute: 'text', value: "x' or 1=1 --" }, ''],
    ['an integer equals', { operator: 'equals', attribute: 'whole', value: 2 }, 'b'],
    [
      'an integer equals a number written as text',
      { operator: 'equals', attribute: 'whole', value: '12345678901' },
      'd',
    ],
    ['an integer is greater than a fraction', { operator: 'greaterThan', attribute: 'whole', value: 1.5 }, 'b c d'],
    ['an integer never equals a fraction', { operator: 'equals', attribute: 'whole', value: 1.5 }, ''],
    ['an integer differs', { operator: 'notEquals', attribute: 'whole', value: 1 }, 'b c d'],
    ['an integer is between, ends included', { operator: 'isBetween', attribute: 'whole', from: 1, to: 2 }, 'a b'],
    [
      'an integer is not between; what is missing is not either',
      { operator: 'isNotBetween', attribute: 'whole', from: 1, to: 2 },
      'c d',
    ],
    ['an integer is in a list', { operator: 'isIn', attribute: 'whole', values: [1, 3, 99] }, 'a c'],
    ['a decimal equals exactly', { operator: 'equals', attribute: 'exact', value: 0.3 }, 'c'],
    [
      'a decimal keeps every digit',
      { operator: 'equals', attribute: 'exact', value: '12345678901234567890.123456789' },
      'd',
    ],
    [
      'a decimal differs in the last digit',
      { operator: 'lessThan', attribute: 'exact', value: '12345678901234567890.123456788' },
      'a b c',
    ],
    ['a decimal at or above', { operator: 'greaterThanOrEqualTo', attribute: 'exact', value: 0.2 }, 'b c d'],
    ['a double is less than', { operator: 'lessThan', attribute: 'real', value: 0 }, 'c'],
    ['a double is at or below', { operator: 'lessThanOrEqualTo', attribute: 'real', value: 1.5 }, 'a c d'],
    ['a double is in a list', { operator: 'isIn', attribute: 'real', values: [2.5, -3] }, 'b c'],
    ['a boolean is true', { operator: 'equals', attribute: 'flag', value: true }, 'a c'],
    ['a boolean is false, written as text', { operator: 'equals', attribute: 'flag', value: 'false' }, 'b d'],
    [
      'a boolean is not true; what is missing is neither',
      { operator: 'notEquals', attribute: 'flag', value: true },
      'b d',
    ],
    ['a boolean is missing', { operator: 'isNull', attribute: 'flag' }, 'e'],
    [
      'a GUID equals, however it is written',
      { operator: 'equals', attribute: 'key', value: GUIDS[0].toUpperCase() },
      'a',
    ],
    ['a GUID is in a list', { operator: 'isIn', attribute: 'key', values: [...GUIDS] }, 'a b'],
    ['a day equals the leap day', { operator: 'equals', attribute: 'day', value: '2024-02-29' }, 'a'],
    ['a day is before', { operator: 'lessThan', attribute: 'day', value: '2024-01-01' }, 'd'],
    ['a day is between', { operator: 'isBetween', attribute: 'day', from: '2024-01-01', to: '2024-02-29' }, 'a c'],
    ['a day is in a list', { operator: 'isIn', attribute: 'day', values: ['2024-03-31', '2023-02-28'] }, 'b d'],
    [
      'a moment equals one in another zone',
      { operator: 'equals', attribute: 'moment', value: '2024-03-01T00:30:00+02:00' },
      'a',
    ],
    ['a moment equals a day when it is in it', { operator: 'equals', attribute: 'moment', value: '2024-02-29' }, 'a'],
    [
      'a moment is after a day only once it is over',
      { operator: 'greaterThan', attribute: 'moment', value: '2024-02-29' },
      'b c',
    ],
    [
      'a moment is at or before a day until its end',
      { operator: 'lessThanOrEqualTo', attribute: 'moment', value: '2023-12-31' },
      'd',
    ],
    [
      'a moment is after the second before it',
      { operator: 'greaterThan', attribute: 'moment', value: '2023-12-31T23:59:59Z' },
      'a b c d',
    ],
    [
      'a moment equals to the microsecond',
      { operator: 'equals', attribute: 'moment', value: '2023-12-31T23:59:59.999999Z' },
      'd',
    ],
    [
      'a moment between days includes the last day',
      { operator: 'isBetween', attribute: 'moment', from: '2024-03-01', to: '2024-03-31' },
      'b c',
    ],
    [
      'a moment is in a list of days and moments',
      { operator: 'isIn', attribute: 'moment', values: ['2024-02-29', '2024-03-01T00:00:00Z'] },
      'a c',
    ],
    ['a day within the last day is today', { operator: 'isWithinLast', attribute: 'day', amount: 1, unit: 'day' }, 'b'],
    [
      'a month back from the 31st reaches the end of February',
      { operator: 'isWithinLast', attribute: 'day', amount: 1, unit: 'month' },
      'b',
    ],
    [
      'a month back of moments includes the evening of the leap day',
      { operator: 'isWithinLast', attribute: 'moment', amount: 1, unit: 'month' },
      'a b c',
    ],
    [
      'days within the last quarter',
      { operator: 'isWithinLast', attribute: 'day', amount: 1, unit: 'quarter' },
      'a b c',
    ],
    ['moments within the last weeks', { operator: 'isWithinLast', attribute: 'moment', amount: 4, unit: 'week' }, 'b'],
    [
      'moments within the last minutes',
      { operator: 'isWithinLast', attribute: 'moment', amount: 5, unit: 'minute' },
      'b',
    ],
    ['days of the year up to now', { operator: 'yearToDate', attribute: 'day' }, 'a b c'],
    ['moments of the year up to now', { operator: 'yearToDate', attribute: 'moment' }, 'a b c'],
    ['the day of the month', { operator: 'dayOf', attribute: 'day', value: 29 }, 'a'],
    ['the month', { operator: 'monthOf', attribute: 'day', value: 2 }, 'a d'],
    ['the month of a moment is that in UTC', { operator: 'monthOf', attribute: 'moment', value: 12 }, 'd'],
    ['the year', { operator: 'yearOf', attribute: 'moment', value: '2023' }, 'd'],
    ['the day of the week by number, Monday is 1', { operator: 'dayOfWeek', attribute: 'day', value: 1 }, 'c'],
    ['the day of the week by name', { operator: 'dayOfWeek', attribute: 'day', value: 'Sunday' }, 'b'],
    ['the time of the day to the minute', { operator: 'timeAt', attribute: 'moment', value: '23:59' }, 'd'],
    ['the time of the day to the second', { operator: 'timeAt', attribute: 'moment', value: '22:30:00' }, 'a'],
    [
      'descendants of a row by its key, at any depth',
      { operator: 'childOf', hierarchy: 'ParentOfRow', value: 'a' },
      'b c d',
    ],
    [
      'descendants of rows by another attribute',
      { operator: 'childOf', hierarchy: 'ParentOfRow', attribute: 'text', value: 'bilbao' },
      'c d',
    ],
    [
      'a row that is its own parent is its own descendant, and the search ends',
      { operator: 'childOf', hierarchy: 'ParentOfRow', value: 'e' },
      'e',
    ],
    ['ancestors of a row, at any depth', { operator: 'parentOf', hierarchy: 'ParentOfRow', value: 'd' }, 'a b c'],
  ];
  it.each(cases)('%s', async (_title, condition, expected) => {
    const found = await matching(condition);
    expect(found.join(' '), render(compile(condition), session.dialect)).toBe(expected);
  });

  it('takes ten thousand values in a list', async () => {
    const values = Array.from({ length: 10_000 }, (_, index) => index + 3);
    expect(await matching({ operator: 'isIn', attribute: 'whole', values })).toEqual(['c']);
  });
});

describe('a condition tree', () => {
  const isBilbao: Condition = { operator: 'equals', attribute: 'text', value: 'Bilbao' };
  const isPositive: Condition = { operator: 'greaterThan', attribute: 'real', value: 0 };
  const cases: readonly [string, Condition, string][] = [
    ['and needs every condition', { operator: 'and', conditions: [isPositive, isBilbao] }, 'a'],
    ['or needs one', { operator: 'or', conditions: [isBilbao, { operator: 'isNull', attribute: 'text' }] }, 'a e'],
    ['not takes the rest, also where the value is missing', { operator: 'not', condition: isBilbao }, 'b c d e'],
    ['not of not is the same again', { operator: 'not', condition: { operator: 'not', condition: isBilbao } }, 'a'],
    [
      'or stands inside and as deep as needed',
      {
        operator: 'and',
        conditions: [
          { operator: 'or', conditions: [isPositive, { operator: 'not', condition: isPositive }] },
          { operator: 'not', condition: { operator: 'and', conditions: [isPositive, isBilbao] } },
        ],
      },
      'b c d e',
    ],
  ];
  it.each(cases)('%s', async (_title, condition, expected) => {
    expect((await matching(condition)).join(' ')).toBe(expected);
  });

  it('is written as SQL a person can read', () => {
    const condition: Condition = {
      operator: 'and',
      conditions: [
        { operator: 'not', condition: { operator: 'equals', attribute: 'text', value: 'x' } },
        { operator: 'isWithinLast', attribute: 'moment', amount: 2, unit: 'week' },
      ],
    };
    expect(render(compile(condition), session.dialect)).toBe(
      `(not coalesce("r0"."text" = 'x', false) and ("r0"."moment" > (cast('2024-03-31 10:30:00' as timestamp) + (-2 * interval 1 week)) and "r0"."moment" <= cast('2024-03-31 10:30:00' as timestamp)))`,
    );
  });
});
