import { describe, expect, it } from 'vitest';
import { parseMoment } from './moment.ts';

describe('a moment as text', () => {
  it.each([
    ['a day', '2024-02-29', 'date', '2024-02-29'],
    ['a moment in UTC', '2024-02-29T22:30:00Z', 'dateTime', '2024-02-29T22:30:00Z'],
    ['a moment without offset is UTC', '2024-02-29 22:30', 'dateTime', '2024-02-29T22:30:00Z'],
    ['an offset moves it to UTC, over a month end', '2024-03-01T00:30:00+02:00', 'dateTime', '2024-02-29T22:30:00Z'],
    ['a negative offset, over a year end', '2023-12-31T20:00:00-0500', 'dateTime', '2024-01-01T01:00:00Z'],
    ['an offset of hours', '2024-01-01T00:00:00+01', 'dateTime', '2023-12-31T23:00:00Z'],
    ['microseconds are kept', '2024-01-01T00:00:00.1234567Z', 'dateTime', '2024-01-01T00:00:00.123456Z'],
  ])('%s', (_title, text, kind, expected) => {
    expect(parseMoment(text)).toEqual({ kind, text: expected });
  });

  it.each(['2023-02-29', '2024-04-31', '2024-13-01', '2024-01-01T24:00Z', '01/02/2024', 'yesterday', ''])(
    'does not take %j',
    (text) => {
      expect(parseMoment(text)).toBeUndefined();
    },
  );
});
