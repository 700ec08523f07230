import { Button } from '@fluentui/react-components';
import { ArrowRedoRegular, ArrowUndoRegular } from '@fluentui/react-icons';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { useUndo } from './use-undo.ts';

type Steps = Pick<ReturnType<typeof useUndo>, 'undo' | 'redo' | 'canUndo' | 'canRedo'>;

/** Takes changes back and makes them again: by buttons, by Ctrl+Z, Ctrl+Y and Ctrl+Shift+Z. A text being written has its own. */
export function UndoButtons({ steps }: { steps: Steps }) {
  const { t } = useTranslation();
  useUndoKeys(steps);
  return (
    <>
      <Button icon={<ArrowUndoRegular />} disabledFocusable={!steps.canUndo} onClick={steps.undo}>
        {t('app.undo')}
      </Button>
      <Button icon={<ArrowRedoRegular />} disabledFocusable={!steps.canRedo} onClick={steps.redo}>
        {t('app.redo')}
      </Button>
    </>
  );
}

function useUndoKeys(steps: Steps): void {
  const latest = useRef(steps);
  latest.current = steps;
  useEffect(() => {
    const listen = (event: KeyboardEvent) => {
      if (!(event.ctrlKey || event.metaKey) || event.altKey || isWriting(event.target)) return;
      const key = event.key.toLowerCase();
      if (key !== 'z' && key !== 'y') return;
      event.preventDefault();
      if (key === 'y' || event.shiftKey) latest.current.redo();
      else latest.current.undo();
    };
    document.addEventListener('keydown', listen);
    return () => document.removeEventListener('keydown', listen);
  }, []);
}

function isWriting(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement &&
    target.closest('textarea, dialog, [contenteditable=true], input:not([type=checkbox], [type=radio])') !== null
  );
}
