import { useSyncExternalStore } from 'react';

const KEY = 'fluxu.timeZone';
const listeners = new Set<() => void>();

/** Time zone that this reader wants times in; undefined for that of the server's schedule. */
export function useOwnTimeZone(): string | undefined {
  return useSyncExternalStore(subscribe, readOwnTimeZone);
}

/** Shows times in a zone from now on, in this browser; undefined goes back to that of the server's schedule. */
export function chooseTimeZone(zone: string | undefined): void {
  if (zone === undefined) localStorage.removeItem(KEY);
  else localStorage.setItem(KEY, zone);
  for (const listener of listeners) listener();
}

function readOwnTimeZone(): string | undefined {
  const zone = localStorage.getItem(KEY) ?? undefined;
  return zone !== undefined && isTimeZone(zone) ? zone : undefined;
}

function isTimeZone(zone: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: zone }).resolvedOptions().timeZone !== '';
  } catch {
    return false;
  }
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => {
    listeners.delete(listener);
  };
}
