import { createDraw, csvLine, type Draw, slip } from './seeded.ts';
import { FAMILIAR, FIRST_NAMES, madeUpNames } from './words.ts';

const OCCUPATIONS =
  'politician,writer,painter,military officer,lawyer,judge,clergyman,poet,engineer,botanist,physician,actor,musician,composer,merchant,banker,cricketer,footballer,architect,photographer,historian,economist,chemist,explorer,diplomat,journalist,sculptor,farmer,teacher,printer'.split(
    ',',
  );

interface Person {
  readonly first: string;
  readonly last: string;
  readonly birth: string;
  readonly place: string;
  readonly area: string;
  readonly occupation: string;
  readonly otherFirst: string;
  readonly otherLast: string;
}

/**
 * Historical persons with many records each and heavy errors: other names, slips, years without a day, places and
 * occupations that are missing or another one, postcodes nearby. Columns: id, names, birth, place, postcode, occupation,
 * and `cluster` with the truth.
 */
export function* historicalPersons(records: number, seed: number): Generator<string> {
  const draw = createDraw(seed);
  const surnames = madeUpNames(6000, draw);
  const places = madeUpNames(500, draw);
  yield csvLine([
    'unique_id',
    'cluster',
    'full_name',
    'first_name',
    'surname',
    'dob',
    'birth_place',
    'postcode_fake',
    'gender',
    'occupation',
  ]);
  let written = 0;
  for (let person = 1; written < records; person++) {
    const truth = makePerson(draw, surnames, places);
    const count = 1 + Math.min(29, Math.floor(-9 * Math.log(1 - draw.below(1000) / 1000)));
    for (let record = 0; record < count && written < records; record++, written++)
      yield recordLine(`Q${person}-${record + 1}`, person, truth, { draw, places });
  }
}

function makePerson(draw: Draw, surnames: readonly string[], places: readonly string[]): Person {
  const year = 1550 + Math.floor(370 * Math.sqrt(draw.below(1000) / 1000));
  const day = draw.chance(0.3) ? '01-01' : `${two(1 + draw.below(12))}-${two(1 + draw.below(28))}`;
  const place = draw.common(places, 2);
  return {
    first: draw.common(FIRST_NAMES, 2),
    last: draw.common(surnames, 1.6),
    birth: `${year}-${day}`,
    place,
    area: areaOf(place),
    occupation: draw.common(OCCUPATIONS, 1.8),
    otherFirst: draw.common(FIRST_NAMES, 2),
    otherLast: draw.common(surnames, 1.6),
  };
}

const two = (number: number) => String(number).padStart(2, '0');

function areaOf(place: string): string {
  return `${place.slice(0, 2)}${1 + ((place.length * 7 + place.charCodeAt(2)) % 30)}`;
}

function recordLine(
  id: string,
  person: number,
  truth: Person,
  { draw, places }: { draw: Draw; places: readonly string[] },
): string {
  const first = firstOf(truth, draw);
  const last = draw.chance(0.06) ? truth.otherLast : draw.chance(0.15) ? slip(truth.last, draw) : truth.last;
  const isNameless = draw.chance(0.04);
  const full = `${draw.chance(0.1) ? 'sir ' : ''}${first} ${draw.chance(0.2) ? `${truth.otherFirst} ` : ''}${last}`;
  return csvLine([
    id,
    person,
    full,
    isNameless ? '' : first,
    isNameless ? '' : last,
    birthOf(truth, draw),
    draw.chance(0.2)
      ? ''
      : draw.chance(0.15)
        ? draw.common(places, 2)
        : draw.chance(0.08)
          ? slip(truth.place, draw)
          : truth.place,
    postcodeOf(truth, draw, places),
    draw.chance(0.4) ? '' : 'male',
    draw.chance(0.3) ? '' : draw.chance(0.15) ? draw.common(OCCUPATIONS, 1.8) : truth.occupation,
  ]);
}

function firstOf(truth: Person, draw: Draw): string {
  if (draw.chance(0.1)) return FAMILIAR[truth.first] ?? truth.first.slice(0, 1);
  if (draw.chance(0.06)) return truth.otherFirst;
  if (draw.chance(0.05)) return truth.first.slice(0, 1);
  return draw.chance(0.13) ? slip(truth.first, draw) : truth.first;
}

function birthOf({ birth }: Person, draw: Draw): string {
  if (draw.chance(0.12)) return '';
  if (draw.chance(0.12)) return `${birth.slice(0, 4)}-01-01`;
  if (draw.chance(0.08)) return `${Number(birth.slice(0, 4)) + draw.below(5) - 2}${birth.slice(4)}`;
  return draw.chance(0.08) ? `${birth.slice(0, 8)}${two(1 + draw.below(28))}` : birth;
}

function postcodeOf({ area, last }: Person, draw: Draw, places: readonly string[]): string {
  if (draw.chance(0.15)) return '';
  const own = draw.chance(0.1) ? areaOf(draw.common(places, 2)) : area;
  const street = draw.chance(0.55)
    ? `${last.length % 10}${last.slice(1, 3)}`
    : `${draw.below(10)}${draw.pick(['ab', 'cd', 'ef', 'gh', 'jk', 'lm', 'np', 'qr'])}`;
  return `${own} ${draw.chance(0.05) ? slip(street, draw) : street}`;
}
