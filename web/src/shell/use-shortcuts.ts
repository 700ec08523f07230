import { useNavigate } from '@tanstack/react-router';
import { useEffect } from 'react';

/** Second key after G, and the page it leads to. */
const PLACES: Readonly<Record<string, string>> = {
  h: '/',
  s: '/segments',
  m: '/measures',
  c: '/customers',
  f: '/flows',
  r: '/data/refreshes',
  t: '/triggers',
  e: '/admin/exports',
};
const PAUSE_MILLISECONDS = 1200;

/** Keys that work on every page: G and a letter go to a page, ? opens the help. Never while somebody types. */
export function useShortcuts(): void {
  const navigate = useNavigate();
  useEffect(() => {
    let since = 0;
    const onKey = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return;
      const place = PLACES[event.key.toLowerCase()];
      if (event.key === '?') void navigate({ to: '/help' });
      else if (place && Date.now() - since < PAUSE_MILLISECONDS) void navigate({ to: place });
      since = event.key.toLowerCase() === 'g' ? Date.now() : 0;
    };
    addEventListener('keydown', onKey);
    return () => removeEventListener('keydown', onKey);
  }, [navigate]);
}

function isTyping(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement &&
    (target.isContentEditable || /^(input|textarea|select)$/i.test(target.tagName) || target.closest('dialog') !== null)
  );
}
