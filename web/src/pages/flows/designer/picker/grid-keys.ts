/** The button of a grid that a key leads to from another, `above` when it leads out of the top; undefined for other keys. At an edge it is the same one. */
export function buttonBeside(grid: HTMLElement, from: HTMLElement, key: string): HTMLElement | 'above' | undefined {
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
