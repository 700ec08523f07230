import { type RefCallback, useCallback, useEffect, useRef } from 'react';
import { type Landing, useDesigner } from '../designer-context.ts';

/** For a button that takes the focus when the keyboard is to go on at it. */
export function useLanding(isHere: (landing: Landing) => boolean): RefCallback<HTMLElement> {
  const button = useRef<HTMLElement>(null);
  const { landing, landed } = useDesigner();
  const isMeant = landing !== undefined && isHere(landing);
  useEffect(() => {
    if (!isMeant) return;
    button.current?.focus();
    landed();
  }, [isMeant, landed]);
  return useCallback((element) => {
    button.current = element;
  }, []);
}
