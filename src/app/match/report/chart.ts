import { escapeMarkup } from '../../../base/markup.ts';
import { comparedValues, fallsOf } from '../../../model/waterfall.ts';
import type { PairExplanation } from '../../../unify/probability/report/explain.ts';
import type { CountedValue, ModelSummary } from '../../../unify/probability/report/summary.ts';
import { table } from './table.ts';

const WIDTH = 900;
const ROW = 22;

/** Where upright bars stand, between the counts at their left and the values below. */
const [LEFT, TOP, BOTTOM] = [70, 20, 170];

interface BarOptions {
  /** What the values are. */
  readonly heading: string;
  readonly isLogarithmic?: boolean;
  /** A value at which a line is drawn. */
  readonly cut?: number;
}

/** Counts by value as upright bars, with the counts at none, half of the height and the most; the same numbers as a table. */
export function barChart(
  counts: readonly CountedValue[],
  unit: string,
  { heading, isLogarithmic = false, cut }: BarOptions,
): string {
  if (counts.length === 0) return '<p>Nothing to show.</p>';
  const [low, high] = [counts[0]?.value ?? 0, counts.at(-1)?.value ?? 0];
  const scale = (count: number) => (isLogarithmic ? Math.log10(count + 1) : count);
  const most = Math.max(...counts.map(({ count }) => count));
  const step = (WIDTH - LEFT - 10) / (high - low + 1);
  const x = (value: number) => LEFT + (value - low) * step;
  const heightOf = (count: number) => (scale(count) / scale(most)) * (BOTTOM - TOP);
  const bars = counts.map(({ value, count }) => {
    const height = Math.max(1, heightOf(count));
    return `<rect class="bar" x="${fixed(x(value))}" y="${fixed(BOTTOM - height)}" width="${fixed(Math.max(1, step - 1))}" height="${fixed(height)}"><title>${value}: ${count.toLocaleString('en')} ${unit}</title></rect>`;
  });
  const line =
    cut !== undefined && cut >= low && cut <= high + 1
      ? `<line class="cut" x1="${fixed(x(cut))}" x2="${fixed(x(cut))}" y1="10" y2="${BOTTOM}"/>`
      : '';
  const axis = countTicks(most, isLogarithmic).map((count) => {
    const y = fixed(BOTTOM - heightOf(count));
    return `<line class="grid" x1="${LEFT}" x2="${WIDTH - 10}" y1="${y}" y2="${y}"/><text class="count" x="${LEFT - 8}" y="${y}" dy="4" text-anchor="end">${count.toLocaleString('en')}</text>`;
  });
  const ticks = Array.from({ length: 9 }, (_, index) => Math.round(low + ((high - low) * index) / 8));
  const labels = [...new Set(ticks)].map(
    (value) => `<text x="${fixed(x(value) + step / 2)}" y="188" text-anchor="middle">${value}</text>`,
  );
  const title = `${unit} by value${isLogarithmic ? ', logarithmic' : ''}`;
  return `<svg viewBox="0 0 ${WIDTH} 200" role="img" aria-label="${title}">${axis.join('')}${bars.join('')}${line}${labels.join('')}</svg>${numbersOf(counts, heading, unit)}`;
}

/** None, the count at half of the height (half of the most, or its geometric mean with one), and the most; none twice. */
function countTicks(most: number, isLogarithmic: boolean): number[] {
  const middle = Math.round(isLogarithmic ? Math.sqrt(most + 1) - 1 : most / 2);
  return [...new Set([0, middle, most])];
}

function numbersOf(counts: readonly CountedValue[], heading: string, unit: string): string {
  const rows = counts.map(({ value, count }) => [String(value), count.toLocaleString('en')]);
  return `<details><summary>Numbers</summary>${table([heading, `${unit.slice(0, 1).toUpperCase()}${unit.slice(1)}`], rows)}</details>`;
}

const fixed = (value: number) => value.toFixed(1);

interface Bar {
  readonly label: string;
  readonly from: number;
  readonly to: number;
  readonly remark: string;
}

/** Lying bars from one number to another, green to the right and red to the left. */
function lyingBars(bars: readonly Bar[], label: string): string {
  const ends = [0, ...bars.flatMap(({ from, to }) => [from, to])];
  const [low, high] = [Math.min(...ends), Math.max(...ends)];
  const x = (value: number) => 330 + ((value - low) / (high - low || 1)) * 440;
  const rows = bars.map(({ label: name, from, to, remark }, index) => {
    const y = index * ROW;
    const [left, right] = [Math.min(x(from), x(to)), Math.max(x(from), x(to))];
    return `<text x="0" y="${y + 15}">${escapeMarkup(shorten(name, 52))}</text><rect class="${to >= from ? 'for' : 'against'}" x="${fixed(left)}" y="${y + 4}" width="${fixed(Math.max(1, right - left))}" height="14"/><text x="790" y="${y + 15}">${escapeMarkup(remark)}</text>`;
  });
  return `<svg viewBox="0 0 ${WIDTH} ${bars.length * ROW + 4}" role="img" aria-label="${escapeMarkup(label)}">${rows.join('')}</svg>`;
}

const shorten = (text: string, most: number) => (text.length > most ? `${text.slice(0, most - 1)}…` : text);
const signed = (value: number) => `${value >= 0 ? '+' : '−'}${Math.abs(value).toFixed(1)}`;

/** The weights of the levels of one comparison. */
export function weightChart({ title, levels }: ModelSummary['comparisons'][number]): string {
  const bars = levels.map(({ level, weight, m }) => ({
    label: level,
    from: 0,
    to: weight,
    remark: `${signed(weight)}  m ${m.toFixed(2)}`,
  }));
  return `<h3>${escapeMarkup(title)}</h3>${lyingBars(bars, `Match weights of ${title}`)}`;
}

const WATERFALL_LABELS: Readonly<Record<string, string>> = {
  start: 'Start: how rare a match is',
  lookalikes: 'Lookalikes',
  weight: 'Match weight',
};

/** How the weight of one pair comes about, from the start to the sum. */
export function waterfall(pair: PairExplanation): string {
  const bars = fallsOf(pair).map(({ key, step, from, to, bits }) => ({
    label: step ? `${step.title}: ${comparedValues(step)}` : (WATERFALL_LABELS[key] ?? key),
    from,
    to,
    remark: signed(bits),
  }));
  const verdict = pair.isTogether ? 'one cluster' : 'two clusters';
  return `<h3>Match probability ${(pair.probability * 100).toFixed(pair.probability > 0.99 ? 3 : 1)} %, ${verdict}</h3>${lyingBars(bars, 'Waterfall of a pair')}`;
}
