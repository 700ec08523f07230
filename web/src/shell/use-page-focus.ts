import { useRouterState } from '@tanstack/react-router';
import { useEffect, useRef } from 'react';

/** Id of the element that holds the page. */
export const CONTENT = 'content';

/** Gives the page the focus when the one before took it away with it: the keyboard then goes on there, not at the top. */
export function usePageFocus(): void {
  const pathname = useRouterState({ select: ({ resolvedLocation }) => resolvedLocation?.pathname });
  const before = useRef(pathname);
  useEffect(() => {
    const hasChanged = before.current !== undefined && before.current !== pathname;
    before.current = pathname;
    if (hasChanged && document.activeElement === document.body)
      document.getElementById(CONTENT)?.focus({ preventScroll: true });
  }, [pathname]);
}
