import { type RefObject, useLayoutEffect, useRef, useState } from 'react';

/** Pixels that the first thing in a row, its title, keeps at least. */
export const LEAST_TITLE_PIXELS = 96;

/** Pixels between an icon and its label; a row that is a little wider than it must be does not flicker. */
const ICON_GAP_PIXELS = 8;

/** Whether a row is too narrow for the words in it marked `data-label`, which are then to be hidden from view alone. */
export function useTight(): readonly [RefObject<HTMLDivElement | null>, boolean] {
  const row = useRef<HTMLDivElement>(null);
  const [isTight, setIsTight] = useState(false);
  useLayoutEffect(() => {
    const { current } = row;
    if (!current) return;
    const measure = () => setIsTight(widthWithLabels(current, isTight) > innerWidthOf(current));
    const observer = new ResizeObserver(measure);
    for (const each of [current, ...current.children]) observer.observe(each);
    measure();
    return () => observer.disconnect();
  });
  return [row, isTight];
}

function widthWithLabels(row: HTMLElement, isTight: boolean): number {
  const [, ...others] = [...row.children];
  const hidden = isTight ? [...row.querySelectorAll('[data-label]')] : [];
  const gaps = others.length * Number.parseFloat(getComputedStyle(row).columnGap);
  const shown = others.reduce((sum, each) => sum + each.getBoundingClientRect().width, 0);
  return LEAST_TITLE_PIXELS + gaps + hidden.reduce((sum, each) => sum + each.scrollWidth + ICON_GAP_PIXELS, shown);
}

function innerWidthOf(row: HTMLElement): number {
  const { paddingLeft, paddingRight } = getComputedStyle(row);
  return row.clientWidth - Number.parseFloat(paddingLeft) - Number.parseFloat(paddingRight);
}
