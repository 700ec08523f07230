import type { Dice } from './dice.ts';
import { FAMILY_NAMES, FIRST_NAMES, MAIL_DOMAINS, STREETS, TOWNS } from './names.ts';

/** A customer as she is, before anybody wrote her down. */
export interface Person {
  readonly id: number;
  readonly first: string;
  readonly short: string;
  readonly family: string;
  readonly email: string;
  /** Nine digits. */
  readonly mobile: string;
  readonly landline: string;
  /** yyyy-MM-dd */
  readonly born: string;
  readonly street: string;
  readonly town: string;
  readonly postcode: string;
  /** How much she buys, 1 being usual. */
  readonly appetite: number;
}

/** Share of people who live with the one before them: same address, landline and mostly family name. */
const HOUSEHOLD_SHARE = 0.22;

/** That many people, some of them in households. */
export function createPeople(count: number, dice: Dice): readonly Person[] {
  const people: Person[] = [];
  for (let id = 1; id <= count; id++) {
    const neighbour = dice.chance(HOUSEHOLD_SHARE) ? people.at(-1) : undefined;
    people.push(createPerson(id, neighbour, dice));
  }
  return people;
}

function createPerson(id: number, neighbour: Person | undefined, dice: Dice): Person {
  const [first, ...shorts] = dice.pick(FIRST_NAMES);
  const family = neighbour && dice.chance(0.7) ? neighbour.family : dice.pick(FAMILY_NAMES);
  const [town, postcode] = dice.pick(TOWNS);
  const home = neighbour ?? {
    street: `${dice.pick(STREETS)} ${dice.whole(1, 90)}, ${dice.whole(1, 7)}`,
    town,
    postcode,
    landline: `94${dice.whole(1_000_000, 9_999_999)}`,
  };
  return {
    id,
    first,
    short: shorts[0] ?? first,
    family,
    email: emailOf({ first, family }, id, dice),
    mobile: `6${dice.whole(10_000_000, 99_999_999)}`,
    landline: home.landline,
    born: bornOn(dice),
    street: home.street,
    town: home.town,
    postcode: home.postcode,
    appetite: dice.skewed(),
  };
}

function emailOf({ first, family }: { first: string; family: string }, id: number, dice: Dice): string {
  const plain = (text: string) =>
    text
      .normalize('NFD')
      .replaceAll(/[^A-Za-z]/g, '')
      .toLowerCase();
  const [given, name] = [plain(first), plain(family)];
  const shapes = [
    `${given}.${name}${id % 97}`,
    `${given[0]}${name}${id}`,
    `${name}.${given}${id % 1000}`,
    `${given}${id}`,
  ];
  return `${dice.pick(shapes)}@${dice.pick(MAIL_DOMAINS)}`;
}

function bornOn(dice: Dice): string {
  const year = dice.whole(1942, 2006);
  const two = (value: number) => String(value).padStart(2, '0');
  return `${year}-${two(dice.whole(1, 12))}-${two(dice.whole(1, 28))}`;
}
