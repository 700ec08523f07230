import { useNavigate, useSearch } from '@tanstack/react-router';
import { useCallback } from 'react';

/** Values that stand in the address, all as text; empty means not there. */
type AddressState<Key extends string> = Readonly<Record<Key, string>>;

/**
 * Keeps the state of a page in its address, so that a link shows the same thing: `useAddress('tab', 'search')`.
 * Gives the values and how to change some of them; typing replaces the entry of the browser's history, choosing adds one.
 */
export function useAddress<Key extends string>(
  ...keys: readonly Key[]
): readonly [
  AddressState<Key>,
  (change: Partial<AddressState<Key>>, options?: { readonly isTyping?: boolean }) => void,
] {
  const search = useSearch({ strict: false }) as Readonly<Record<string, unknown>>;
  const navigate = useNavigate();
  const values = Object.fromEntries(keys.map((key) => [key, textOf(search[key])])) as AddressState<Key>;
  const change = useCallback(
    (wanted: Partial<AddressState<Key>>, { isTyping = false } = {}) => {
      const next = (before: Readonly<Record<string, unknown>>) =>
        Object.fromEntries(
          Object.entries({ ...before, ...wanted }).filter(([, value]) => value !== '' && value !== undefined),
        );
      void navigate({ to: '.', search: next as never, replace: isTyping, resetScroll: false });
    },
    [navigate],
  );
  return [values, change];
}

function textOf(value: unknown): string {
  if (value === undefined || value === null) return '';
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}
