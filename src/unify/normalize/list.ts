import type { ListNormalization } from './normalization.ts';

/** Values of the alias list count as equal. */
export const alias = Object.freeze<ListNormalization>({
  kind: 'list',
  name: 'alias',
  summary: 'Values that the alias list pairs count as equal.',
});

/** Values of the bypass list are compared with nothing. */
export const bypass = Object.freeze<ListNormalization>({
  kind: 'list',
  name: 'bypass',
  summary: 'Values of the bypass list are ignored.',
});
