import type { WordNormalization } from './normalization.ts';
import { ADDRESS_WORDS } from './words/address-words.ts';

/** Common parts of addresses are abbreviated. */
export const address = Object.freeze<WordNormalization>({
  kind: 'words',
  name: 'address',
  summary: 'Street, avenue, northwest and the like count as their abbreviations.',
  words: ADDRESS_WORDS,
  openings: new Set<string>(),
  maxWords: 8,
});
