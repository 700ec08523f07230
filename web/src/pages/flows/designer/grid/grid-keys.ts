import type { KeyboardEvent } from 'react';

/** Moves between the buttons of a grid. Up from the first leaves it, as does a letter, which is written where the focus is then. */
export function handleGridKey(event: KeyboardEvent<HTMLTableElement>, leave: () => void): void {
  const { key, currentTarget, target } = event;
  const isLetter = key.length === 1 && key !== ' ' && !event.ctrlKey && !event.metaKey && !event.altKey;
  const next = isLetter ? 'above' : buttonBeside(currentTarget, target as HTMLElement, key);
  if (next === undefined) return;
  if (!isLetter) event.preventDefault();
  if (next === 'above') leave();
  else next.focus();
}

/** The button of a grid that a key leads to from another, `above` when it leads out of the top; undefined for other keys. At an edge it is the same one. */
function buttonBeside(grid: HTMLElement, from: HTMLElement, key: string): HTMLElement | 'above' | undefined {
  const rows = [...grid.querySelectorAll('tr')]
    .map((row) => [...row.querySelectorAll('button')])
    .filter((buttons) => buttons.length > 0);
  const row = rows.findIndex((buttons) => buttons.some((button) => button === from));
  const column = rows[row]?.indexOf(from as HTMLButtonElement) ?? 0;
  switch (key) {
    case 'ArrowDown':
      return rows[row + 1]?.[column] ?? from;
    case 'ArrowUp':
      return row <= 0 ? 'above' : rows[row - 1]?.[column];
    case 'ArrowRight':
      return rows[row]?.[column + 1] ?? from;
    case 'ArrowLeft':
      return rows[row]?.[column - 1] ?? from;
    case 'Home':
      return rows[0]?.[0];
    case 'End':
      return rows.at(-1)?.[0];
    default:
      return undefined;
  }
}
