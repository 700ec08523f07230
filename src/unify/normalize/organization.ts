import type { WordNormalization } from './normalization.ts';
import { ORGANIZATION_WORDS } from './words/organization-words.ts';

/** Words that most companies bear in their name are dropped. */
export const organization = Object.freeze<WordNormalization>({
  kind: 'words',
  name: 'organization',
  summary: 'Words such as company, corporation and limited are ignored.',
  words: ORGANIZATION_WORDS,
  openings: new Set<string>(),
  maxWords: 8,
});
