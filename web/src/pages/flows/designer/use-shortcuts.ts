import { useEffect, useRef } from 'react';
import type { useDesignerState } from './use-designer-state.ts';

interface Shortcuts {
  readonly dispatch: ReturnType<typeof useDesignerState>['dispatch'];
  readonly save: () => void;
  /** Undefined where the browser's own search finds more. */
  readonly find: (() => void) | undefined;
}

/** Save, find, undo and redo by keyboard, wherever the focus is on the page. */
export function useShortcuts(shortcuts: Shortcuts): void {
  const latest = useRef(shortcuts);
  latest.current = shortcuts;
  useEffect(() => {
    const listen = (event: KeyboardEvent) => handleShortcut(event, latest.current);
    document.addEventListener('keydown', listen);
    return () => document.removeEventListener('keydown', listen);
  }, []);
}

function handleShortcut(event: KeyboardEvent, { dispatch, save, find }: Shortcuts): void {
  if (!(event.ctrlKey || event.metaKey)) return;
  const isTyping = (event.target as HTMLElement).closest('input, textarea, .cm-editor') !== null;
  const key = event.key.toLowerCase();
  if (key === 's') {
    event.preventDefault();
    save();
  } else if (key === 'f' && find) {
    event.preventDefault();
    find();
  } else if (!isTyping && key === 'z') {
    event.preventDefault();
    dispatch({ kind: event.shiftKey ? 'redo' : 'undo' });
  } else if (!isTyping && key === 'y') {
    event.preventDefault();
    dispatch({ kind: 'redo' });
  }
}
