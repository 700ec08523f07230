import type { MessageKey } from '../i18n/messages.ts';

/** Second key after G, the page it leads to, and its name. */
export const PLACES = [
  { key: 'h', path: '/', label: 'nav.home' },
  { key: 's', path: '/segments', label: 'nav.segments' },
  { key: 'm', path: '/measures', label: 'nav.measures' },
  { key: 'c', path: '/customers', label: 'nav.customers' },
  { key: 'f', path: '/flows', label: 'nav.flows' },
  { key: 'r', path: '/data/refreshes', label: 'nav.refreshes' },
  { key: 't', path: '/triggers', label: 'nav.triggers' },
  { key: 'e', path: '/admin/exports', label: 'nav.exports' },
] as const satisfies readonly { readonly key: string; readonly path: string; readonly label: MessageKey }[];
