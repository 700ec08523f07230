import { useSyncExternalStore } from 'react';

/** What the user chose; `system` follows the operating system. */
export type SchemeChoice = 'system' | 'light' | 'dark';
export const SCHEME_CHOICES: readonly SchemeChoice[] = ['system', 'light', 'dark'];

const STORAGE_KEY = 'fluxu.theme';
const darkSystem = matchMedia('(prefers-color-scheme: dark)');
const paper = matchMedia('print');
const listeners = new Set<() => void>();

function notify() {
  applyToDocument();
  for (const listener of listeners) listener();
}
darkSystem.addEventListener('change', notify);
paper.addEventListener('change', notify);
applyToDocument();

/** Changes the scheme and remembers it. */
export function chooseScheme(choice: SchemeChoice): void {
  localStorage.setItem(STORAGE_KEY, choice);
  notify();
}

/** The choice and what it means now. */
export function useScheme(): { readonly choice: SchemeChoice; readonly isDark: boolean } {
  const choice = useSyncExternalStore(subscribe, storedChoice);
  const isDark = useSyncExternalStore(subscribe, isDarkNow);
  return { choice, isDark };
}

function subscribe(listener: () => void) {
  listeners.add(listener);
  return () => {
    listeners.delete(listener);
  };
}

function storedChoice(): SchemeChoice {
  const stored = localStorage.getItem(STORAGE_KEY);
  return SCHEME_CHOICES.find((choice) => choice === stored) ?? 'system';
}

/** Paper is light whatever was chosen. */
function isDarkNow(): boolean {
  if (paper.matches) return false;
  const choice = storedChoice();
  return choice === 'system' ? darkSystem.matches : choice === 'dark';
}

function applyToDocument() {
  document.documentElement.dataset['scheme'] = isDarkNow() ? 'dark' : 'light';
}
