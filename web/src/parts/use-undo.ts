import { useState } from 'react';

/** Most steps that can be taken back. */
const MOST_STEPS = 100;

/** A value whose changes can be taken back and made again. */
export function useUndo<Value>(initial: Value) {
  const [{ past, value, future }, setState] = useState<{
    past: readonly Value[];
    value: Value;
    future: readonly Value[];
  }>({ past: [], value: initial, future: [] });
  return {
    value,
    canUndo: past.length > 0,
    canRedo: future.length > 0,
    set: (next: Value) =>
      setState((state) => ({ past: [...state.past.slice(-MOST_STEPS), state.value], value: next, future: [] })),
    undo: () =>
      setState((state) => {
        const before = state.past.at(-1);
        if (before === undefined) return state;
        return { past: state.past.slice(0, -1), value: before, future: [state.value, ...state.future] };
      }),
    redo: () =>
      setState((state) => {
        const [after, ...rest] = state.future;
        if (after === undefined) return state;
        return { past: [...state.past, state.value], value: after, future: rest };
      }),
  };
}
