import { describe, expect, it } from 'vitest';
import { barChart } from './chart.ts';

/** The counts along the left side, each with its height above the axis of values. */
function axisOf(chart: string): [string, number][] {
  const texts = [...chart.matchAll(/<text class="count" x="62" y="([\d.]+)"[^>]*>([^<]+)</g)];
  return texts.map(([, y, count]) => [String(count), Math.round(170 - Number(y))]);
}

describe('counts by value as bars', () => {
  it.each<[string, boolean, readonly number[], [string, number][]]>([
    [
      'evenly',
      false,
      [500, 2000, 4],
      [
        ['0', 0],
        ['1,000', 75],
        ['2,000', 150],
      ],
    ],
    [
      'by powers',
      true,
      [9, 9999, 0],
      [
        ['0', 0],
        ['99', 75],
        ['9,999', 150],
      ],
    ],
    [
      'with one alone',
      false,
      [1],
      [
        ['0', 0],
        ['1', 150],
      ],
    ],
  ])('have the counts at their side, %s', (_name, isLogarithmic, counts, axis) => {
    const values = counts.map((count, value) => ({ value, count }));
    expect(axisOf(barChart(values, 'pairs', { heading: 'Bits', isLogarithmic }))).toEqual(axis);
  });

  it('have the same numbers as a table', () => {
    const chart = barChart(
      [
        { value: -3, count: 1200 },
        { value: 7, count: 4 },
      ],
      'pairs',
      { heading: 'Bits' },
    );
    expect(chart).toContain('<th>Bits</th><th>Pairs</th>');
    expect(chart).toContain('<td>-3</td><td>1,200</td></tr><tr><td>7</td><td>4</td>');
  });
});
