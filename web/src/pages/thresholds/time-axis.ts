import type UPlot from 'uplot';
import type { Format } from '../../format/format.ts';

/** Font of what is written in a plot. */
export const PLOT_FONT = "12px 'Inter Variable', system-ui, sans-serif";
/** Up to here the axis tells times of the day, beyond days; in seconds. */
const SHORT_SECONDS = 2 * 86_400;
/** Room between two labels, in pixels. */
const GAP = 16;
/** An evening in late autumn: its labels are among the longest. */
const SAMPLE = '2000-11-28T22:58:00Z';

/** How moments, in seconds, are named along a plot: one alone with day and time, few by time with the day below, many by day. */
export function timeAxis(seconds: readonly number[], format: Format): Pick<UPlot.Axis, 'splits' | 'space' | 'values'> {
  const [first = 0] = seconds;
  if (seconds.every((each) => each === first))
    return { splits: () => [first], values: () => [format.dayAndTime(isoOf(first))] };
  return {
    space: (plot, _axis, from, to) => GAP + widthOf(plot.ctx, format[isShort(from, to) ? 'time' : 'day'](SAMPLE)),
    values: (_plot, splits) => labelsOf(splits, format),
  };
}

/** Each label once; the day stands below the first time of the day. */
function labelsOf(splits: readonly number[], format: Format): (string | null)[] {
  const isByTime = isShort(splits[0] ?? 0, splits.at(-1) ?? 0);
  const days = splits.map((split) => format.day(isoOf(split)));
  const names = isByTime ? splits.map((split) => format.time(isoOf(split))) : days;
  return names.map((name, index) => {
    const isNewDay = days[index] !== days[index - 1];
    if (name === names[index - 1] && !isNewDay) return null;
    return isByTime && isNewDay ? `${name}\n${days[index]}` : name;
  });
}

function isShort(from: number, to: number): boolean {
  return to - from < SHORT_SECONDS;
}

/** Width of a text in the font of the plot, in pixels of the page. */
function widthOf(context: CanvasRenderingContext2D, text: string): number {
  context.save();
  context.font = PLOT_FONT;
  const { width } = context.measureText(text);
  context.restore();
  return width;
}

function isoOf(seconds: number): string {
  return new Date(seconds * 1000).toISOString();
}
