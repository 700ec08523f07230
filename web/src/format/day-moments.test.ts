import { describe, expect, it } from 'vitest';
import { endOfDay, startOfDay } from './day-moments.ts';

describe('a day of the reader', () => {
  it.each(['2026-02-28', '2026-03-29', '2026-10-25', '2026-12-31'])('%s ends where the next begins', (day) => {
    const next = new Date(`${day}T12:00:00Z`);
    next.setUTCDate(next.getUTCDate() + 1);
    expect(endOfDay(day)).toBe(startOfDay(next.toISOString().slice(0, 10)));
  });

  it('is none for what is not a day', () => {
    expect([startOfDay(undefined), endOfDay('tomorrow')]).toEqual([undefined, undefined]);
  });
});
