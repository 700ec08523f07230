import { useNavigate } from '@tanstack/react-router';
import { useEffect } from 'react';
import { PLACES } from './shortcuts.ts';

const PAUSE_MILLISECONDS = 1200;

/** Keys that work on every page: G and a letter go to a page, ? asks for the list of them. Never while somebody types. */
export function useShortcuts(onHelp: () => void): void {
  const navigate = useNavigate();
  useEffect(() => {
    let since = 0;
    const onKey = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return;
      const key = event.key.toLowerCase();
      const place = PLACES.find((each) => each.key === key);
      if (event.key === '?') onHelp();
      else if (place && Date.now() - since < PAUSE_MILLISECONDS) void navigate({ to: place.path });
      since = key === 'g' ? Date.now() : 0;
    };
    addEventListener('keydown', onKey);
    return () => removeEventListener('keydown', onKey);
  }, [navigate, onHelp]);
}

function isTyping(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement &&
    (target.isContentEditable || /^(input|textarea|select)$/i.test(target.tagName) || target.closest('dialog') !== null)
  );
}
