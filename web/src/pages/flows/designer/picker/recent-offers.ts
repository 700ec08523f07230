/** Most operations that are remembered. */
const MOST = 8;

const keyOf = (role: 'action' | 'trigger') => `fluxu.recent.${role}`;

/** Keys of the operations that were picked last in this browser, the newest first. */
export function recentOffers(role: 'action' | 'trigger'): readonly string[] {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(keyOf(role)) ?? '[]');
    return Array.isArray(kept) ? kept.filter((key): key is string => typeof key === 'string') : [];
  } catch {
    return [];
  }
}

/** Remembers an operation that is picked. */
export function rememberOffer(role: 'action' | 'trigger', key: string): void {
  const others = recentOffers(role).filter((each) => each !== key);
  try {
    localStorage.setItem(keyOf(role), JSON.stringify([key, ...others].slice(0, MOST)));
  } catch {
    // A full storage only means that it is not remembered.
  }
}
