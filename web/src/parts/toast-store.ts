import { useSyncExternalStore } from 'react';

/** A short message that goes by itself, with what takes back what it tells. */
export interface Toast {
  readonly id: number;
  readonly text: string;
  readonly undo?: (() => unknown) | undefined;
  /** Default: good. What is plain says neither that something worked nor that it failed. */
  readonly tone?: 'good' | 'bad' | 'plain' | undefined;
  /** Leads to where it is mended. */
  readonly link?: { readonly to: string; readonly search?: object; readonly text: string } | undefined;
}

const SHOWN_MILLISECONDS = 8000;
const listeners = new Set<() => void>();
let toasts: readonly Toast[] = [];
let last = 0;

/** Shows a message for a while. */
export function showToast(toast: Omit<Toast, 'id'>): void {
  last += 1;
  const id = last;
  set([...toasts.slice(-2), { ...toast, id }]);
  setTimeout(() => closeToast(id), SHOWN_MILLISECONDS);
}

/** Takes a message away. */
export function closeToast(id: number): void {
  set(toasts.filter((toast) => toast.id !== id));
}

/** The messages shown now. */
export function useToasts(): readonly Toast[] {
  return useSyncExternalStore(subscribe, () => toasts);
}

function set(next: readonly Toast[]) {
  toasts = next;
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void) {
  listeners.add(listener);
  return () => {
    listeners.delete(listener);
  };
}
