import 'uplot/dist/uPlot.min.css';
import { makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import UPlot from 'uplot';
import type { EvaluationView } from '../../../../src/app/view/watcher.ts';
import type { Format } from '../../format/format.ts';
import { useFormat } from '../../format/use-format.ts';
import { useScheme } from '../../theme/scheme.ts';
import { PLOT_FONT, timeAxis } from './time-axis.ts';

const HEIGHT = 320;
const MARK_RADIUS = 6;

interface PlotInput {
  readonly evaluations: readonly EvaluationView[];
  readonly label: string;
  readonly format: Format;
  /** The theme's colours are read when the plot is drawn, so it is drawn anew when the theme changes. */
  readonly isDark: boolean;
  /** The line as it is now; read at each drawing. */
  readonly line: { readonly current: ThresholdLine };
}

interface ThresholdLine {
  readonly threshold: number;
  readonly label: string;
}

const useStyles = makeStyles({
  // The plot has a width in pixels: it must not keep the page as wide as it was.
  root: { touchAction: 'pan-y', contain: 'inline-size', overflowX: 'clip' },
  draggable: { cursor: 'ns-resize' },
});

/** Values over the refreshes with the threshold as a line that can be dragged, and a mark where it would have fired. */
export function ValuePlot(props: {
  evaluations: readonly EvaluationView[];
  threshold: number;
  label: string;
  onDrag?: (threshold: number) => void;
}) {
  const { t } = useTranslation();
  const styles = useStyles();
  const place = useRef<HTMLDivElement>(null);
  const plot = useRef<UPlot>(undefined);
  const format = useFormat();
  const { isDark } = useScheme();
  const { evaluations, threshold, label } = props;
  const thresholdLabel = t('home.threshold', { value: format.number(threshold) });
  const line = useRef<ThresholdLine>({ threshold, label: thresholdLabel });
  const onDrag = useRef(props.onDrag);
  onDrag.current = props.onDrag;
  useEffect(() => {
    line.current = { threshold, label: thresholdLabel };
    plot.current?.redraw(true, true);
  }, [threshold, thresholdLabel]);
  useEffect(() => {
    const element = place.current;
    if (!element) return;
    const drawn = draw(element, { evaluations, label, format, isDark, line });
    plot.current = drawn;
    const stopDragging = followDrag(drawn, (value) => onDrag.current?.(value));
    const observer = new ResizeObserver(() => drawn.setSize({ width: element.clientWidth, height: HEIGHT }));
    observer.observe(element);
    return () => {
      stopDragging();
      observer.disconnect();
      drawn.destroy();
      plot.current = undefined;
    };
  }, [evaluations, label, format, isDark]);
  const className = mergeClasses(styles.root, props.onDrag && styles.draggable);
  return <div ref={place} className={className} role="img" aria-label={`${label}. ${thresholdLabel}`} />;
}

/** Moves the threshold with the pointer while it is held down on the plot. */
function followDrag(plot: UPlot, tell: (value: number) => void): () => void {
  const { over } = plot;
  const move = (event: PointerEvent) => {
    const y = event.clientY - over.getBoundingClientRect().top;
    tell(roundTo(plot.posToVal(Math.max(0, y), 'y'), stepOf(plot)));
  };
  const down = (event: PointerEvent) => {
    over.setPointerCapture(event.pointerId);
    over.addEventListener('pointermove', move);
    move(event);
  };
  const up = () => over.removeEventListener('pointermove', move);
  over.addEventListener('pointerdown', down);
  over.addEventListener('pointerup', up);
  over.addEventListener('pointercancel', up);
  return () => {
    over.removeEventListener('pointerdown', down);
    over.removeEventListener('pointerup', up);
    over.removeEventListener('pointercancel', up);
    up();
  };
}

/** A round step of about one pixel. */
function stepOf(plot: UPlot): number {
  const { min = 0, max = 1 } = plot.scales['y'] ?? {};
  const perPixel = ((max ?? 1) - (min ?? 0)) / plot.over.clientHeight;
  return Math.max(10 ** Math.ceil(Math.log10(perPixel || 1)), 0.01);
}

function roundTo(value: number, step: number): number {
  return Number((Math.round(value / step) * step).toFixed(2));
}

function draw(element: HTMLElement, input: PlotInput): UPlot {
  const colour = (token: string) => getComputedStyle(element).getPropertyValue(token.slice('var('.length, -1)).trim();
  const brand = colour(tokens.colorBrandForeground1);
  const axis = {
    stroke: colour(tokens.colorNeutralForeground2),
    font: PLOT_FONT,
    grid: { stroke: colour(tokens.colorNeutralStroke2), width: 1 },
    ticks: { stroke: colour(tokens.colorNeutralStroke2), width: 1 },
  };
  const seconds = input.evaluations.map(({ evaluatedAt }) => Date.parse(evaluatedAt) / 1000);
  const values = input.evaluations.map(({ value }) => value ?? null);
  return new UPlot(
    {
      width: element.clientWidth,
      height: HEIGHT,
      legend: { show: false },
      cursor: { points: { size: 8 }, drag: { x: false, y: false } },
      scales: {
        x: { range: (_plot, first, last) => spanOf(first, last) },
        y: { range: (_plot, least, most) => rangeOf(least, most, input.line.current.threshold) },
      },
      axes: [
        { ...axis, ...timeAxis(seconds, input.format) },
        { ...axis, size: 72, values: (_plot, splits) => splits.map((split) => input.format.number(split)) },
      ],
      series: [
        {},
        { label: input.label, stroke: brand, width: 2, fill: `${brand}1f`, points: { show: values.length < 60 } },
      ],
      hooks: {
        draw: [
          (plot) => drawThreshold(plot, input.line.current, colour(tokens.colorPaletteRedForeground1)),
          (plot) => drawFirings(plot, input, colour(tokens.colorPaletteGreenForeground1)),
        ],
      },
    },
    [seconds, values],
    element,
  );
}

/** From the first to the last refresh, in seconds; the day around a single one. */
function spanOf(first: number, last: number): [number, number] {
  return first === last ? [first - 43_200, last + 43_200] : [first, last];
}

/** From zero, or below the least negative value, to above both the largest value and the threshold. */
function rangeOf(least: number, most: number, threshold: number): [number, number] {
  const top = Math.max(most, threshold, 1);
  return [Math.min(0, least, threshold), top * 1.12];
}

function drawThreshold(plot: UPlot, { threshold, label }: ThresholdLine, colour: string): void {
  const { ctx, bbox } = plot;
  const y = plot.valToPos(threshold, 'y', true);
  ctx.save();
  ctx.strokeStyle = colour;
  ctx.fillStyle = colour;
  ctx.lineWidth = 1.5 * devicePixelRatio;
  ctx.setLineDash([6 * devicePixelRatio, 4 * devicePixelRatio]);
  ctx.beginPath();
  ctx.moveTo(bbox.left, y);
  ctx.lineTo(bbox.left + bbox.width, y);
  ctx.stroke();
  ctx.textAlign = 'left';
  ctx.textBaseline = 'bottom';
  ctx.font = PLOT_FONT.replace('12px', `${12 * devicePixelRatio}px`);
  ctx.fillText(label, bbox.left + 8 * devicePixelRatio, y - 4 * devicePixelRatio);
  ctx.restore();
}

/** Whether a value that fired came from above; one on the line itself came from where the value before was. */
function isDown(fired: { value: number; previous: number | undefined; threshold: number }): boolean {
  const { value, previous = value, threshold } = fired;
  return value === threshold ? previous > value : value < threshold;
}

function drawFirings(plot: UPlot, { evaluations, isDark, line }: PlotInput, colour: string): void {
  const { ctx } = plot;
  const radius = MARK_RADIUS * devicePixelRatio;
  ctx.save();
  ctx.fillStyle = colour;
  ctx.strokeStyle = isDark ? '#292929' : '#ffffff';
  ctx.lineWidth = 2 * devicePixelRatio;
  for (const { hasFired, evaluatedAt, value, previous, threshold = line.current.threshold } of evaluations) {
    if (!hasFired || value === undefined) continue;
    const x = plot.valToPos(Date.parse(evaluatedAt) / 1000, 'x', true);
    const y = plot.valToPos(value, 'y', true) - radius * 2;
    ctx.beginPath();
    const tip = isDown({ value, previous, threshold }) ? radius : -radius;
    ctx.moveTo(x, y + tip);
    ctx.lineTo(x + radius, y - tip);
    ctx.lineTo(x - radius, y - tip);
    ctx.closePath();
    ctx.stroke();
    ctx.fill();
  }
  ctx.restore();
}
