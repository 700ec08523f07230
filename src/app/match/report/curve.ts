import { escapeMarkup } from '../../../base/markup.ts';
import type { ThresholdCurve } from '../../../unify/probability/report/thresholds.ts';

const [WIDTH, HEIGHT] = [900, 260];
const [LEFT, RIGHT, TOP, BOTTOM] = [40, 700, 12, 228];
/** Thresholds are drawn by their bits, for most lie close to 0 or 1; beyond these they are at the edge. */
const MOST_BITS = 20;
const LINES = ['precision', 'recall', 'f1'] as const;
const TITLES = { precision: 'Precision', recall: 'Recall', f1: 'F1' } as const;

/** Precision, recall and F1 by threshold, with lines at the threshold in use and at the one suggested. */
export function curveChart({ points, suggested }: ThresholdCurve, threshold: number): string {
  const x = (probability: number) => LEFT + ((bitsOf(probability) + MOST_BITS) / (2 * MOST_BITS)) * (RIGHT - LEFT);
  const y = (share: number) => BOTTOM - share * (BOTTOM - TOP);
  const lines = LINES.map((name) => {
    const path = points.map((point) => `${x(point.threshold).toFixed(1)},${y(point[name]).toFixed(1)}`).join(' ');
    const last = points.at(0)?.[name] ?? 0;
    return `<polyline class="line ${name}" points="${path}"/><text x="${RIGHT + 12}" y="${(TOP + 20 + 20 * LINES.indexOf(name)).toFixed(1)}" class="${name}">${TITLES[name]} ${(last * 100).toFixed(1)} % at the right</text>`;
  });
  const mark = (probability: number, label: string, row: number) =>
    `<line class="cut" x1="${x(probability).toFixed(1)}" x2="${x(probability).toFixed(1)}" y1="${TOP}" y2="${BOTTOM}"/><text x="${RIGHT + 12}" y="${TOP + 100 + 20 * row}">${escapeMarkup(label)}</text>`;
  const marks = [
    mark(threshold, `In use: ${shown(threshold)}`, 0),
    ...(suggested === undefined ? [] : [mark(suggested, `Suggested: ${shown(suggested)}`, 1)]),
  ];
  const shares = [0, 0.5, 1].map((share) => `<text x="0" y="${y(share) + 4}">${share * 100} %</text>`);
  const bits = [-20, -10, 0, 10, 20].map(
    (bit) => `<text x="${x(1 / (1 + 2 ** -bit)).toFixed(1)}" y="${HEIGHT - 8}" text-anchor="middle">${bit} bits</text>`,
  );
  return `<svg viewBox="0 0 ${WIDTH} ${HEIGHT}" role="img" aria-label="Precision, recall and F1 by threshold">${[...lines, ...marks, ...shares, ...bits].join('')}</svg>`;
}

const bitsOf = (probability: number) =>
  Math.min(MOST_BITS, Math.max(-MOST_BITS, Math.log2(probability / (1 - probability))));

/** A threshold as one would write it in a plan file. */
export const shown = (threshold: number) => String(Number(threshold.toFixed(6)));
