import { useState } from 'react';

const KEY = 'fluxu.closedGroups';

/** Whether a group of the navigation stands open, and how to change that; this browser remembers what was closed. */
export function useGroup(label: string): { isOpen: boolean; toggle: () => void } {
  const [isOpen, setIsOpen] = useState(() => !closedGroups().includes(label));
  const toggle = () => {
    const others = closedGroups().filter((each) => each !== label);
    localStorage.setItem(KEY, [...others, ...(isOpen ? [label] : [])].join(' '));
    setIsOpen(!isOpen);
  };
  return { isOpen, toggle };
}

function closedGroups(): readonly string[] {
  return (localStorage.getItem(KEY) ?? '').split(' ');
}
