import type { Normalization } from '../../model/vocabulary.ts';
import { address } from './address.ts';
import { alias, bypass } from './list.ts';
import { lowerCase } from './lower-case.ts';
import { name } from './name.ts';
import type { NormalizationStep } from './normalization.ts';
import { numerals } from './numerals.ts';
import { organization } from './organization.ts';
import { phone } from './phone.ts';
import { symbols } from './symbols.ts';
import { unicodeToAscii } from './unicode-to-ascii.ts';
import { whitespace } from './whitespace.ts';

/** All normalisations, in the order in which they are applied. */
export const NORMALIZATION_STEPS: readonly NormalizationStep[] = [
  numerals,
  symbols,
  lowerCase,
  phone,
  name,
  address,
  organization,
  unicodeToAscii,
  whitespace,
  alias,
  bypass,
];

/** The steps for a set of normalisations, in order. Word lists clean the words themselves: symbols and lowerCase drop out. */
export function stepsOf(names: readonly Normalization[]): readonly NormalizationStep[] {
  const steps = NORMALIZATION_STEPS.filter((step) => names.includes(step.name));
  const hasWords = steps.some((step) => step.kind === 'words');
  return hasWords ? steps.filter((step) => step.name !== 'symbols' && step.name !== 'lowerCase') : steps;
}
