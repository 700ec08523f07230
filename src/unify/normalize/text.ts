import type { Normalization } from '../../model/vocabulary.ts';
import { stepsOf } from './index.ts';
import { cleanWordsInText, replaceWordsInText } from './words.ts';

/** A text as it is compared, or undefined when nothing is left of it. Lists of the user (alias, bypass) are not looked up. */
export function normalizeText(text: string, names: readonly Normalization[]): string | undefined {
  const normal = stepsOf(names).reduce((current, step) => {
    if (step.kind === 'text') return step.toText(current);
    return step.kind === 'words' ? replaceWordsInText(cleanWordsInText(current), step) : current;
  }, text);
  return normal.trim() === '' ? undefined : normal;
}
