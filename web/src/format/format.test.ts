import { describe, expect, it } from 'vitest';
import { createFormat } from './format.ts';

const british = { numbers: 'en-GB', dates: 'en-GB', hasDateWords: true };
const basqueStandIn = { numbers: 'de', dates: 'ja', hasDateWords: false };
const plain = (text: string) => text.replaceAll(/[\u00a0\u202f]/g, ' ');

describe('numbers', () => {
  it.each([
    [british, 1_284_310.5, 'EUR', '€1,284,310.50'],
    [basqueStandIn, 1_284_310.5, 'EUR', '1.284.310,50 €'],
    [british, 12.345, '', '12.35'],
    [british, 12, 'kg', '12 kg'],
  ])('are written as the locale does, with their unit (%#)', (locale, value, unit, expected) => {
    expect(plain(createFormat(locale, 'UTC').quantity(value, unit))).toBe(expected);
  });

  it.each([
    [33, '+33'],
    [0, '0'],
    [-0.5, '-0.5'],
  ])('say the direction of the change %d', (value, expected) => {
    expect(createFormat(british, 'UTC').change(value)).toBe(expected);
  });
});

describe('percents', () => {
  it.each([
    [0, '0%'],
    [0.0001, '0.1%'],
    [0.031, '3.1%'],
    [0.05, '5%'],
    [0.684, '68%'],
    [300 / 301, '99.6%'],
    [1, '100%'],
  ])('write %d as %s', (share, expected) => {
    expect(createFormat(british, 'UTC').percent(share)).toBe(expected);
  });

  it('have their sign before the number in Basque, where the browser does not know it either', () => {
    expect(plain(createFormat({ ...basqueStandIn, isPercentFirst: true }, 'UTC').percent(0.684))).toBe('% 68');
  });
});

describe('moments', () => {
  const now = new Date('2026-11-24T12:00:00Z');

  it('are a time of day on the same day of the zone, else a date too', () => {
    const format = createFormat(british, 'Europe/Madrid');
    expect(format.moment('2026-11-24T06:00:07Z', now)).toBe('07:00:07');
    expect(format.moment('2026-11-23T22:30:00Z', now)).toBe('23 Nov 2026, 23:30');
    expect(format.moment('2026-11-23T23:30:00Z', now)).toBe('00:30:00');
  });

  it('are digits only in a language the browser has no words for', () => {
    expect(createFormat(basqueStandIn, 'Europe/Madrid').moment('2026-11-25T06:00:00Z', now)).toBe('2026/11/25 07:00');
  });

  it('fall back to UTC for a zone the browser does not know', () => {
    expect(createFormat(british, 'Atlantis/Capital').timeZone).toBe('UTC');
  });
});

describe('durations', () => {
  it.each([
    [0.02, '20 ms'],
    [0.84, '0.8 s'],
    [12.4, '12 s'],
    [185, '3 min 5 s'],
    [7800, '2 h 10 min'],
  ])('of %d seconds read %s', (seconds, expected) => {
    expect(createFormat(british, 'UTC').duration(seconds)).toBe(expected);
  });
});
