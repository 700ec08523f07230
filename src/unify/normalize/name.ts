import type { WordNormalization } from './normalization.ts';
import { FORMAL_NAMES } from './words/formal-names.ts';
import { TITLES } from './words/titles.ts';

/** Nicknames and spellings become one formal name; a title in front is dropped. */
export const name = Object.freeze<WordNormalization>({
  kind: 'words',
  name: 'name',
  summary: 'Nicknames and variants count as the formal name, titles are ignored.',
  words: FORMAL_NAMES,
  openings: TITLES,
  maxWords: 5,
});
