import type { Dice } from './dice.ts';
import type { Person } from './person.ts';

/** A person as somebody wrote her down; empty where nothing was written. */
export interface WrittenPerson {
  readonly first: string;
  readonly family: string;
  readonly email: string;
  readonly phone: string;
  readonly born: string;
  readonly street: string;
  readonly town: string;
  readonly postcode: string;
}

/** How often each mistake is made at a source. */
export interface MistakeRates {
  readonly typo: number;
  readonly shortName: number;
  readonly swappedNames: number;
  readonly noEmail: number;
  readonly otherEmail: number;
  readonly noPhone: number;
  readonly landline: number;
  readonly noBirthDate: number;
  readonly moved: number;
}

/** Writes a person down, with mistakes. */
export function writeDown(person: Person, rates: MistakeRates, dice: Dice): WrittenPerson {
  const first = dice.chance(rates.shortName) ? person.short : person.first;
  const given = maybeTypo(first, rates.typo, dice);
  const family = maybeTypo(person.family, rates.typo, dice);
  const isSwapped = dice.chance(rates.swappedNames);
  const number = dice.chance(rates.landline) ? person.landline : person.mobile;
  return {
    first: isSwapped ? family : given,
    family: isSwapped ? given : family,
    email: dice.chance(rates.noEmail) ? '' : writeEmail(person, rates, dice),
    phone: dice.chance(rates.noPhone) ? '' : writePhone(number, dice),
    born: dice.chance(rates.noBirthDate) ? '' : person.born,
    street: dice.chance(rates.moved) ? `Etorbide Berria ${dice.whole(1, 200)}` : person.street,
    town: person.town,
    postcode: person.postcode,
  };
}

function writeEmail(person: Person, rates: MistakeRates, dice: Dice): string {
  if (dice.chance(rates.otherEmail)) return `${person.first.length}${person.id}bi@lana.example`;
  const typed = maybeTypo(person.email, rates.typo / 2, dice);
  return dice.chance(0.08) ? typed.toUpperCase() : typed;
}

function writePhone(digits: string, dice: Dice): string {
  const groups = digits.replace(/(\d{3})(\d{2})(\d{2})(\d{2})/, '$1 $2 $3 $4');
  const shapes = [
    digits,
    groups,
    `+34 ${groups}`,
    `0034${digits}`,
    digits.replace(/(\d{3})(\d{3})(\d{3})/, '$1-$2-$3'),
  ];
  return dice.pick(shapes);
}

/** One slip of the fingers in `share` of the texts: a letter doubled, lost, exchanged with its neighbour, or another one. */
export function maybeTypo(text: string, share: number, dice: Dice): string {
  if (text.length < 3 || !dice.chance(share)) return text;
  const at = dice.whole(1, text.length - 2);
  const [before, letter, next, after] = [text.slice(0, at), text[at] ?? '', text[at + 1] ?? '', text.slice(at + 2)];
  const slips = [
    `${before}${letter}${letter}${next}${after}`,
    `${before}${next}${after}`,
    `${before}${next}${letter}${after}`,
    `${before}${dice.pick([...'aeionrs'])}${next}${after}`,
  ];
  return dice.pick(slips);
}
