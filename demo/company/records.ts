import type { Dice } from './dice.ts';
import { type MistakeRates, type WrittenPerson, writeDown } from './mistakes.ts';
import type { Person } from './person.ts';

/** A record of a person at one source. */
export interface CustomerRecord extends WrittenPerson {
  readonly key: string;
  readonly personId: number;
  /** Days before now when the record was made and last changed. */
  readonly createdDaysAgo: number;
  readonly changedDaysAgo: number;
}

/** A place that keeps customers. */
export interface CustomerKeeper {
  readonly keyPrefix: string;
  /** Share of all people who are customers there, and of those who are written down twice. */
  readonly share: number;
  readonly twice: number;
  readonly rates: MistakeRates;
}

export const ECOMMERCE: CustomerKeeper = {
  keyPrefix: 'C',
  share: 0.62,
  twice: 0.06,
  rates: {
    typo: 0.05,
    shortName: 0.08,
    swappedNames: 0.01,
    noEmail: 0,
    otherEmail: 0.06,
    noPhone: 0.15,
    landline: 0.05,
    noBirthDate: 0.3,
    moved: 0.05,
  },
};
export const LOYALTY: CustomerKeeper = {
  keyPrefix: 'L',
  share: 0.55,
  twice: 0.03,
  rates: {
    typo: 0.08,
    shortName: 0.05,
    swappedNames: 0.025,
    noEmail: 0.12,
    otherEmail: 0.08,
    noPhone: 0.05,
    landline: 0.1,
    noBirthDate: 0.06,
    moved: 0.06,
  },
};
export const STORE: CustomerKeeper = {
  keyPrefix: 'S',
  share: 0.42,
  twice: 0.05,
  rates: {
    typo: 0.1,
    shortName: 0.12,
    swappedNames: 0.02,
    noEmail: 0.35,
    otherEmail: 0.05,
    noPhone: 0.08,
    landline: 0.2,
    noBirthDate: 0.2,
    moved: 0.08,
  },
};

/** The records that a keeper has of these people. */
export function createRecords(
  people: readonly Person[],
  keeper: CustomerKeeper,
  dice: Dice,
): readonly CustomerRecord[] {
  const customers = people.filter(() => dice.chance(keeper.share));
  const twice = customers.filter(() => dice.chance(keeper.twice));
  return [...customers, ...twice].map((person, index) => createRecord(person, { keeper, index }, dice));
}

function createRecord(
  person: Person,
  { keeper, index }: { keeper: CustomerKeeper; index: number },
  dice: Dice,
): CustomerRecord {
  const createdDaysAgo = dice.whole(30, 2500);
  return {
    ...writeDown(person, keeper.rates, dice),
    key: `${keeper.keyPrefix}${String(index + 1).padStart(6, '0')}`,
    personId: person.id,
    createdDaysAgo,
    changedDaysAgo: dice.whole(1, createdDaysAgo),
  };
}
