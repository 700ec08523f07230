import { createDraw, csvLine, type Draw, slip } from './seeded.ts';
import { madeUpNames } from './words.ts';

const KINDS = [
  'Head Start',
  'Child Care Center',
  'Day Care',
  'Learning Center',
  'Nursery School',
  'Academy',
  'Preschool',
  'Family Center',
  'Children Center',
  'Elementary School',
];
const SHORT: Readonly<Record<string, string>> = {
  'Head Start': 'HS',
  'Child Care Center': 'Childcare Ctr',
  'Learning Center': 'Lrng Ctr',
  Academy: 'Acad',
  'Elementary School': 'Elem',
  'Day Care': 'Daycare',
};
const STREETS: readonly (readonly [string, string])[] = [
  ['Street', 'St'],
  ['Avenue', 'Ave'],
  ['Road', 'Rd'],
  ['Boulevard', 'Blvd'],
  ['Place', 'Pl'],
];

interface Site {
  readonly name: string;
  readonly kind: string;
  readonly address: readonly [string, string, string, number];
  readonly zip: string;
  readonly phone: string;
}

/** Sites of organisations as several offices list them. One organisation may run many sites, and share its telephone. */
export function* organizationSites(records: number, seed: number): Generator<string> {
  const draw = createDraw(seed);
  const names = madeUpNames(500, draw);
  const streets = madeUpNames(300, draw);
  yield csvLine(['Id', 'Source', 'Site name', 'Address', 'Zip', 'Phone', 'Program Name', 'True Id']);
  let written = 0;
  let organization = { name: '', phone: '', left: 0 };
  for (let truth = 1; written < records; truth++) {
    if (organization.left <= 0)
      organization = {
        name: organizationName(draw, names),
        phone: phoneOf(draw),
        left: draw.chance(0.7) ? 1 : 2 + draw.below(5),
      };
    organization = { ...organization, left: organization.left - 1 };
    const site = makeSite(organization, draw, streets);
    const count = 1 + draw.below(5);
    for (let record = 0; record < count && written < records; record++, written++)
      yield csvLine([
        written,
        draw.pick(['list_a.csv', 'list_b.csv', 'list_c.csv']),
        siteName(site, draw),
        addressOf(site, draw),
        draw.chance(0.1) ? '' : draw.chance(0.03) ? slip(site.zip, draw) : site.zip,
        phoneText(site, draw),
        draw.chance(0.5) ? '' : draw.pick(KINDS),
        truth,
      ]);
  }
}

function organizationName(draw: Draw, names: readonly string[]): string {
  const word = capital(draw.common(names, 1.5));
  return draw.chance(0.4) ? `${word} ${capital(draw.pick(names))}` : draw.chance(0.3) ? `St ${word}` : word;
}

const capital = (word: string) => word.charAt(0).toUpperCase() + word.slice(1);
const phoneOf = (draw: Draw) => `${200 + draw.below(700)}${200 + draw.below(700)}${1000 + draw.below(9000)}`;

function makeSite(organization: { name: string; phone: string }, draw: Draw, streets: readonly string[]): Site {
  const [long, short] = draw.pick(STREETS);
  return {
    name: organization.name,
    kind: draw.pick(KINDS),
    address: [capital(draw.pick(streets)), long, short, 100 + draw.below(9000)],
    zip: String(60600 + draw.below(60)),
    phone: draw.chance(0.5) ? organization.phone : phoneOf(draw),
  };
}

function siteName({ name, kind }: Site, draw: Draw): string {
  const own = draw.chance(0.12) ? slip(name, draw) : name;
  const suffix = draw.chance(0.2)
    ? ''
    : draw.chance(0.3)
      ? ` ${SHORT[kind] ?? kind}`
      : draw.chance(0.1)
        ? ` ${draw.pick(KINDS)}`
        : ` ${kind}`;
  return draw.chance(0.2) ? `${own}${suffix}`.toUpperCase() : `${own}${suffix}${draw.chance(0.08) ? ', Inc.' : ''}`;
}

function addressOf({ address: [street, long, short, number] }: Site, draw: Draw): string {
  if (draw.chance(0.04)) return '';
  const direction = draw.chance(0.4) ? `${draw.pick(['N', 'S', 'W', 'E'])} ` : '';
  return `${number} ${direction}${draw.chance(0.08) ? slip(street, draw) : street}${draw.chance(0.15) ? '' : ` ${draw.chance(0.5) ? short : long}`}`;
}

function phoneText({ phone }: Site, draw: Draw): string {
  if (draw.chance(0.25)) return '';
  const own = draw.chance(0.08) ? phoneOf(draw) : phone;
  return draw.chance(0.5) ? own : `(${own.slice(0, 3)}) ${own.slice(3, 6)}-${own.slice(6)}`;
}
