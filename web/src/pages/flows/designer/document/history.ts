/** What can be undone and redone. */
export interface History<State> {
  readonly past: readonly State[];
  readonly present: State;
  readonly future: readonly State[];
}

/** Steps that can be undone; older ones are forgotten. */
const MAX_STEPS = 100;

export type HistoryAction<State> =
  | { readonly kind: 'edit'; readonly state: State /** Typing in one field is one step. */; readonly joins?: boolean }
  | { readonly kind: 'undo' }
  | { readonly kind: 'redo' }
  | { readonly kind: 'reset'; readonly state: State };

/** A history that has just begun. */
export function startHistory<State>(state: State): History<State> {
  return { past: [], present: state, future: [] };
}

/** The history after an action. */
export function historyReducer<State>(history: History<State>, action: HistoryAction<State>): History<State> {
  const { past, present, future } = history;
  switch (action.kind) {
    case 'edit':
      if (action.state === present) return history;
      if (action.joins && past.length > 0) return { past, present: action.state, future: [] };
      return { past: [...past, present].slice(-MAX_STEPS), present: action.state, future: [] };
    case 'undo': {
      const before = past.at(-1);
      return before === undefined
        ? history
        : { past: past.slice(0, -1), present: before, future: [present, ...future] };
    }
    case 'redo': {
      const [after, ...later] = future;
      return after === undefined ? history : { past: [...past, present], present: after, future: later };
    }
    case 'reset':
      return startHistory(action.state);
  }
}
