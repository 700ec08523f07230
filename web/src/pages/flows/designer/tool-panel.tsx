import { type KeyboardEvent, type ReactNode, useEffect, useRef } from 'react';
import type { SideView } from './designer-search.ts';
import { SidePanel } from './side-panel.tsx';

/** Marks what opens a panel, so that the focus finds back to it. */
export const opensPanel = (view: SideView) => ({ 'data-opens': view });

/**
 * A panel that a command of the bar opens. Its heading, or what asks for it, has the focus; Escape and its button close
 * it and give the focus back to where it came from.
 */
export function ToolPanel(props: {
  view: NonNullable<SideView>;
  label: string;
  onClose: () => void;
  children: ReactNode;
}) {
  const panel = useRef<HTMLElement>(null);
  const opener = useRef<Element>(undefined);
  opener.current ??= document.activeElement ?? undefined;
  useEffect(() => {
    const opened = panel.current;
    if (opened && !opened.contains(document.activeElement)) opened.querySelector('h2')?.focus();
  }, []);
  const close = () => {
    props.onClose();
    const from = opener.current;
    const isThere = from instanceof HTMLElement && from.isConnected && from !== document.body;
    const back = isThere ? from : document.querySelector<HTMLElement>(`[data-opens=${props.view}]`);
    back?.focus();
  };
  return (
    <SidePanel
      ref={panel}
      label={props.label}
      onClose={close}
      onKeyDown={(event) => {
        if (event.key === 'Escape' && isOwn(event)) close();
      }}
    >
      {props.children}
    </SidePanel>
  );
}

/** Whether a key was pressed in the panel itself, and nothing in it took it: no list that is open, no dialog. */
function isOwn({ currentTarget, target, defaultPrevented }: KeyboardEvent<HTMLElement>): boolean {
  return !defaultPrevented && target instanceof Element && target.closest('aside, dialog') === currentTarget;
}
