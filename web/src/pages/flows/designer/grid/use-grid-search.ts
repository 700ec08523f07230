import { type KeyboardEvent, useRef } from 'react';

/** A search field above a grid: Arrow down leads into the grid, Enter picks the first of it, Escape may close both. */
export function useGridSearch({ onEnter, onEscape }: { onEnter: () => void; onEscape?: () => void }) {
  const field = useRef<HTMLElement>(null);
  const grid = useRef<HTMLTableElement>(null);
  const actionOf = (key: string) => {
    if (key === 'ArrowDown') return () => grid.current?.querySelector('button')?.focus();
    if (key === 'Enter') return onEnter;
    return key === 'Escape' ? onEscape : undefined;
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const act = actionOf(event.key);
    if (!act) return;
    // Enter would go on in what has the focus then, and Escape would empty the search first.
    event.preventDefault();
    act();
  };
  const ref = (element: HTMLElement | null) => {
    field.current = element;
  };
  return { grid, search: { ref, onKeyDown }, backToSearch: () => field.current?.focus() };
}
