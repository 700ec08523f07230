import { makeStyles, mergeClasses } from '@griffel/react';
import { createElement, type FC, type SVGAttributes } from 'react';
import type { Drawing } from './drawing.ts';
import { useIconDirection } from './providers.ts';

/** Class names by which Fluent's components show one icon of a pair. */
export const iconFilledClassName = 'fui-Icon-filled';
export const iconRegularClassName = 'fui-Icon-regular';

/** What an icon takes: anything an svg element does, `title` for one that stands alone, `filled` for a pair. */
export interface FluentIconsProps extends SVGAttributes<SVGElement> {
  readonly title?: string | undefined;
  readonly primaryFill?: string | undefined;
  readonly filled?: boolean | undefined;
}
export type FluentIcon = FC<FluentIconsProps>;

/** Width of a line on the screen, in pixels at the icon's own size. */
const LINE_PIXELS = 1.25;
const GRID = 20;

const useStyles = makeStyles({
  root: {
    display: 'inline',
    lineHeight: 0,
    flexShrink: 0,
    '@media (forced-colors: active)': { forcedColorAdjust: 'auto' },
  },
  mirrored: { transform: 'scaleX(-1)' },
  hidden: { display: 'none' },
});

/** An icon from a drawing; `size` in pixels, or the size of the text around it. */
export function createIcon(drawing: Drawing, size: number | 'text' = 'text'): FluentIcon {
  const pixels = size === 'text' ? '1em' : String(size);
  const lineWidth = (LINE_PIXELS * GRID) / (size === 'text' ? GRID : size);
  const Icon: FluentIcon = ({ title, primaryFill, filled: _filled, className, ...rest }) => {
    const styles = useStyles();
    const isMirrored = useIconDirection() === 'rtl' && drawing.isDirected === true;
    return createElement(
      'svg',
      {
        width: pixels,
        height: pixels,
        viewBox: `0 0 ${GRID} ${GRID}`,
        fill: primaryFill ?? 'currentColor',
        xmlns: 'http://www.w3.org/2000/svg',
        ...(title || rest['aria-label'] || rest['aria-labelledby'] ? { role: 'img' } : { 'aria-hidden': true }),
        ...rest,
        className: mergeClasses(styles.root, isMirrored && styles.mirrored, className),
      },
      title && createElement('title', null, title),
      drawing.fill && createElement('path', { d: drawing.fill, fillRule: 'evenodd' }),
      drawing.line &&
        createElement('path', {
          d: drawing.line,
          fill: 'none',
          stroke: primaryFill ?? 'currentColor',
          strokeWidth: lineWidth,
          strokeLinecap: 'round',
          strokeLinejoin: 'round',
        }),
    );
  };
  return Icon;
}

/** One icon of two: regular, and filled where `filled` is set or a component around it asks by class name. */
export function bundleIcon(Filled: FluentIcon, Regular: FluentIcon): FluentIcon {
  const Bundle: FluentIcon = ({ filled = false, className, ...rest }) => {
    const styles = useStyles();
    return [
      createElement(Filled, {
        ...rest,
        key: 'filled',
        className: mergeClasses(iconFilledClassName, className, !filled && styles.hidden),
      }),
      createElement(Regular, {
        ...rest,
        key: 'regular',
        className: mergeClasses(iconRegularClassName, className, filled && styles.hidden),
      }),
    ];
  };
  return Bundle;
}
