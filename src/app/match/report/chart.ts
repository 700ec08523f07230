import { escapeMarkup } from '../../../base/markup.ts';
import { comparedValues, fallsOf } from '../../../model/waterfall.ts';
import type { PairExplanation } from '../../../unify/probability/report/explain.ts';
import type { CountedValue, ModelSummary } from '../../../unify/probability/report/summary.ts';

const WIDTH = 900;
const ROW = 22;

interface BarOptions {
  readonly isLogarithmic?: boolean;
  /** A value at which a line is drawn. */
  readonly cut?: number;
}

/** Counts by value as upright bars. */
export function barChart(
  counts: readonly CountedValue[],
  unit: string,
  { isLogarithmic = false, cut }: BarOptions = {},
): string {
  if (counts.length === 0) return '<p>Nothing to show.</p>';
  const [low, high] = [counts[0]?.value ?? 0, counts.at(-1)?.value ?? 0];
  const scale = (count: number) => (isLogarithmic ? Math.log10(count + 1) : count);
  const most = Math.max(...counts.map(({ count }) => scale(count)));
  const step = (WIDTH - 40) / (high - low + 1);
  const x = (value: number) => 30 + (value - low) * step;
  const bars = counts.map(({ value, count }) => {
    const height = Math.max(1, (scale(count) / most) * 150);
    return `<rect class="bar" x="${fixed(x(value))}" y="${fixed(170 - height)}" width="${fixed(Math.max(1, step - 1))}" height="${fixed(height)}"><title>${value}: ${count.toLocaleString('en')} ${unit}</title></rect>`;
  });
  const line =
    cut !== undefined && cut >= low && cut <= high + 1
      ? `<line class="cut" x1="${fixed(x(cut))}" x2="${fixed(x(cut))}" y1="10" y2="170"/>`
      : '';
  const ticks = Array.from({ length: 9 }, (_, index) => Math.round(low + ((high - low) * index) / 8));
  const labels = [...new Set(ticks)].map(
    (value) => `<text x="${fixed(x(value) + step / 2)}" y="188" text-anchor="middle">${value}</text>`,
  );
  const title = `${unit} by value${isLogarithmic ? ', logarithmic' : ''}`;
  return `<svg viewBox="0 0 ${WIDTH} 200" role="img" aria-label="${title}">${bars.join('')}${line}${labels.join('')}</svg>`;
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
